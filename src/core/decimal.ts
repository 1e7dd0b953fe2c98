import { badField } from './error/app-error.js'
import { quoteForMessage } from './validation/text.js'

/** An exact decimal number as text, '12800000000.50': up to 18 digits before the point and 2 after it. */
export type Decimal = string

const decimalPattern = /^-?(?:0|[1-9]\d{0,17})(?:\.\d{1,2})?$/

/** Returns the decimal number as text. Rejects anything else with NOT_A_DECIMAL; never rounds. */
export function readDecimal(value: unknown): Decimal {
  if (typeof value === 'number') return readDecimal(exactText(value))
  if (typeof value === 'string' && decimalPattern.test(value)) return value.replace(/^-(?=[0.]+$)/, '')
  throw badField('', 'NOT_A_DECIMAL', { value: quoteForMessage(value) })
}

// A JSON number has been a binary floating-point number, which guarantees only 15 decimal digits.
function exactText(value: number): string {
  const text = String(value)
  if (text.replace(/[-.]/g, '').replace(/^0+/, '').length <= 15) return text
  throw badField('', 'NUMBER_AS_TEXT', { value: text })
}
