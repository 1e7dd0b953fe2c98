import { Args, Context, Info, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import type { GraphQLResolveInfo } from 'graphql'
import type { Language } from '../../core/locale.js'
import {
  printPartialDate,
  rangeOf,
  type PartialDateValue as Dates,
  type Precision,
} from '../../core/time/partial-date.js'
import { badField } from '../../core/error/app-error.js'
import { DateScalar } from '../../core/scalars.js'
import { LanguageCode, PrecisionCode } from '../../core/enums.js'
import type { Caller } from '../caller.js'
import { FieldWithArgs, DateField, EnumField, ViewType } from '../declare.js'
import { checkAbove } from '../filter/empty-range.js'
import { addFilter, type ConditionArgument } from '../shape.js'

/** Returns whether the days are exactly the range of the precision; also checked in the inputs. */
export const isExactRange = (date: Dates): boolean =>
  date.from === rangeOf(date).from && date.to === rangeOf(date).to

@ViewType('', 'A day known to a precision only, Europe/Brussels.')
export class PartialDate implements Dates {
  @DateField('The earliest possible day; 1900-01-01 where only the last one is known (BEFORE).')
  from: string

  @DateField('The latest possible day, included.')
  to: string

  @EnumField(
    PrecisionCode,
    'How exactly the day is known; `from` and `to` are exactly the range of this precision. BEFORE knows the last day only; `from` is then 1900-01-01.',
  )
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
          description: 'Default: your language.',
        },
      ],
    },
  )
  text?: string
}

const from = '{t}."{#}from"'
const to = '{t}."{#}to"'

const day = { graphql: () => DateScalar, sql: 'date' }

function checkOrder(until: unknown, path: string, { from }: Record<string, unknown>): unknown {
  if (String(until) < String(from))
    throw badField(path, 'RANGE_INVERTED', { low: String(from), high: String(until) })
  return until
}

addFilter(PartialDate, 'overlaps', {
  description:
    'The date can be a day of this range: the two ranges have a day in common. A date of precision BEFORE overlaps no range: use `possiblyBefore`.',
  input: { name: 'DayRange', description: 'From one day to another, both included.' },
  args: {
    from: { ...day, description: 'The first day.' },
    until: { ...day, description: 'The last day.', check: checkOrder },
  },
  sql: `${from} <= {until} and ${to} >= {from} and {t}."{#}precision" <> 'BEFORE'`,
})

const comparisons = {
  certainlyBefore: ['The whole range is before this day.', `${to} < {value}`],
  possiblyBefore: ['The date can be before this day.', `${from} < {value}`],
  certainlyAfter: ['The whole range is after this day.', `${from} > {value}`],
  possiblyAfter: ['The date can be after this day.', `${to} > {value}`],
} as const
// A range may span both days of possiblyBefore and possiblyAfter, so that pair needs no check.
const lowerBounds: Record<string, readonly string[]> = {
  certainlyBefore: ['certainlyAfter', 'possiblyAfter'],
  possiblyBefore: ['certainlyAfter'],
}
const checkNotEmpty: ConditionArgument['check'] = (input, path, ...rest) => {
  for (const lower of lowerBounds[path.split('.').at(-1)!] ?? [])
    checkAbove(lower, true)(input, path, ...rest)
  return input
}
for (const [name, [description, sql]] of Object.entries(comparisons))
  addFilter(PartialDate, name, { description, args: { ...day, check: checkNotEmpty }, sql })

@Resolver(() => PartialDate)
export class PartialDateResolver {
  /** Returns the date in words, from the JSON that SQL has read: words need the catalogue of `locales/`. */
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
