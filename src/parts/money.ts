import { ValidWith } from '../core/valid.js'
import { Amount, Currency, Derived, Shown } from '../read/declare.js'

@Shown(
  '',
  'A sum in one currency. Sums of different currencies are never added without a stored, dated rate.',
)
export class Money {
  @Amount('Exact.')
  amount: string

  @Currency('ISO 4217 code.')
  currency: string
}

const inOrder = ({ low, high }: MoneyRange): boolean => high == null || Number(high) >= Number(low)

@Shown('', 'From a low to a high sum in one currency.')
export class MoneyRange {
  @Amount('At least.')
  low: string

  @Amount('At most; null when open-ended: "more than 50 million".', {
    nullable: true,
    check: [ValidWith('RANGE_INVERTED', inOrder, ({ low, high }: MoneyRange) => ({ low, high: high! }))],
  })
  high: string | null

  @Currency('ISO 4217 code.')
  currency: string

  @Derived('boolean', () => Boolean, '({t}."{#}high" is null)', 'No upper end was stated.')
  openEnded?: boolean
}
