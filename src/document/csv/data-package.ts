/**
 * Documents as a ZIP of CSV files, one for each table, with `datapackage.json`, a data dictionary by the Data Package
 * specification of Frictionless Data, for programs that read
 * one table a file.
 */
import { readRawValues } from '../model/chunks.js'
import type { DocumentModel, DocumentTable, RawValue } from '../model/document-model.js'
import { ZipArchive } from '../zip-archive.js'
import type { CsvDialect } from './csv-dialect.js'
import { listHeadings, listTables, renderTable } from './csv.js'

/** Without settings, as programs expect CSV. */
const dialect: CsvDialect = { delimiter: ',', decimal: '.' }

export async function renderDataPackage(document: DocumentModel): Promise<Buffer> {
  const archive = new ZipArchive()
  const tables = listTables(document)
  const chunks = [
    await archive.addFile('datapackage.json', `${JSON.stringify(describe(document, tables), null, 2)}\n`),
  ]
  for (const table of tables)
    chunks.push(await archive.addFile(pathOf(table), await renderTable(table, dialect)))
  return Buffer.concat([...chunks, archive.end()])
}

const pathOf = ({ id }: DocumentTable): string => `${toName(id)}.csv`

/** Names are lower case: `meetingsHeld` is `meetings-held`. */
const toName = (id: string): string => id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const describe = (
  { title, fileName, status, language, createdAt }: DocumentModel,
  tables: readonly DocumentTable[],
) => ({
  profile: 'tabular-data-package',
  name: fileName.toLowerCase(),
  title,
  description: status.join(' '),
  languages: [language.toLowerCase()],
  created: createdAt.toISOString(),
  resources: tables.map((table) => ({
    profile: 'tabular-data-resource',
    name: toName(table.id),
    path: pathOf(table),
    title: table.caption,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    dialect: { delimiter: dialect.delimiter, lineTerminator: '\r\n' },
    schema: { fields: describeFields(table) },
  })),
})

function describeFields(table: DocumentTable): { name: string; type: string }[] {
  const rows = table.rows.map(readRawValues)
  return listHeadings(table).map((name, i) => ({ name, type: findType(rows.map((row) => row[i] ?? null)) }))
}

/** The type of all values of a column; `any` if they differ or if there is none. */
function findType(values: readonly RawValue[]): string {
  const types = new Set(values.filter((value) => value !== null).map(typeOf))
  if (types.size === 1) return [...types][0]!
  return types.size === 2 && types.has('integer') && types.has('number') ? 'number' : 'any'
}

function typeOf(value: NonNullable<RawValue>): string {
  switch (typeof value) {
    case 'number':
      return Number.isInteger(value) ? 'integer' : 'number'
    case 'boolean':
      return 'boolean'
    case 'string':
      return 'string'
    default:
      return 'date'
  }
}
