import { badField } from '../core/error/app-error.js'

/** The deals that an input names, each once. */
export function parseDealIds(named: readonly string[]): string[] {
  const ids = named.map((id) => id.toLowerCase())
  checkUnique(ids, 'input.deals')
  return ids
}

export function checkUnique(ids: readonly string[], path: string): void {
  const twice = ids.findIndex((id, i) => ids.indexOf(id) < i)
  if (twice >= 0) throw badField(`${path}[${twice}]`, 'TWICE')
}
