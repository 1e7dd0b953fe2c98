const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels' })

/** Returns today in Brussels as YYYY-MM-DD, wherever the browser is. */
export const today = (): string => format.format(new Date())
