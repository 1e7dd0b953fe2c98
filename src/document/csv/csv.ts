/** A document as CSV (RFC 4180): its tables one below the other, each after a line with its name. Numbers and days are raw. */
import type { Paper, Raw } from '../model/document-model.js'
import { portions } from '../model/chunks.js'

/** `bom` tells older spreadsheets that it is UTF-8. */
export async function csv({ title, status, sections }: Paper, bom: boolean): Promise<string> {
  let text = `${bom ? '\ufeff' : ''}${lines([[title], ...status.map((line) => [line])])}`
  for (const { id, columns, rows } of sections.flatMap(({ tables }) => tables)) {
    text += `\r\n${lines([[`# ${id}`], columns.flatMap(({ raw }) => raw)])}`
    for await (const portion of portions(rows)) text += lines(portion)
  }
  return text
}

const lines = (rows: Raw[][]): string => rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')

function field(value: Raw): string {
  if (value === null) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' ? quoted(harmless(value)) : value.day
}

/** A spreadsheet takes what begins so for a formula: an apostrophe says that it is text. */
export const harmless = (text: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text)

export const quoted = (text: string, delimiter = ','): string =>
  text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
