import { Args, Context, Info, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import type { GraphQLResolveInfo } from 'graphql'
import type { Language } from '../core/locale.js'
import {
  partialDate,
  printPartialDate,
  type PartialDate as Dates,
  type Precision,
} from '../core/time/partial-date.js'
import { badField } from '../core/error/app-error.js'
import { DateScalar } from '../core/scalars.js'
import { ValidWith } from '../core/rule.js'
import { LanguageCode, Precision as PrecisionCode } from '../core/enums.js'
import type { Asker } from '../read/caller.js'
import { Asked, CalendarDay, Code, Shown } from '../read/declare.js'
import { above } from '../read/empty-range.js'
import { asks, type ConditionArgument } from '../read/shape.js'

const right = ({ from, precision }: Dates): Dates => partialDate(precision, from)
const isRight = (date: Dates): boolean => date.from === right(date).from && date.to === right(date).to

@Shown('', 'A day that is known only so exactly, Europe/Brussels.')
export class PartialDate implements Dates {
  @CalendarDay('The earliest day that it can be.')
  from: string

  @CalendarDay('The latest day that it can be, included.')
  to: string

  @Code(PrecisionCode, 'How exactly it is known: the range is exactly that of its precision.', {
    check: [
      ValidWith('PARTIAL_DATE_RANGE', isRight, (date: Dates) => ({
        ...right(date),
        givenFrom: date.from,
        givenTo: date.to,
      })),
    ],
  })
  precision: Precision

  @Asked(
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

asks(PartialDate, 'overlaps', {
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
const later: ConditionArgument['check'] = (given, path, ...rest) => {
  for (const earlier of notAfter[path.split('.').at(-1)!] ?? []) above(earlier, true)(given, path, ...rest)
  return given
}
for (const [name, [description, sql]] of Object.entries(compared))
  asks(PartialDate, name, { description, given: { ...day, check: later }, sql })

@Resolver(() => PartialDate)
export class PartialDateResolver {
  /** Finishes what SQL has read: words need the catalogue. */
  @ResolveField('text', () => String)
  text(
    @Parent() row: Record<string, Dates>,
    @Context() asker: Asker,
    @Info() info: GraphQLResolveInfo,
    @Args('language', { type: () => LanguageCode, nullable: true }) language?: Language,
  ): string {
    return printPartialDate(row[info.path.key]!, language ?? asker.language)
  }
}
