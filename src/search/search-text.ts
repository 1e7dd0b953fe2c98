/** Limits of the text of a search. */
import { badField } from '../core/error/app-error.js'
import { textFault } from '../core/validation/text.js'

const searchLimits = { characters: 200, words: 10 }

/** Returns the text; throws if it cannot be searched for. `path` is its path in the input. */
export function checkText(text: string, path: string): string {
  const fault = textFault(text)
  if (fault) throw badField(path, fault)
  if ([...text].length > searchLimits.characters)
    throw badField(path, 'TOO_LONG', { max: searchLimits.characters })
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length === 0) throw badField(path, 'NO_WORD')
  if (words.length > searchLimits.words) throw badField(path, 'TOO_MANY', { max: searchLimits.words })
  return text
}
