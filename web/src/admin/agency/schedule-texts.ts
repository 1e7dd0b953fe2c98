import type { Format } from '../../text/format.js'

/** Monday, 1 January 2018. */
const monday = Date.UTC(2018, 0, 1)

/** Returns the name of a day of the week, from 1 (Monday) to 7 (Sunday). */
export const weekdayText = (weekday: number, { tag }: Format): string =>
  new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' }).format(
    monday + (weekday - 1) * 86_400_000,
  )

/** Returns an hour as a time, such as "08:00". */
export const hourText = (hour: number, { tag }: Format): string =>
  new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone: 'UTC' }).format(monday + hour * 3_600_000)
