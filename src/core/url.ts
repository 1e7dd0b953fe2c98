import { textFault } from './text.js'

const longest = 2000

/** The address of a web page as it was written, null when it is none. No scheme but http and https is accepted. */
export function readUrl(text: string): string | null {
  if (text.length > longest || textFault(text) || /\s/u.test(text)) return null
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null
}
