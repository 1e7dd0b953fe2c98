import { DateTime } from 'luxon'
import { badField } from '../core/error/app-error.js'

const longestYears = 2

/** When something that is to expire does: from now on, and within two years. */
export function parseExpiry(text: string, now: Date): Date {
  const latest = DateTime.fromJSDate(now).plus({ years: longestYears }).toJSDate()
  const expiresAt = new Date(text)
  if (expiresAt <= now || expiresAt > latest)
    throw badField('input.expiresAt', 'NOT_WITHIN', { from: now.toISOString(), to: latest.toISOString() })
  return expiresAt
}
