import { badField } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { dayOf } from '../../core/time/day.js'
import { partialDate, type PartialDateValue } from '../../core/time/partial-date.js'
import { checkPastDay } from '../day-rules.js'

/** When something was stated, and the day by which it had been: from then on it counts in figures, and by it it is ordered. */
export interface StatementDate {
  statedOn: string
  statedWhen: PartialDateValue
}

/**
 * Returns the date of a statement from an input with exactly one of `statedOn` and `statedWhen`. `statedOn` of a partial
 * date is its last day, or the day of recording (Europe/Brussels) while its range runs. Rejects a day to come.
 */
export function resolveStatementDate(
  scope: Scope,
  { statedOn, statedWhen }: { statedOn?: string | null; statedWhen?: PartialDateValue | null },
): StatementDate {
  if ((statedOn == null) === (statedWhen == null)) throw badField('input.statedOn|statedWhen', 'ONE_OF')
  if (statedWhen == null) {
    const day = checkPastDay(scope, statedOn, 'input.statedOn')
    return { statedOn: day, statedWhen: partialDate('DAY', day) }
  }
  checkPastDay(scope, statedWhen.from, 'input.statedWhen.from')
  const today = dayOf(scope.now)
  return { statedOn: statedWhen.to < today ? statedWhen.to : today, statedWhen }
}
