import { ValidWith } from '../core/rule.js'
import { isCurrency } from '../core/money.js'
import { badField } from '../core/error/app-error.js'
import { DecimalScalar } from '../core/scalars.js'
import { shown } from '../core/text.js'
import { Amount, Currency, Derived, Shown } from '../read/declare.js'
import { above } from '../read/empty-range.js'
import { asks, type ConditionArgument } from '../read/shape.js'
import { compared, notNegativeNor } from './range.js'

@Shown(
  '',
  'A sum in one currency. Sums of different currencies are never added without a stored, dated rate.',
)
export class Money {
  @Amount('Exact.', { currency: 'currency' })
  amount: string

  @Currency('ISO 4217 code.')
  currency: string
}

const inOrder = ({ low, high }: MoneyRange): boolean => high == null || Number(high) >= Number(low)

@Shown('', 'From a low to a high sum in one currency.')
export class MoneyRange {
  @Amount('At least.', { currency: 'currency' })
  low: string

  @Amount('At most; null when open-ended: "more than 50 million".', {
    nullable: true,
    currency: 'currency',
    check: [ValidWith('RANGE_INVERTED', inOrder, ({ low, high }: MoneyRange) => ({ low, high: high! }))],
  })
  high: string | null

  @Currency('ISO 4217 code.')
  currency: string

  @Derived('boolean', () => Boolean, '({t}."{#}high" is null)', 'No upper end was stated.')
  openEnded?: boolean
}

const sum = (name: string): Record<string, ConditionArgument> => ({
  amount: {
    graphql: () => DecimalScalar,
    description: 'Exact.',
    sql: 'numeric',
    check: notNegativeNor(above('atLeast', false, 'amount'), name),
  },
  currency: {
    graphql: () => String,
    description: 'ISO 4217 code. What is stated in another currency is not compared, and does not fulfil it.',
    sql: 'text',
    check: (code, path) => {
      if (!isCurrency(String(code))) throw badField(path, 'UNKNOWN_CURRENCY', { value: shown(code) })
      return code
    },
  },
})

for (const [name, { description, sql }] of Object.entries(
  compared('{t}."{#}low"', '{t}."{#}high"', '{amount}'),
))
  asks(MoneyRange, name, {
    description,
    input: { name: 'SumToCompare', description: 'A sum of money that others are compared with.' },
    given: sum(name),
    sql: `{t}."{#}currency" = {currency} and ${sql}`,
  })
