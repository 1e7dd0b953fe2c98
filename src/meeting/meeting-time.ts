import { dayOf } from '../core/time/day.js'
import { partialDate, type PartialDateValue } from '../core/time/partial-date.js'
import { badField } from '../core/error/app-error.js'
import type { Meeting } from './meeting.entity.js'

/** The time of a meeting: a day or a range of days (Europe/Brussels), and the exact instants if known. */
export interface MeetingTime {
  when: PartialDateValue
  startsAt: Date | null
  endsAt: Date | null
}

/** The time in an input; undefined keeps the stored value. */
export interface MeetingTimeInput {
  when?: PartialDateValue | null
  startsAt?: Date | string | null
  endsAt?: Date | string | null
}

/** Returns the stored time of a meeting. */
export const timeOfMeeting = ({
  whenFrom,
  whenTo,
  whenPrecision,
  startsAt,
  endsAt,
}: Meeting): MeetingTime => ({
  when: { from: whenFrom, to: whenTo, precision: whenPrecision },
  startsAt,
  endsAt,
})

/**
 * Returns the time of a meeting after an input, starting from the `existing` time if any. An exact start determines the day,
 * in Brussels; a day in the same input must agree. Rejects a meeting without a day, and an end without or before a start.
 * The constraints starts_on_its_day and ends_after_start check the same.
 */
export function resolveMeetingTime(input: MeetingTimeInput, existing?: MeetingTime): MeetingTime {
  const startsAt = resolveInstant(input.startsAt, existing?.startsAt)
  const endsAt =
    input.startsAt === null
      ? resolveInstant(input.endsAt, null)
      : resolveInstant(input.endsAt, existing?.endsAt)
  checkEnd(startsAt, endsAt)
  if (startsAt) return { when: resolveDay(startsAt, input.when), startsAt, endsAt }
  const when = input.when ?? existing?.when
  if (!when) throw badField('input.when', 'WHEN_OR_START')
  return { when, startsAt, endsAt }
}

function resolveInstant(
  value: Date | string | null | undefined,
  existing: Date | null | undefined,
): Date | null {
  if (value === undefined) return existing ?? null
  return value === null ? null : new Date(value)
}

function checkEnd(startsAt: Date | null, endsAt: Date | null): void {
  if (!endsAt) return
  if (!startsAt) throw badField('input.endsAt', 'END_WITHOUT_START')
  if (endsAt < startsAt)
    throw badField('input.endsAt', 'RANGE_INVERTED', {
      low: startsAt.toISOString(),
      high: endsAt.toISOString(),
    })
}

function resolveDay(startsAt: Date, input?: PartialDateValue | null): PartialDateValue {
  const day = partialDate('DAY', dayOf(startsAt))
  if (input && (input.precision !== 'DAY' || input.from !== day.from))
    throw badField('input.when', 'NOT_THE_DAY_OF_START', { day: day.from })
  return day
}
