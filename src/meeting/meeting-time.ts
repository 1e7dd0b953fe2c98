import { dayOf } from '../core/time/day.js'
import { partialDate, type PartialDateValue } from '../core/time/partial-date.js'
import { badField } from '../core/error/app-error.js'
import type { Meeting } from './meeting.entity.js'

/** When a meeting is: always a day or a range of days, and where it is known the instants. */
export interface MeetingTime {
  when: PartialDateValue
  startsAt: Date | null
  endsAt: Date | null
}

/** What an input says of it; left out: as it is known. */
export interface MeetingTimeInput {
  when?: PartialDateValue | null
  startsAt?: Date | string | null
  endsAt?: Date | string | null
}

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
 * The time of a meeting that was `known` so, if it was known at all, and is now `given` so. An exact beginning makes
 * the day, which is that in Brussels; a day that is given beside it has to agree.
 */
export function resolveMeetingTime(input: MeetingTimeInput, existing?: MeetingTime): MeetingTime {
  const startsAt = instant(input.startsAt, existing?.startsAt)
  const endsAt =
    input.startsAt === null ? instant(input.endsAt, null) : instant(input.endsAt, existing?.endsAt)
  checkEnd(startsAt, endsAt)
  if (startsAt) return { when: dayOfStart(startsAt, input.when), startsAt, endsAt }
  const when = input.when ?? existing?.when
  if (!when) throw badField('input.when', 'WHEN_OR_START')
  return { when, startsAt, endsAt }
}

function instant(value: Date | string | null | undefined, existing: Date | null | undefined): Date | null {
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

function dayOfStart(startsAt: Date, input?: PartialDateValue | null): PartialDateValue {
  const day = partialDate('DAY', dayOf(startsAt))
  if (input && (input.precision !== 'DAY' || input.from !== day.from))
    throw badField('input.when', 'NOT_THE_DAY_OF_START', { day: day.from })
  return day
}
