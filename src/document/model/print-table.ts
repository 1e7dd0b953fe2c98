import type { Language } from '../../core/locale.js'
import { formatterFor } from '../../weekly/text/formatter.js'
import type { Cell, DocumentTable, Section, TableColumn } from './document-model.js'

/** A longer list is cut for readers; CSV, XLSX and JSON have all of it. */
const maxPrintedRows = 40

/** A table as HTML, PDF and plain text show it. */
export interface PrintTable {
  caption: string
  columns: TableColumn[]
  rows: Cell[][]
  /** A sentence that counts the rows left out; null if none is. */
  omission: string | null
}

/** Returns the tables of a section for readers. Leaves out empty tables, which only spreadsheets have. */
export const printTables = ({ tables }: Section, language: Language): PrintTable[] =>
  tables.map((table) => printTable(table, language)).filter(({ rows }) => rows.length > 0)

/** Whether readers see anything of a section; one with empty tables alone is for data forms. */
export const isPrinted = ({ sentences, chart, tables }: Section): boolean =>
  sentences.length > 0 || chart !== undefined || tables.some((table) => rowsOf(table).length > 0)

const rowsOf = ({ rows, printRows }: DocumentTable) => (printRows ? printRows() : rows)

function printTable(table: DocumentTable, language: Language): PrintTable {
  const { caption, columns } = table
  const allRows = rowsOf(table)
  const omitted = allRows.length - maxPrintedRows
  return {
    caption,
    columns,
    rows: allRows.slice(0, maxPrintedRows).map((makeCells) => makeCells()),
    omission: omitted > 0 ? formatterFor(language).translateCount('more', omitted) : null,
  }
}
