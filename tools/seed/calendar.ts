/** Days are counted from 1970-01-01 while data is made: whole numbers that can be added to. */
const length = 86_400_000

export const toDayNumber = (day: string): number => Date.parse(day) / length

export const calendarDay = (day: number): string => new Date(day * length).toISOString().slice(0, 10)

export const yearOf = (day: number): number => Number(calendarDay(day).slice(0, 4))

/** An instant of that day in office hours, so many minutes after nine o'clock UTC. */
export const instant = (day: number, minutes = 0): string =>
  new Date(day * length + (9 * 60 + minutes) * 60_000).toISOString()
