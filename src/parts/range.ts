/** What may be asked of a range from `low` to `high`, where null means that it is open upwards. */
import { badField } from '../core/error/app-error.js'
import { quoteForMessage } from '../core/text.js'
import { checkAbove } from '../read/empty-range.js'
import { addFilter, type Class, type ConditionArgument, type Template } from '../read/shape.js'

type Check = NonNullable<ConditionArgument['check']>

export const notNegative: Check = (input, path) => {
  if (Number(input) < 0) throw badField(path, 'NEGATIVE', { value: quoteForMessage(input) })
  return input
}

/** The same, and of `atMost` what `further` sees to. */
export const notNegativeNor = (further: Check, name: string): Check =>
  name === 'atMost' ? (input, ...rest) => further(notNegative(input, ...rest), ...rest) : notNegative

/** The three ways to compare a range with one number. */
export const rangeComparison = (low: Template, high: Template, value: Template) => ({
  atLeast: { description: 'It is so much or more, wherever in its range it is.', sql: `${low} >= ${value}` },
  atMost: {
    description: 'It is so much or less, wherever in its range it is; never where it is open-ended.',
    sql: `${high} <= ${value}`,
  },
  mayReach: {
    description: 'It can be so much or more: its upper end is, or it has none.',
    sql: `(${high} >= ${value} or ${low} is not null and ${high} is null)`,
  },
})

/** `number` is what one end of the range is. */
export function addRangeFilters(type: Class, number: Pick<ConditionArgument, 'graphql' | 'sql'>): void {
  const ways = rangeComparison('{t}."{#}low"', '{t}."{#}high"', '{given}')
  for (const [name, { description, sql }] of Object.entries(ways))
    addFilter(type, name, {
      description,
      given: { ...number, check: notNegativeNor(checkAbove('atLeast', false), name) },
      sql,
    })
}
