import { ObjectRule } from '../../core/validation/rule.js'
import { currencyDecimals, hasCurrencyDecimals, isCurrency } from '../../core/money.js'
import { badField } from '../../core/error/app-error.js'
import { DecimalScalar } from '../../core/scalars.js'
import { quoteForMessage } from '../../core/validation/text.js'
import { DecimalField, CurrencyField, DerivedField, ViewType } from '../declare.js'
import { checkAbove } from '../filter/empty-range.js'
import { addFilter, type ConditionArgument } from '../shape.js'
import { rangeComparison, notNegativeNor } from './range.js'

/** Rejects an amount with more decimals than its currency has: 300.5 JPY would be printed as another sum. */
const currencyRule = <K extends string>(field: K): PropertyDecorator =>
  ObjectRule(
    'CURRENCY_DECIMALS',
    (money: Record<K, string | null> & { currency: string }) =>
      typeof money[field] !== 'string' ||
      !isCurrency(money.currency) ||
      hasCurrencyDecimals(money[field], money.currency),
    (money: Record<K, string | null> & { currency: string }) => ({
      value: money[field]!,
      currency: money.currency,
      decimals: currencyDecimals(money.currency),
    }),
  )

@ViewType(
  '',
  'A sum in one currency. Sums of different currencies are never added without a stored, dated rate.',
)
export class Money {
  @DecimalField('Exact, with at most the decimals of the currency.', {
    currency: 'currency',
    check: [currencyRule('amount')],
  })
  amount: string

  @CurrencyField('ISO 4217 code.')
  currency: string
}

const isInOrder = ({ low, high }: MoneyRange): boolean => high == null || Number(high) >= Number(low)

@ViewType('', 'From a low to a high sum in one currency.')
export class MoneyRange {
  @DecimalField('At least, with at most the decimals of the currency.', {
    currency: 'currency',
    check: [currencyRule('low')],
  })
  low: string

  @DecimalField('At most; null when open-ended: "more than 50 million".', {
    nullable: true,
    currency: 'currency',
    check: [
      ObjectRule('RANGE_INVERTED', isInOrder, ({ low, high }: MoneyRange) => ({ low, high: high! })),
      currencyRule('high'),
    ],
  })
  high: string | null

  @CurrencyField('ISO 4217 code.')
  currency: string

  @DerivedField('boolean', () => Boolean, '({t}."{#}high" is null)', 'True when no upper end was stated.')
  openEnded?: boolean
}

const sumArguments = (name: string): Record<string, ConditionArgument> => ({
  amount: {
    graphql: () => DecimalScalar,
    description: 'Exact.',
    sql: 'numeric',
    check: notNegativeNor(checkAbove('atLeast', false, 'amount'), name),
  },
  currency: {
    graphql: () => String,
    description: 'ISO 4217 code. Amounts in another currency are not compared and do not match.',
    sql: 'text',
    check: (code, path) => {
      if (!isCurrency(String(code)))
        throw badField(path, 'UNKNOWN_CURRENCY', { value: quoteForMessage(code) })
      return code
    },
  },
})

for (const [name, { description, sql }] of Object.entries(
  rangeComparison('{t}."{#}low"', '{t}."{#}high"', '{amount}'),
))
  addFilter(MoneyRange, name, {
    description,
    input: { name: 'SumToCompare', description: 'The sum of money to compare with.' },
    args: sumArguments(name),
    sql: `{t}."{#}currency" = {currency} and ${sql}`,
  })
