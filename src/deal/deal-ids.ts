import { badField } from '../core/error/app-error.js'

/** Returns the deal ids of `input.deals` in lower case. Rejects a repeated one with TWICE. */
export function parseDealIds(values: readonly string[]): string[] {
  const ids = values.map((id) => id.toLowerCase())
  checkUnique(ids, 'input.deals')
  return ids
}

/** Rejects an id that occurs twice, at its place in the list `path`. */
export function checkUnique(ids: readonly string[], path: string): void {
  const repeated = ids.findIndex((id, i) => ids.indexOf(id) < i)
  if (repeated >= 0) throw badField(`${path}[${repeated}]`, 'TWICE')
}
