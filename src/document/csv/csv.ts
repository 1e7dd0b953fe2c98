/** Documents as CSV (RFC 4180): the tables one below the other, each after a line with its id. Numbers and days are raw. */
import { readChunks } from '../model/chunks.js'
import type { DocumentModel, RawValue } from '../model/document-model.js'
import { neutralizeFormula, quoteField } from './csv-field.js'

/** With `bom`, begins with a byte order mark, by which older spreadsheet programs recognize UTF-8. */
export async function renderCsv({ title, status, sections }: DocumentModel, bom: boolean): Promise<string> {
  let text = `${bom ? '\ufeff' : ''}${formatLines([[title], ...status.map((line) => [line])])}`
  for (const { id, columns, rows } of sections.flatMap(({ tables }) => tables)) {
    text += `\r\n${formatLines([[`# ${id}`], columns.flatMap(({ rawTitles }) => rawTitles)])}`
    for await (const chunk of readChunks(rows)) text += formatLines(chunk)
  }
  return text
}

const formatLines = (rows: RawValue[][]): string =>
  rows.map((row) => `${row.map(formatField).join(',')}\r\n`).join('')

function formatField(value: RawValue): string {
  if (value === null) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' ? quoteField(neutralizeFormula(value)) : value.day
}
