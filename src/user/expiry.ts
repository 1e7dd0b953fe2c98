import { DateTime } from 'luxon'
import { badField } from '../core/error/app-error.js'

const maxYears = 2

/** Returns the instant of expiry. Rejects one that is past, or more than two years away, with NOT_WITHIN. */
export function parseExpiry(text: string, now: Date): Date {
  const latest = DateTime.fromJSDate(now).plus({ years: maxYears }).toJSDate()
  const expiresAt = new Date(text)
  if (expiresAt <= now || expiresAt > latest)
    throw badField('input.expiresAt', 'NOT_WITHIN', { from: now.toISOString(), to: latest.toISOString() })
  return expiresAt
}
