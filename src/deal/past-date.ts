import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { dayOf } from '../core/time/day.js'
import { partialDate, type PartialDateValue } from '../core/time/partial-date.js'
import { checkPastDay } from './day-rules.js'

/** When something happened, and the day by which it had: from then on it counts, and by it it is ordered. */
export interface PastDate {
  on: string
  when: PartialDateValue
}

interface PastDateInput {
  on?: string | null
  when?: PartialDateValue | null
}

/**
 * Returns the date from an input with a day, or a partial date; null if it has neither. `on` of a partial date is its
 * last day, or the day of recording (Europe/Brussels) while its range runs. Rejects both together, and a day to come.
 * `names` are the fields of the input: `['signedOn', 'signedWhen']`.
 */
export function resolvePastDate(
  scope: Scope,
  { on, when }: PastDateInput,
  [onName, whenName]: readonly [on: string, when: string],
): PastDate | null {
  if (on != null && when != null) throw badField(`input.${onName}|${whenName}`, 'ONE_OF')
  if (on != null) return dateByDay(checkPastDay(scope, on, `input.${onName}`))
  if (when == null) return null
  checkPastDay(scope, when.from, `input.${whenName}.from`)
  return { on: lastDayUntil(when, dayOf(scope.now)), when }
}

export const dateByDay = (day: string): PastDate => ({ on: day, when: partialDate('DAY', day) })

/** Returns the last day of a partial date, but not one after `latest`. */
export const lastDayUntil = ({ to }: PartialDateValue, latest: string): string => (to < latest ? to : latest)

/** Returns the date of a statement from an input with exactly one of `statedOn` and `statedWhen`. */
export function resolveStatementDate(
  scope: Scope,
  { statedOn, statedWhen }: { statedOn?: string | null; statedWhen?: PartialDateValue | null },
): { statedOn: string; statedWhen: PartialDateValue } {
  const date = resolvePastDate(scope, { on: statedOn, when: statedWhen }, ['statedOn', 'statedWhen'])
  if (!date) throw badField('input.statedOn|statedWhen', 'ONE_OF')
  return { statedOn: date.on, statedWhen: date.when }
}
