/** A fault of a text that does not depend on its meaning. */
export type TextFault = 'CONTROL_CHARACTER' | 'BIDI_CONTROL' | 'LONE_SURROGATE' | 'NONCHARACTER'

/** A faulty text inside a larger value: its path, as in `input.names[2]`, and its fault. */
export interface TextFaultAt {
  path: string
  code: TextFault
}

const control = '\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F'
const direction = '\\u202A-\\u202E\\u2066-\\u2069'
const faulty = new RegExp(`[${control}${direction}\\p{Surrogate}\\p{Noncharacter_Code_Point}]`, 'u')

/**
 * Returns the fault of the first character that no text may have; null when there is none. Faults are control
 * characters other than line feed and tab, the invisible characters that override or isolate the reading direction,
 * lone surrogates and noncharacters. Right-to-left letters and joined emoji are ordinary text.
 */
export function textFault(text: string): TextFault | null {
  const character = faulty.exec(text)?.[0]
  if (character === undefined) return null
  if (/\p{Control}/u.test(character)) return 'CONTROL_CHARACTER'
  if (/\p{Surrogate}/u.test(character)) return 'LONE_SURROGATE'
  return /\p{Noncharacter_Code_Point}/u.test(character) ? 'NONCHARACTER' : 'BIDI_CONTROL'
}

// Characters that are drawn as nothing. Of these, joiners, marks and selectors belong in words and emoji.
const undrawn = /[\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFB]/gu
const joining = /\p{Variation_Selector}|[\u061C\u200C-\u200F]/u
const visible = /[^\s\p{Separator}\p{Control}\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFB]/u

/** Returns whether a text has no visible character. */
export const isBlank = (text: string): boolean => !visible.test(text)

/**
 * Returns the first invisible character that no name needs, such as a soft hyphen; null when there is none. With one,
 * two names that look alike would differ.
 */
export const invisibleIn = (text: string): string | null =>
  text.match(undrawn)?.find((character) => !joining.test(character)) ?? null

/** Returns the code point of a character, as in `U+00AD`. */
export const codePoint = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`

/** Returns a foreign text with its faulty and invisible characters written as \u{…}. */
export const escapeUnsafe = (text: string): string => Array.from(text).map(escapeCharacter).join('')

/**
 * Returns the faulty texts, keys included, of a value from JSON or GraphQL arguments, in reading order. Keeps its own
 * stack, so that deep nesting cannot overflow the call stack. Stops at `limit` faults, so that a hostile value cannot
 * make the answer larger than itself.
 */
export function textFaults(value: unknown, limit = 20): TextFaultAt[] {
  const faults: TextFaultAt[] = []
  const waiting: Place[] = [{ path: '', value }]
  for (let place = waiting.pop(); place && faults.length < limit; place = waiting.pop()) {
    const code = faultAt(place)
    if (code) faults.push({ path: place.path, code })
    for (const child of childrenOf(place).reverse()) waiting.push(child)
  }
  return faults
}

/** Returns a value as it may be repeated in a message: cut at 60 characters, its faulty characters written as \u{…}. */
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

function childrenOf({ path, value }: Place): Place[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value))
    return value.map((item: unknown, index) => ({ path: `${path}[${index}]`, value: item }))
  return Object.entries(value).map(([key, item]: [string, unknown]) => ({
    path: joinPath(path, key),
    value: item,
    key,
  }))
}

const joinPath = (path: string, key: string) =>
  path === '' ? quoteForMessage(key) : `${path}.${quoteForMessage(key)}`

const escapeCharacter = (character: string) =>
  textFault(character) || invisibleIn(character)
    ? `\\u{${character.codePointAt(0)?.toString(16)}}`
    : character
