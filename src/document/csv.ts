/** A document as CSV (RFC 4180): its tables one below the other, each after a line with its name. Numbers and days are raw. */
import type { Paper, Raw } from './paper.js'

/** `bom` tells older spreadsheets that it is UTF-8. */
export function csv({ title, status, sections }: Paper, bom: boolean): string {
  const blocks = sections
    .flatMap(({ tables }) => tables)
    .map(({ id, columns, rows }) => [
      [`# ${id}`],
      columns.flatMap(({ raw }) => raw),
      ...rows.map((row) => row().flatMap(({ raw }) => raw)),
    ])
  const text = [[[title], ...status.map((line) => [line])], ...blocks].map(block).join('\r\n')
  return `${bom ? '\ufeff' : ''}${text}`
}

const block = (rows: Raw[][]): string => rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')

function field(value: Raw): string {
  if (value === null) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' ? quoted(harmless(value)) : value.day
}

/** A spreadsheet takes what begins so for a formula: an apostrophe says that it is text. */
export const harmless = (text: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text)

export const quoted = (text: string, delimiter = ','): string =>
  text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
