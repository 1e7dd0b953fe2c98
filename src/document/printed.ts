import type { Language } from '../core/locale.js'
import type { Cell, Column, Table } from './paper.js'
import { tongueOf } from './tongue.js'

/** More lines of one list nobody reads on paper; the formats for data have them all. */
const most = 40

/** A table as it is printed. */
export interface Printed {
  columns: Column[]
  rows: Cell[][]
  /** A sentence about the rows that are left out; null where none is. */
  more: string | null
}

export function printed({ columns, rows, read }: Table, language: Language): Printed {
  const lines = read ? read() : rows
  const left = lines.length - most
  return {
    columns,
    rows: lines.slice(0, most).map((row) => row()),
    more: left > 0 ? tongueOf(language).counted('more', left) : null,
  }
}
