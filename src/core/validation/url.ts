import { textFault } from './text.js'

const maxLength = 2000

/** Returns the URL of a web page unchanged; null when it is none. Only http and https are accepted. */
export function readUrl(text: string): string | null {
  if (text.length > maxLength || textFault(text) || /\s/u.test(text)) return null
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null
}
