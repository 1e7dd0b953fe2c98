import { Args, Context, Info, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import type { GraphQLResolveInfo } from 'graphql'
import type { Language } from '../core/locale.js'
import {
  partialDate,
  printPartialDate,
  type PartialDateValue as Dates,
  type Precision,
} from '../core/time/partial-date.js'
import { badField } from '../core/error/app-error.js'
import { DateScalar } from '../core/scalars.js'
import { ObjectRule } from '../core/rule.js'
import { LanguageCode, PrecisionCode } from '../core/enums.js'
import type { Caller } from '../read/caller.js'
import { FieldWithArgs, DateField, EnumField, ViewType } from '../read/declare.js'
import { checkAbove } from '../read/empty-range.js'
import { addFilter, type ConditionArgument } from '../read/shape.js'

const right = ({ from, precision }: Dates): Dates => partialDate(precision, from)
const isRight = (date: Dates): boolean => date.from === right(date).from && date.to === right(date).to

@ViewType('', 'A day that is known only so exactly, Europe/Brussels.')
export class PartialDate implements Dates {
  @DateField('The earliest day that it can be.')
  from: string

  @DateField('The latest day that it can be, included.')
  to: string

  @EnumField(PrecisionCode, 'How exactly it is known: the range is exactly that of its precision.', {
    check: [
      ObjectRule('PARTIAL_DATE_RANGE', isRight, (date: Dates) => ({
        ...right(date),
        givenFrom: date.from,
        givenTo: date.to,
      })),
    ],
  })
  precision: Precision

  @FieldWithArgs(
    'json',
    () => String,
    `json_build_object('from', {t}."{#}from", 'to', {t}."{#}to", 'precision', {t}."{#}precision")`,
    'In words: `early March 2018`, `début mars 2018`.',
    {
      resolved: true,
      args: [
        {
          name: 'language',
          graphql: () => LanguageCode,
          nullable: true,
          sql: 'text',
          description: 'Left out: yours.',
        },
      ],
    },
  )
  text?: string
}

const from = '{t}."{#}from"'
const to = '{t}."{#}to"'

const day = { graphql: () => DateScalar, sql: 'date' }

function inOrder(until: unknown, path: string, { from }: Record<string, unknown>): unknown {
  if (String(until) < String(from))
    throw badField(path, 'RANGE_INVERTED', { low: String(from), high: String(until) })
  return until
}

addFilter(PartialDate, 'overlaps', {
  description: 'It can be a day of these: its range and this one have a day in common.',
  input: { name: 'DayRange', description: 'From one day to another, both included.' },
  given: {
    from: { ...day, description: 'The first day.' },
    until: { ...day, description: 'The last day.', check: inOrder },
  },
  sql: `${from} <= {until} and ${to} >= {from}`,
})

const compared = {
  certainlyBefore: ['It is before this day, whichever day of its range it is.', `${to} < {given}`],
  possiblyBefore: ['It can be before this day.', `${from} < {given}`],
  certainlyAfter: ['It is after this day, whichever day of its range it is.', `${from} > {given}`],
  possiblyAfter: ['It can be after this day.', `${to} > {given}`],
} as const
// the range of one date may reach over both days, where it need not be certain of either
const notAfter: Record<string, readonly string[]> = {
  certainlyBefore: ['certainlyAfter', 'possiblyAfter'],
  possiblyBefore: ['certainlyAfter'],
}
const later: ConditionArgument['check'] = (input, path, ...rest) => {
  for (const earlier of notAfter[path.split('.').at(-1)!] ?? [])
    checkAbove(earlier, true)(input, path, ...rest)
  return input
}
for (const [name, [description, sql]] of Object.entries(compared))
  addFilter(PartialDate, name, { description, given: { ...day, check: later }, sql })

@Resolver(() => PartialDate)
export class PartialDateResolver {
  /** Finishes what SQL has read: words need the catalogue. */
  @ResolveField('text', () => String)
  text(
    @Parent() row: Record<string, Dates>,
    @Context() caller: Caller,
    @Info() info: GraphQLResolveInfo,
    @Args('language', { type: () => LanguageCode, nullable: true }) language?: Language,
  ): string {
    return printPartialDate(row[info.path.key]!, language ?? caller.language)
  }
}
