/** Amounts as each language says them in a sentence: "17,4 milliards d’euros", "€ 17,4 miljard", "17,4 Mrd. Euro", "€17.4 billion". */
import { languageTag, translate, type Language } from '../../core/locale.js'

interface Scaled {
  value: number
  /** Null below a million. */
  scale: 'million' | 'billion' | null
}

/** Joins a number and its unit, so that no line breaks between them. */
const space = '\u00a0'

/** Rounds to one decimal of a million or billion, and below a million to thousands, or exactly below ten thousand. */
function scaleAmount(amount: number): Scaled {
  const millions = roundTo(amount / 1e6, 1)
  if (millions >= 1000) return { value: roundTo(amount / 1e9, 1), scale: 'billion' }
  if (millions >= 1 && amount >= 999_500) return { value: millions, scale: 'million' }
  return { value: amount >= 10_000 ? roundTo(amount / 1000, 0) * 1000 : amount, scale: null }
}

function roundTo(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}

/** Formats a rounded amount. `amount` is a decimal number as text, `currency` a code of ISO 4217. */
export const formatAmount = (language: Language, amount: string, currency: string): string =>
  formatScaled(language, scaleAmount(Number(amount)), currency)

/** Formats both ends; a null `high` is open-ended. */
export function formatAmountRange(
  language: Language,
  { low, high, currency }: { low: string; high: string | null; currency: string },
): string {
  const atLeast = formatAmount(language, low, currency)
  if (high === null) return translate(language, 'firstPage.amount.atLeast', { low: atLeast })
  const [from, to] = [scaleAmount(Number(low)), scaleAmount(Number(high))]
  const atMost = formatScaled(language, to, currency)
  if (atLeast === atMost) return atLeast
  // the unit is written once where it follows the number: "entre 12 et 17,4 milliards d’euros"
  const hasUnitOnce = (language === 'FR' || language === 'DE') && from.scale === to.scale
  return translate(language, 'firstPage.amount.between', {
    low: hasUnitOnce ? formatNumber(language, from.value) : atLeast,
    high: atMost,
  })
}

function formatScaled(language: Language, { value, scale }: Scaled, currency: string): string {
  const number = formatNumber(language, value)
  const scaled =
    scale === null
      ? number
      : `${number}${space}${translate(language, `firstPage.amount.${scale}`, { count: value })}`
  switch (language) {
    case 'FR':
      // a million is followed by a noun in the plural
      if (scale === null) return `${scaled}${space}${nameCurrency(language, currency, value)}`
      return `${scaled}${space}${linkToNoun(nameCurrency(language, currency, 2))}`
    case 'DE':
      return `${scaled}${space}${nameCurrency(language, currency, value)}`
    case 'NL':
      return `${symbolOf(language, currency)}${space}${scaled}`
    case 'EN':
      return `${symbolOf(language, currency)}${scaled}`
  }
}

/** "milliards d’euros", "milliards de dollars". */
const linkToNoun = (noun: string): string => `${/^[aeiouyéè]/i.test(noun) ? 'd’' : 'de '}${noun}`

function formatNumber(language: Language, value: number): string {
  return new Intl.NumberFormat(languageTag(language), { maximumFractionDigits: 2 }).format(value)
}

function nameCurrency(language: Language, currency: string, value: number): string {
  return findPart(language, currency, value, 'name')
}

function symbolOf(language: Language, currency: string): string {
  return findPart(language, currency, 1, 'symbol')
}

function findPart(
  language: Language,
  currency: string,
  value: number,
  currencyDisplay: 'name' | 'symbol',
): string {
  const parts = new Intl.NumberFormat(languageTag(language), {
    style: 'currency',
    currency,
    currencyDisplay,
  }).formatToParts(value)
  return parts.find(({ type }) => type === 'currency')!.value
}
