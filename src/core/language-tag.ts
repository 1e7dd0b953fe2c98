import { languages } from './locale.js'

/**
 * Returns a language in its stored form: the code of a language of the service (`FR`), otherwise the canonical BCP 47 tag
 * (`zh-Hans`); null if the text is no well-formed tag. `fr` and `FR` are the same.
 */
export function readLanguageTag(text: string): string | null {
  const code = text.toUpperCase()
  if ((languages as readonly string[]).includes(code)) return code
  if (text.length > 35) return null
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null
  } catch {
    return null
  }
}
