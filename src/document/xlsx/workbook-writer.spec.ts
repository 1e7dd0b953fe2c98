import ExcelJS from 'exceljs'
import { unzipSync } from 'fflate'
import { renderCell, type CellValue } from './cell-xml.js'
import { WorkbookWriter, type SheetLimits, type WorkbookOptions } from './workbook-writer.js'

const columns = [
  { title: 'First', width: 12 },
  { title: 'Second', width: 20 },
]

async function writeBook(
  sheets: Record<string, CellValue[][]>,
  options: WorkbookOptions = {},
  limits?: SheetLimits,
): Promise<Buffer> {
  const writer = new WorkbookWriter(options, limits)
  const chunks = [await writer.begin()]
  for (const [name, rows] of Object.entries(sheets))
    chunks.push(await writer.openSheet(name, columns), await writer.writeRows(rows))
  return Buffer.concat([...chunks, await writer.end()])
}

async function readBook(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes as unknown as ArrayBuffer)
  return book
}

const readRows = (sheet: ExcelJS.Worksheet): unknown[][] => {
  const rows: unknown[][] = []
  sheet.eachRow((row) => rows.push((row.values as unknown[]).slice(1)))
  return rows
}

const makeRows = (count: number): CellValue[][] =>
  Array.from({ length: count }, (_, i) => [`text ${(i * 7919) % 9973}`, i])

describe('a workbook', () => {
  it('types every kind of value', async () => {
    const rows = [
      ['=1+1', 1234567],
      [0.5, { real: 0.25 }],
      [{ amount: '12800000000.50' }, { amount: '12800000000000000.50' }],
      [{ day: '2018-05-31' }, { instant: '2018-05-31T22:30:00.000Z' }],
      [true, null],
      ['', { text: 'last' }],
    ]
    const [, ...read] = readRows((await readBook(await writeBook({ Types: rows }))).getWorksheet('Types')!)
    expect(read).toEqual([
      ['=1+1', 1234567],
      [0.5, 0.25],
      [12800000000.5, '12800000000000000.50'],
      [new Date('2018-05-31'), new Date('2018-06-01T00:30:00Z')], // Brussels
      [true],
      [undefined, 'last'],
    ])
  })

  it('distinguishes an empty cell from an empty text', () => {
    expect([renderCell(null, 'A1'), renderCell('', 'A1')]).toEqual(['', ''])
    expect(renderCell({ text: '' }, 'A1')).toContain('<is><t></t></is>')
  })

  it('continues a full sheet on another one, with the same titles', async () => {
    const limits = { rows: 4, bytes: 2 ** 31 }
    const book = await readBook(await writeBook({ Deals: makeRows(7) }, {}, limits))
    expect(book.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['Deals', 4],
      ['Deals 2', 4],
      ['Deals 3', 2],
    ])
    const rows = book.worksheets.map(readRows)
    expect(rows.map(([titles]) => titles)).toEqual(Array(3).fill(['First', 'Second']))
    expect(rows.flatMap(([, ...rest]) => rest)).toEqual(makeRows(7))
  })

  it('starts another sheet when one has too many bytes', async () => {
    const writer = new WorkbookWriter({}, { rows: 1_000, bytes: 2_000 })
    const chunks = [await writer.begin(), await writer.openSheet('Deals', columns)]
    for (let i = 0; i < 4; i++) chunks.push(await writer.writeRows(makeRows(10)))
    const book = await readBook(Buffer.concat([...chunks, await writer.end()]))
    expect(book.worksheets.map(({ rowCount }) => rowCount)).toEqual([21, 21])
  })

  it('shortens and cleans the names of sheets, and makes them unique', async () => {
    const sheets = {
      'Deals and jobs by stage and agency, in full': [],
      'deals and jobs by stage and agency, again': [],
      'A/B [c]': [],
    }
    const book = await readBook(await writeBook(sheets))
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      'Deals and jobs by stage and',
      'deals and jobs by stage and 2',
      'A B c',
    ])
  })

  it('is the same bytes for the same content', async () => {
    const properties = { title: 'T', language: 'EN', createdAt: new Date(0) } as const
    const write = () => writeBook({ Deals: makeRows(1000) }, { properties, isLandscape: true })
    const bytes = await write()
    expect((await write()).equals(bytes)).toBe(true)
    // of the first entry, the same in whatever zone the test runs
    const [time, day] = [bytes.readUInt16LE(10), bytes.readUInt16LE(12)]
    expect([time >> 11, (time >> 5) & 63, time & 31]).toEqual([12, 0, 0])
    expect([1980 + (day >> 9), (day >> 5) & 15, day & 31]).toEqual([1980, 1, 1])
  })

  it('is a ZIP archive with an entry for each part, the content types first', async () => {
    const entries = unzipSync(await writeBook({ Deals: makeRows(10), 'Größe und Länge': [] }))
    expect(Object.keys(entries)).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/styles.xml',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet2.xml',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
    ])
    expect(Buffer.from(entries['xl/workbook.xml']!).toString()).toContain('Größe und Länge')
  })
})
