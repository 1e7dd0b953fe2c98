/** What a setting may be: how its text is read (undefined: not allowed), and the words for a message. */
export interface Kind<T> {
  allowed: string
  read(text: string): T | undefined
  /** The text found, fit for a message: short, and without a password. */
  show(text: string): string
}

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

const quote = (text: string) => `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`

export function wholeNumber(from: number, to: number): Kind<number> {
  return {
    allowed: `a whole number from ${from} to ${to}`,
    read: (text) => (/^\d{1,9}$/.test(text) && +text >= from && +text <= to ? +text : undefined),
    show: quote,
  }
}

export function oneOf<T extends string>(...names: T[]): Kind<T> {
  return {
    allowed: `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`,
    read: (text) => names.find((name) => name === text),
    show: quote,
  }
}

export function pattern(shape: RegExp, allowed: string): Kind<string> {
  return { allowed, read: (text) => (shape.test(text) ? text : undefined), show: quote }
}

export const path: Kind<string> = pattern(/^[^\0]+$/, 'a folder')

const switches: Record<string, boolean> = {
  on: true,
  true: true,
  yes: true,
  '1': true,
  off: false,
  false: false,
  no: false,
  '0': false,
}

export const onOrOff: Kind<boolean> = {
  allowed: 'on or off',
  read: (text) => (Object.hasOwn(switches, text.toLowerCase()) ? switches[text.toLowerCase()] : undefined),
  show: quote,
}

export const postgresAddress: Kind<string> = {
  allowed: 'an address like postgresql://user:password@host:5432/database',
  read: (text) => (namesDatabase(text) ? text : undefined),
  show: (text) => quote(text.replace(/\/\/.*@/, '//***@').replace(/password=[^&]*/gi, 'password=***')),
}

function namesDatabase(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, pathname } = new URL(text)
  return /^postgres(ql)?:$/.test(protocol) && /^\/[^/]+$/.test(pathname)
}
