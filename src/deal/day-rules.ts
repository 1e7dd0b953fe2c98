import { dayOf } from '../core/time/day.js'
import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'

/** Returns `day`, or today in Brussels if it is left out. Rejects a future day: only past events are recorded. */
export function checkPastDay(scope: Scope, day: string | null | undefined, path: string): string {
  const today = dayOf(scope.now)
  if (day != null && day > today) throw badField(path, 'FUTURE_DAY', { value: day, today })
  return day ?? today
}

export function checkNotBefore(day: string, earliest: string, path: string): void {
  if (day < earliest) throw badField(path, 'TOO_EARLY', { value: day, earliest })
}

export function checkNotAfter(day: string, latest: string, path: string): void {
  if (day > latest) throw badField(path, 'TOO_LATE', { value: day, latest })
}
