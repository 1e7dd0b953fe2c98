/** Documents as a workbook: a cover sheet, and a sheet for each table, with real numbers and days. */
import { readChunks, readRawValues } from '../model/chunks.js'
import type { DocumentModel, DocumentTable, RawValue, TableRow } from '../model/document-model.js'
import { WorkbookWriter, type SheetColumn } from './workbook-writer.js'

interface Sheet {
  name: string
  titles: string[]
  rows: readonly TableRow[]
}

export async function renderXlsx(document: DocumentModel): Promise<Buffer> {
  const writer = new WorkbookWriter({ properties: document, isLandscape: true })
  const tables = document.sections.flatMap((section) => section.tables).filter(({ rows }) => rows.length > 0)
  const sheets = [makeCover(document), ...tables.map(makeSheet)]
  const chunks = [await writer.begin()]
  for (const { name, titles, rows } of sheets) {
    chunks.push(await writer.openSheet(name, makeColumns(titles, rows)))
    for await (const chunk of readChunks(rows)) chunks.push(await writer.writeRows(chunk))
  }
  return Buffer.concat([...chunks, await writer.end()])
}

const makeCover = ({ kind, title, agency, week, period, status, highlights }: DocumentModel): Sheet => ({
  name: kind,
  titles: [title],
  rows: [
    ...[agency, week, period, ...status].filter(Boolean).map((line) => makeCoverRow(line)),
    ...highlights.map(({ label, value, note }) => makeCoverRow(label, value, note)),
  ],
})

const makeCoverRow =
  (...rawValues: string[]): TableRow =>
  () => [{ text: '', rawValues }]

const makeSheet = ({ caption, columns, rows }: DocumentTable): Sheet => ({
  name: caption,
  titles: columns.flatMap(({ rawTitles }) => rawTitles),
  rows,
})

function makeColumns(titles: readonly string[], rows: readonly TableRow[]): SheetColumn[] {
  const sample = rows.slice(0, 100).map(readRawValues)
  return titles.map((title, i) => ({ title, width: chooseWidth(title, sample, i) }))
}

/** Chooses a width, in characters, by the title and the first hundred rows. */
function chooseWidth(title: string, sample: readonly RawValue[][], column: number): number {
  const lengths = sample.map((row) => (typeof row[column] === 'string' ? row[column].length : 10))
  return Math.min(60, Math.max(10, Math.min(title.length, 30), ...lengths) + 2)
}
