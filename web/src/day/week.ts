/** ISO weeks as texts such as `2018-W27`. */
const dayLength = 86_400_000

const toDay = (time: number): string => new Date(time).toISOString().slice(0, 10)

const mondayOf = (time: number): number => {
  const weekday = (new Date(time).getUTCDay() + 6) % 7
  return time - weekday * dayLength
}

/** Returns the ISO week of a day YYYY-MM-DD: the week belongs to the year of its Thursday. */
export function weekOf(day: string): string {
  const thursday = mondayOf(Date.parse(`${day}T00:00:00Z`)) + 3 * dayLength
  const year = new Date(thursday).getUTCFullYear()
  const number = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * dayLength)) + 1
  return `${year}-W${String(number).padStart(2, '0')}`
}

/** Returns the Monday of an ISO week. */
export function mondayOfWeek(week: string): string {
  const [year, number] = week.split('-W').map(Number) as [number, number]
  return toDay(mondayOf(Date.UTC(year, 0, 4)) + (number - 1) * 7 * dayLength)
}

export const shiftWeek = (week: string, weeks: number): string =>
  weekOf(shiftDay(mondayOfWeek(week), weeks * 7))

export const shiftDay = (day: string, days: number): string =>
  toDay(Date.parse(`${day}T00:00:00Z`) + days * dayLength)
