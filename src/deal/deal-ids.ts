import { badField } from '../core/error/app-error.js'

/** The deals that an input names, each once. */
export function dealIds(named: readonly string[]): string[] {
  const ids = named.map((id) => id.toLowerCase())
  onceEach(ids, 'input.deals')
  return ids
}

export function onceEach(ids: readonly string[], path: string): void {
  const twice = ids.findIndex((id, i) => ids.indexOf(id) < i)
  if (twice >= 0) throw badField(`${path}[${twice}]`, 'TWICE')
}
