import type { Language } from '../core/locale.js'
import type { Cell, Table } from './paper.js'
import { tongueOf } from './tongue.js'

/** More lines of one list nobody reads on paper; the formats for data have them all. */
const most = 40

/** The rows that are printed, and a sentence about those that are not; null where all are. */
export function printed(
  { rows: all, read: rows = all }: Table,
  language: Language,
): { rows: Cell[][]; more: string | null } {
  const tongue = tongueOf(language)
  const left = rows.length - most
  const more = left > 0 ? tongue.counted('more', left) : null
  return { rows: left > 0 ? rows.slice(0, most) : rows, more }
}
