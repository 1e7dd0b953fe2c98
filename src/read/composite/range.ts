/** Filters of a range from `low` to `high`; a null `high` means that it has no upper end. */
import { badField } from '../../core/error/app-error.js'
import { quoteForMessage } from '../../core/validation/text.js'
import { checkAbove } from '../filter/empty-range.js'
import { addFilter, type Class, type ConditionArgument, type Template } from '../shape.js'

type Check = NonNullable<ConditionArgument['check']>

const notNegative: Check = (input, path) => {
  if (Number(input) < 0) throw badField(path, 'NEGATIVE', { value: quoteForMessage(input) })
  return input
}

/** Rejects a negative number; for `atMost` applies `further` too. */
export const notNegativeNor = (further: Check, name: string): Check =>
  name === 'atMost' ? (input, ...rest) => further(notNegative(input, ...rest), ...rest) : notNegative

/** Returns the three comparisons of a range with one number, each with its description and SQL. */
export const rangeComparison = (low: Template, high: Template, value: Template) => ({
  atLeast: { description: 'The whole range is this much or more.', sql: `${low} >= ${value}` },
  atMost: {
    description: 'The whole range is this much or less; never true of an open-ended range.',
    sql: `${high} <= ${value}`,
  },
  mayReach: {
    description: 'The range can reach this much: its upper end does, or it is open-ended.',
    sql: `(${high} >= ${value} or ${low} is not null and ${high} is null)`,
  },
})

/**
 * Adds the three comparisons to a range type; `number` is the type of its ends.
 *
 * With them, `where: { area: { atLeast: 500 } }` compares `r1."area_low" >= $1::numeric`.
 */
export function addRangeFilters(type: Class, number: Pick<ConditionArgument, 'graphql' | 'sql'>): void {
  const comparisons = rangeComparison('{t}."{#}low"', '{t}."{#}high"', '{value}')
  for (const [name, { description, sql }] of Object.entries(comparisons))
    addFilter(type, name, {
      description,
      args: { ...number, check: notNegativeNor(checkAbove('atLeast', false), name) },
      sql,
    })
}
