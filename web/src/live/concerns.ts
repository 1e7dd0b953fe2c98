import type { ChangedRow } from './changes.js'

/** Fields that show one row with what belongs to it. All others are lists and totals, which any change may alter. */
const singleRows = new Set(['deal', 'prospect', 'contact', 'site', 'meeting', 'agreement'])

/** Returns whether a query may show one of the rows. */
export function concerns(fields: readonly string[], data: unknown, rows: readonly ChangedRow[]): boolean {
  if (!fields.every((field) => singleRows.has(field))) return true
  const text = JSON.stringify(data ?? null)
  return rows.some(({ id, deals }) => [id, ...deals].some((key) => text.includes(key)))
}
