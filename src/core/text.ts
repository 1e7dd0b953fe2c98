/** What can be wrong with a text, whatever it says. */
export type TextFault = 'CONTROL_CHARACTER' | 'BIDI_CONTROL' | 'LONE_SURROGATE' | 'NONCHARACTER'

/** A faulty text inside a larger value: where it is, as in `input.names[2]`, and what is wrong with it. */
export interface TextFaultAt {
  path: string
  code: TextFault
}

const control = '\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F'
const direction = '\\u202A-\\u202E\\u2066-\\u2069'
const faulty = new RegExp(`[${control}${direction}\\p{Surrogate}\\p{Noncharacter_Code_Point}]`, 'u')

/**
 * The first thing in a text that has no place in any text: control characters other than line feed and tab, the
 * invisible characters that override or isolate the reading direction, half a surrogate pair, code points that
 * are no characters. Right-to-left letters and joined emoji are ordinary text.
 */
export function textFault(text: string): TextFault | null {
  const character = faulty.exec(text)?.[0]
  if (character === undefined) return null
  if (/\p{Control}/u.test(character)) return 'CONTROL_CHARACTER'
  if (/\p{Surrogate}/u.test(character)) return 'LONE_SURROGATE'
  return /\p{Noncharacter_Code_Point}/u.test(character) ? 'NONCHARACTER' : 'BIDI_CONTROL'
}

// what is drawn as nothing; of it, joiners, marks and selectors have a part in words and emoji
const undrawn = /[\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFB]/gu
const joining = /\p{Variation_Selector}|[\u061C\u200C-\u200F]/u
const seen = /[^\s\p{Separator}\p{Control}\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFB]/u

/** Whether nothing in a text would be seen. */
export const isBlank = (text: string): boolean => !seen.test(text)

/** The first character of a text that nobody sees and no name needs, such as a soft hyphen: two names that look alike would differ. */
export const invisibleIn = (text: string): string | null =>
  text.match(undrawn)?.find((character) => !joining.test(character)) ?? null

/** `U+00AD`. */
export const codePoint = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`

/** A text of somebody else with what is faulty or unseen in it written as \u{…}. */
export const escapeUnsafe = (text: string): string => Array.from(text).map(visible).join('')

/**
 * The faulty texts, keys included, in a value as it comes out of JSON or of GraphQL arguments, in reading order.
 * It keeps its own stack, so depth costs nothing, and stops at `limit` faults, so that a hostile value does not
 * make an answer larger than itself.
 */
export function textFaults(value: unknown, limit = 20): TextFaultAt[] {
  const faults: TextFaultAt[] = []
  const waiting: Place[] = [{ path: '', value }]
  for (let place = waiting.pop(); place && faults.length < limit; place = waiting.pop()) {
    const code = faultAt(place)
    if (code) faults.push({ path: place.path, code })
    for (const child of inside(place).reverse()) waiting.push(child)
  }
  return faults
}

/** A text fit to be repeated in a message: cut at 60 characters, what is faulty in it written as \u{…}. */
export function quoteForMessage(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  const start = Array.from(text.slice(0, 120)).slice(0, 60)
  return escapeUnsafe(start.join('')) + (start.join('').length < text.length ? '…' : '')
}

interface Place {
  path: string
  value: unknown
  key?: string
}

const faultAt = ({ key, value }: Place): TextFault | null =>
  (key === undefined ? null : textFault(key)) ?? (typeof value === 'string' ? textFault(value) : null)

function inside({ path, value }: Place): Place[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value))
    return value.map((item: unknown, index) => ({ path: `${path}[${index}]`, value: item }))
  return Object.entries(value).map(([key, item]: [string, unknown]) => ({
    path: below(path, key),
    value: item,
    key,
  }))
}

const below = (path: string, key: string) =>
  path === '' ? quoteForMessage(key) : `${path}.${quoteForMessage(key)}`

const visible = (character: string) =>
  textFault(character) || invisibleIn(character)
    ? `\\u{${character.codePointAt(0)?.toString(16)}}`
    : character
