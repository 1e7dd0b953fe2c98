/**
 * Documents as CSV (RFC 4180): one table, or the tables one below the other, each after a line with its id. Numbers and
 * days are raw.
 */
import { readChunks } from '../model/chunks.js'
import type { DocumentModel, DocumentTable, RawValue } from '../model/document-model.js'
import { makeUniqueTitles } from '../model/unique-titles.js'
import { formatDecimal, type CsvDialect } from './csv-dialect.js'
import { neutralizeFormula, quoteField } from './csv-field.js'

export interface CsvOptions extends CsvDialect {
  /** Whether it begins with a byte order mark, by which older spreadsheet programs recognize UTF-8. */
  bom: boolean
  /** The id of the only table; null: all of them. */
  table: string | null
}

/** Returns the options that differ from the defaults, as the parameters of a request; empty if none does. */
export const describeCsvOptions = ({ bom, table, delimiter, decimal }: CsvOptions): string =>
  new URLSearchParams({
    ...(table !== null && { table }),
    ...(delimiter !== ',' && { delimiter }),
    ...(decimal !== '.' && { decimal }),
    ...(bom && { bom: 'true' }),
  }).toString()

export async function renderCsv(document: DocumentModel, options: CsvOptions): Promise<string> {
  const { bom, table } = options
  const text =
    table === null
      ? await renderAll(document, options)
      : await renderTable(findTable(document, table), options)
  return `${bom ? '\ufeff' : ''}${text}`
}

async function renderAll(document: DocumentModel, dialect: CsvDialect): Promise<string> {
  const { title, status } = document
  let text = formatLines([[title], ...status.map((line) => [line])], dialect)
  for (const table of listTables(document).filter(({ rows }) => rows.length > 0))
    text += `\r\n${formatLines([[`# ${table.id}`]], dialect)}${await renderTable(table, dialect)}`
  return text
}

/** A line of headings, and a line for each row. */
export async function renderTable(table: DocumentTable, dialect: CsvDialect): Promise<string> {
  let text = formatLines([listHeadings(table)], dialect)
  for await (const chunk of readChunks(table.rows)) text += formatLines(chunk, dialect)
  return text
}

/** The headings of a table, each once. */
export const listHeadings = ({ columns }: DocumentTable): string[] =>
  makeUniqueTitles(columns.flatMap(({ rawTitles }) => rawTitles))

export const listTables = ({ sections }: DocumentModel): DocumentTable[] =>
  sections.flatMap(({ tables }) => tables)

function findTable(document: DocumentModel, id: string): DocumentTable {
  const table = listTables(document).find((each) => each.id === id)
  if (!table) throw new Error(`no table ${id}`)
  return table
}

const formatLines = (rows: RawValue[][], dialect: CsvDialect): string =>
  rows.map((row) => `${row.map((value) => formatField(value, dialect)).join(dialect.delimiter)}\r\n`).join('')

function formatField(value: RawValue, dialect: CsvDialect): string {
  if (value === null) return ''
  if (typeof value === 'number') return formatDecimal(String(value), dialect)
  if (typeof value === 'boolean') return String(value)
  return typeof value === 'string' ? quoteField(neutralizeFormula(value), dialect.delimiter) : value.day
}
