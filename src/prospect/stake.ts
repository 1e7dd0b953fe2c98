import { dayOf } from '../core/time/day.js'
import { badField } from '../core/error/app-error.js'

interface StakeDays {
  since: string | null
  endedOn: string | null
}
interface StakeShare {
  percent: string
}

/** Rejects a stake that begins or ends after today in Brussels, or that ends before it begins. */
export function checkStakeDays({ since, endedOn }: StakeDays, now: Date): void {
  const today = dayOf(now)
  if (since && since > today) throw badField('input.since', 'FUTURE_DAY', { today, value: since })
  if (endedOn && endedOn > today) throw badField('input.endedOn', 'FUTURE_DAY', { today, value: endedOn })
  if (since && endedOn && since > endedOn)
    throw badField('input.endedOn', 'RANGE_INVERTED', { low: since, high: endedOn })
}

/**
 * Rejects a stake that, with the `others` in the same company, exceeds 100 %. Pass current stakes only: ended ones do not
 * count. Pass those that the viewer sees, so that a refusal never depends on hidden ones. A smaller share than `before` is
 * always accepted. The same rule: check_stake_total.sql.
 */
export function checkStakeTotal(
  stake: StakeShare,
  others: readonly StakeShare[],
  before: StakeShare | null = null,
): void {
  if (before && toHundredths(stake) <= toHundredths(before)) return
  const available = 10_000 - others.reduce((sum, other) => sum + toHundredths(other), 0)
  if (toHundredths(stake) > available)
    throw badField('input.percent', 'OUT_OF_RANGE', { min: 0, max: available / 100 })
}

const toHundredths = ({ percent }: StakeShare): number => Math.round(Number(percent) * 100)
