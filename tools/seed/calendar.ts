/** While data is generated, a day is the number of days since 1970-01-01. */
const millisecondsOfDay = 86_400_000

export const toDayNumber = (day: string): number => Date.parse(day) / millisecondsOfDay

export const calendarDay = (day: number): string =>
  new Date(day * millisecondsOfDay).toISOString().slice(0, 10)

export const yearOf = (day: number): number => Number(calendarDay(day).slice(0, 4))

/** Returns an instant of the day in office hours: 9:00 UTC plus `minutes`. */
export const instant = (day: number, minutes = 0): string =>
  new Date(day * millisecondsOfDay + (9 * 60 + minutes) * 60_000).toISOString()
