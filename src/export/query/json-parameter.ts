import { badField } from '../../core/error/app-error.js'
import { quoteForMessage } from '../../core/validation/text.js'

/** Parses a parameter of a query string, where an object is written as JSON. Values of a JSON body are returned as they are. */
export function parseJsonParameter(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    throw badField(name, 'NOT_JSON', { value: quoteForMessage(value) })
  }
}
