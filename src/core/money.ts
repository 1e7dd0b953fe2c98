// Codes with an X belong to no country: metals, funds, accounting units, tests. Only these five are legal tender.
const sharedByCountries = new Set(['XAF', 'XCD', 'XCG', 'XOF', 'XPF'])

/**
 * Returns the ISO 4217 codes of the currencies that are legal tender.
 *
 * The list is Unicode's, which ships with Node: each release updates it, it needs no package, and it still has the
 * currencies of the last few years, which an older deal may be stated in. The packages that carry the ISO list were
 * years behind it.
 */
export const currencies = (): ReadonlySet<string> => (codes ??= new Set(listCurrencies()))

let codes: ReadonlySet<string> | undefined

const listCurrencies = () =>
  Intl.supportedValuesOf('currency').filter((code) => !code.startsWith('X') || sharedByCountries.has(code))

/** Returns whether this is the code of a currency, in capitals. */
export const isCurrency = (code: string): boolean => currencies().has(code)

/** Returns whether this is the code of a currency that is, or since the euro has been, legal tender. */
export const wasCurrency = (code: string): boolean =>
  isCurrency(code) || (/^[A-WYZ][A-Z]{2}$/.test(code) && getNames().of(code) !== undefined)

let names: Intl.DisplayNames | undefined

const getNames = () => (names ??= new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' }))

/** Returns the number of decimals of a currency: 0 for JPY, 2 for EUR. */
export const currencyDecimals = (code: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions()
    .maximumFractionDigits ?? 2

/** Returns whether an amount has no more decimals than its currency; zeros at the end do not count. */
export const hasCurrencyDecimals = (amount: string, currency: string): boolean =>
  (/\.(\d*?)0*$/.exec(amount)?.[1] ?? '').length <= currencyDecimals(currency)
