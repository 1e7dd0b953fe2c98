import { createContext, use, type ReactNode } from 'react'
import { createFormat, type Format } from './format.js'
import { createTranslate, type Section, type Translate } from './translate.js'

export const languages = ['FR', 'NL', 'DE', 'EN'] as const
export type Language = (typeof languages)[number]

/** Each language in its own words. */
export const languageNames: Record<Language, string> = {
  FR: 'Français',
  NL: 'Nederlands',
  DE: 'Deutsch',
  EN: 'English',
}

const tags: Record<Language, string> = { FR: 'fr-BE', NL: 'nl-BE', DE: 'de-BE', EN: 'en-GB' }

export interface Texts {
  language: Language
  t: Translate
  format: Format
}

const catalogues: Record<Language, () => Promise<{ default: Section }>> = {
  FR: () => import('virtual:texts/fr'),
  NL: () => import('virtual:texts/nl'),
  DE: () => import('virtual:texts/de'),
  EN: () => import('virtual:texts/en'),
}

export async function loadTexts(language: Language): Promise<Texts> {
  const { default: catalogue } = await catalogues[language]()
  const tag = tags[language]
  return { language, t: createTranslate(tag, catalogue), format: createFormat(tag) }
}

/** Returns the language of the document, which the service has set from the request. */
export const languageOfDocument = (): Language =>
  languages.find((language) => document.documentElement.lang.startsWith(language.toLowerCase())) ?? 'EN'

const TextsContext = createContext<Texts | null>(null)

export function TextsProvider({ texts, children }: { texts: Texts; children: ReactNode }) {
  return <TextsContext value={texts}>{children}</TextsContext>
}

export function useTexts(): Texts {
  const texts = use(TextsContext)
  if (!texts) throw new Error('TextsProvider is missing')
  return texts
}
