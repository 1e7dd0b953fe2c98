import { isDeepStrictEqual } from 'node:util'
import { badFields } from './error/app-error.js'

/** Values for some keys of a thing; undefined leaves a key as it is, null empties it where that is allowed. */
export type Changes<T> = { readonly [K in keyof T]?: T[K] | null }

/**
 * Writes the given changes into the target and returns the keys whose values differ from before.
 *
 * Throws a problem that names every key set to null without being among the `nullable`; then nothing has changed.
 * `path` is where the client wrote the changes.
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
