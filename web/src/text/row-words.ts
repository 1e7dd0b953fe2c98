/** Turns types and fields of rows into words. */
import type { TextKey, Translate } from './translate.js'

/** Returns the text of a key that may not exist; undefined if it does not. */
export function textOf(t: Translate, key: string): string | undefined {
  const text = t(key as TextKey)
  return text === key ? undefined : text
}

export const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
export const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Types that the texts name otherwise. */
const wordOfType: Record<string, string> = {
  Session: 'activeSession',
  IssuedSummary: 'weeklySummary',
  AgencyMembership: 'member',
}

/** Returns the type of a row in words, such as "Deal". */
export const typeText = (type: string, t: Translate): string =>
  upperFirst(textOf(t, `word.${wordOfType[type] ?? lowerFirst(type)}`) ?? type)

/** Returns the label of a field. A column such as `officerId` has the label of what it refers to. */
export function fieldText(field: string, t: Translate): string {
  const [outer = field, inner] = field.split('.')
  if (inner) return `${fieldText(outer, t)}, ${fieldText(inner, t)}`
  const name = field.replace(/Id$/, '')
  return textOf(t, `web.admin.field.${name}`) ?? textOf(t, `heading.${name}`) ?? field
}
