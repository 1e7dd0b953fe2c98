/** Telephone numbers, as people write them and as they are stored. */
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import { badFields } from '../../core/error/app-error.js'

/**
 * Returns the number in E.164, with `;ext=` and the extension if there is one (RFC 3966); null if it is not a number.
 * Without a country code it is read as one of `country`, an ISO 3166-1 alpha-2 code.
 *
 * `parsePhone('04 225 27 27 ext. 12', 'BE')` returns `+3242252727;ext=12`.
 */
export function parsePhone(text: string, country: string): string | null {
  const number = parsePhoneNumberFromString(text, { defaultCountry: country as CountryCode, extract: false })
  if (!number?.isPossible()) return null
  return number.ext ? `${number.number};ext=${number.ext}` : number.number
}

/** Returns the numbers of an input as they are stored. Rejects those that are not numbers with WRONG_FORM. */
export function parsePhones(texts: readonly string[], country: string): string[] {
  const phones = texts.map((text) => parsePhone(text, country))
  const faults = phones.flatMap((phone, i) => (phone === null ? [`input.phones[${i}]`] : []))
  if (faults.length > 0)
    throw badFields(faults.map((path) => ({ path, code: 'WRONG_FORM', params: { form: phoneForm } })))
  return phones as string[]
}

/** An example for messages. */
const phoneForm = '+32 4 225 27 27'
