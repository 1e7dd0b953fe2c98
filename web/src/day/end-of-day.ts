const zone = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Brussels', timeZoneName: 'longOffset' })

/** Returns the last second of a day in Brussels: what was recorded on that day counts as known. */
export function endOfDay(day: string): string {
  const offset = zone
    .formatToParts(Date.parse(`${day}T22:00:00Z`))
    .find(({ type }) => type === 'timeZoneName')!
    .value.replace('GMT', '')
  return `${day}T23:59:59${offset || '+00:00'}`
}
