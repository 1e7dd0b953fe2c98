/** Documents as a workbook: a cover with the figures and the contents, and a sheet for each table, with real numbers and days. */
import { readChunks, readRawValues } from '../model/chunks.js'
import type { DocumentModel, DocumentTable, RawValue, Section, TableRow } from '../model/document-model.js'
import { buildCover, type ContentsEntry } from './cover.js'
import type { SheetColumn } from './sheet-xml.js'
import { WorkbookWriter } from './workbook-writer.js'

/** The cover is written last, when the names of the sheets are known, and is the first sheet. */
export async function renderXlsx(document: DocumentModel): Promise<Buffer> {
  const writer = new WorkbookWriter(document)
  const chunks = [await writer.begin()]
  const contents: ContentsEntry[] = []
  for (const { section, table } of listFilledTables(document)) {
    chunks.push(await writer.openSheet(describeSheet(table)))
    contents.push(describeEntry(section, table, writer.sheetNames.at(-1)!))
    for await (const chunk of readChunks(table.rows)) chunks.push(await writer.writeRows(chunk))
  }
  const cover = await writer.addFreeSheet(buildCover(document, contents), 'first')
  return Buffer.concat([...chunks, cover, await writer.end()])
}

const listFilledTables = ({ sections }: DocumentModel): { section: Section; table: DocumentTable }[] =>
  sections.flatMap((section) =>
    section.tables.filter(({ rows }) => rows.length > 0).map((table) => ({ section, table })),
  )

const describeSheet = ({ id, caption, sheetName, columns, rows }: DocumentTable) => ({
  name: sheetName ?? caption,
  tableName: id,
  columns: makeColumns(
    columns.flatMap(({ rawTitles }) => rawTitles),
    rows,
  ),
})

/** A section of unconfirmed content begins with its warning. */
const describeEntry = (section: Section, table: DocumentTable, sheet: string): ContentsEntry => ({
  sheet,
  caption: table.caption,
  rows: table.rows.length,
  warning: section.isUnconfirmed ? (section.sentences[0]?.text ?? null) : null,
})

function makeColumns(titles: readonly string[], rows: readonly TableRow[]): SheetColumn[] {
  const sample = rows.slice(0, 100).map(readRawValues)
  return titles.map((title, i) => ({ title, width: chooseWidth(title, sample, i) }))
}

/** Chooses a width, in characters, by the title and the first hundred rows. */
function chooseWidth(title: string, sample: readonly RawValue[][], column: number): number {
  const lengths = sample.map((row) => (typeof row[column] === 'string' ? row[column].length : 10))
  const longestWord = Math.max(...title.split(/\s/).map((word) => word.length))
  // the button of the filter is beside a heading
  return Math.min(60, Math.max(10, longestWord + 2, Math.min(title.length, 20), ...lengths) + 2)
}
