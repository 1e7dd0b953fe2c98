import { dayOf } from '../core/time/day.js'
import { badField } from '../core/error/app-error.js'

interface Days {
  since: string | null
  endedOn: string | null
}
interface Share {
  percent: string
}

/** What is recorded has happened, and begins before it ends. */
export function checkStakeDays({ since, endedOn }: Days, now: Date): void {
  const today = dayOf(now)
  if (since && since > today) throw badField('input.since', 'FUTURE_DAY', { today, value: since })
  if (endedOn && endedOn > today) throw badField('input.endedOn', 'FUTURE_DAY', { today, value: endedOn })
  if (since && endedOn && since > endedOn)
    throw badField('input.endedOn', 'RANGE_INVERTED', { low: since, high: endedOn })
}

/** Nobody holds what another holds: all that is held in one company is 100 % at most. */
export function checkStakeTotal(stake: Share, others: readonly Share[]): void {
  const left = 10_000 - others.reduce((sum, other) => sum + hundredths(other), 0)
  if (hundredths(stake) > left) throw badField('input.percent', 'OUT_OF_RANGE', { min: 0, max: left / 100 })
}

const hundredths = ({ percent }: Share): number => Math.round(Number(percent) * 100)
