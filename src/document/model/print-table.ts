import type { Language } from '../../core/locale.js'
import type { Cell, Column, Section, Table } from './document-model.js'
import { tongueOf } from '../text/formatter.js'

/** More lines of one list nobody reads on paper; the formats for data have them all. */
const most = 40

/** A table as it is printed. */
export interface Printed {
  caption: string
  columns: Column[]
  rows: Cell[][]
  /** A sentence about the rows that are left out; null where none is. */
  more: string | null
}

/** The tables of a section for people. One without a line stands in the formats for data only. */
export const printed = ({ tables }: Section, language: Language): Printed[] =>
  tables.map((table) => printedTable(table, language)).filter(({ rows }) => rows.length > 0)

function printedTable({ caption, columns, rows, read }: Table, language: Language): Printed {
  const lines = read ? read() : rows
  const left = lines.length - most
  return {
    caption,
    columns,
    rows: lines.slice(0, most).map((row) => row()),
    more: left > 0 ? tongueOf(language).counted('more', left) : null,
  }
}
