import type { Language } from './locale.js'
import { languageTag } from './locale.js'

// Codes with an X belong to no country: metals, funds, accounting units, tests. These five are paid with all the same.
const sharedByCountries = new Set(['XAF', 'XCD', 'XCG', 'XOF', 'XPF'])

/**
 * The currencies one can pay in, by their ISO 4217 codes.
 *
 * The list is the Unicode one that ships with Node: it is kept up with each release, needs no package, and still
 * has what was legal tender a few years ago, which an older case may be stated in. The packages that carry the ISO
 * list were years behind it.
 */
export const currencies = (): ReadonlySet<string> => (existing ??= new Set(payable()))

let existing: ReadonlySet<string> | undefined

const payable = () =>
  Intl.supportedValuesOf('currency').filter((code) => !code.startsWith('X') || sharedByCountries.has(code))

/** Is this the code of a currency, in capitals? */
export const isCurrency = (code: string): boolean => currencies().has(code)

/** Is this the code of a currency that one pays with, or has paid with since there is the euro? */
export const wasCurrency = (code: string): boolean =>
  isCurrency(code) || (/^[A-WYZ][A-Z]{2}$/.test(code) && names().of(code) !== undefined)

let named: Intl.DisplayNames | undefined

const names = () => (named ??= new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' }))

/**
 * The amount as people of the language write it, '12 800 000,50 €'. The amount is an exact decimal text; no digit
 * is rounded away up to two decimals, and none is added to a whole amount.
 */
export function printMoney(amount: string, currency: string, language: Language): string {
  const format = new Intl.NumberFormat(languageTag(language), {
    style: 'currency',
    currency,
    maximumFractionDigits: 2,
    trailingZeroDisplay: 'stripIfInteger',
  })
  return format.format(amount as `${number}`)
}
