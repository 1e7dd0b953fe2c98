import { isDeepStrictEqual } from 'node:util'
import { badFields } from './error/app-error.js'

/** New values for some keys of an object: undefined leaves a key unchanged, null empties it where that is allowed. */
export type Changes<T> = { readonly [K in keyof T]?: T[K] | null }

/**
 * Writes the changes into the target and returns the keys whose values differ from before.
 *
 * Rejects a null for a key that is not among the `nullable` with NOT_NULL, one fault a key, before it changes anything.
 * `path` is the place of the changes in the client's input.
 */
export function patch<T extends object>(
  target: T,
  changes: Changes<T>,
  nullable: readonly (keyof T & string)[],
  path = 'input',
): (keyof T & string)[] {
  const values = Object.keys(changes).filter((key) => valueOf(changes, key) !== undefined) as (keyof T &
    string)[]
  refuseNulls(
    values.filter((key) => changes[key] === null && !nullable.includes(key)),
    path,
  )
  const changed = values.filter((key) => !isDeepStrictEqual(target[key], changes[key]))
  for (const key of changed) target[key] = changes[key] as T[typeof key]
  return changed
}

const valueOf = (changes: object, key: string): unknown => changes[key as keyof typeof changes]

function refuseNulls(keys: readonly string[], path: string): void {
  if (keys.length === 0) return
  throw badFields(keys.map((key) => ({ path: `${path}.${key}`, code: 'NOT_NULL' as const })))
}
