import ExcelJS from 'exceljs'
import { unzipSync } from 'fflate'
import { renderCell, type CellValue } from './cell-xml.js'
import { WorkbookWriter, type SheetLimits } from './workbook-writer.js'

const properties = { title: 'Deals & jobs', language: 'FR', createdAt: new Date(0) } as const

const columns = [
  { title: 'First', width: 12 },
  { title: 'Second', width: 20 },
]

async function writeBook(sheets: Record<string, CellValue[][]>, limits?: SheetLimits): Promise<Buffer> {
  const writer = new WorkbookWriter(properties, limits)
  const chunks = [await writer.begin()]
  for (const [name, rows] of Object.entries(sheets))
    chunks.push(await writer.openSheet({ name, tableName: 'deals', columns }), await writer.writeRows(rows))
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
    const book = await readBook(await writeBook({ Deals: makeRows(7) }, limits))
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
    const writer = new WorkbookWriter(properties, { rows: 1_000, bytes: 2_000 })
    const chunks = [
      await writer.begin(),
      await writer.openSheet({ name: 'Deals', tableName: 'deals', columns }),
    ]
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
    const write = () => writeBook({ Deals: makeRows(1000) })
    const bytes = await write()
    expect((await write()).equals(bytes)).toBe(true)
    // of the first entry, the same in whatever zone the test runs
    const [time, day] = [bytes.readUInt16LE(10), bytes.readUInt16LE(12)]
    expect([time >> 11, (time >> 5) & 63, time & 31]).toEqual([12, 0, 0])
    expect([1980 + (day >> 9), (day >> 5) & 15, day & 31]).toEqual([1980, 1, 1])
  })

  it('is a ZIP archive with an entry for each part', async () => {
    const entries = unzipSync(await writeBook({ Deals: makeRows(10), 'Größe und Länge': [] }))
    expect(Object.keys(entries)).toEqual([
      '_rels/.rels',
      'docProps/core.xml',
      'xl/styles.xml',
      ...[1, 2].flatMap((n) => [
        `xl/worksheets/sheet${n}.xml`,
        `xl/worksheets/_rels/sheet${n}.xml.rels`,
        `xl/tables/table${n}.xml`,
      ]),
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      '[Content_Types].xml',
    ])
    const read = (name: string) => Buffer.from(entries[name]!).toString()
    const declared = [...read('[Content_Types].xml').matchAll(/PartName="\/([^"]+)"/g)].map(
      ([, name]) => name,
    )
    expect(declared.sort()).toEqual(
      Object.keys(entries)
        .filter((name) => !/rels$|Content_Types/.test(name))
        .sort(),
    )
    expect(Buffer.from(entries['xl/workbook.xml']!).toString()).toContain('Größe und Länge')
  })

  it('has a table with a filter on each sheet, with the headings of its cells, each once', async () => {
    const writer = new WorkbookWriter(properties)
    const twice = ['Open-ended', 'open-ended', 'a_x000D_b'].map((title) => ({ title, width: 12 }))
    const chunks = [
      await writer.begin(),
      await writer.openSheet({ name: 'Figures', tableName: 'figures', columns: twice }),
      await writer.writeRows([
        [1, 2, 3],
        [4, 5, 6],
      ]),
      await writer.openSheet({ name: 'None', tableName: 'figures', columns: twice }),
    ]
    const bytes = Buffer.concat([...chunks, await writer.end()])
    const book = await readBook(bytes)
    const entries = unzipSync(bytes)
    const read = (number: number) => Buffer.from(entries[`xl/tables/table${number}.xml`]!).toString()
    const readNames = (number: number) =>
      [...read(number).matchAll(/ name="([^"]+)"/g)].map(([, name]) => name)
    expect(book.worksheets.map((sheet) => readRows(sheet)[0])).toEqual(
      Array(2).fill(['Open-ended', 'open-ended 2', 'a_x005F_x000D_b']), // the library takes the name of the table
    )
    const headings = ['Open-ended', 'open-ended 2', 'a_x005F_x000D_b']
    expect([readNames(1), readNames(2)]).toEqual([
      ['figures', ...headings, 'TableStyleLight1'],
      ['figures_2', ...headings, 'TableStyleLight1'],
    ])
    expect(read(1)).toContain('<autoFilter ref="A1:C3"/>')
    expect(read(2)).toContain('<autoFilter ref="A1:C2"/>') // a table needs a row, even an empty one
  })

  it('is printed one page wide, with the headings and the title on each page', async () => {
    const bytes = await writeBook({ "Jobs' sum": makeRows(3) })
    const sheet = (await readBook(bytes)).worksheets[0]!
    expect(sheet.pageSetup).toMatchObject({
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      orientation: 'landscape',
      printTitlesRow: '1:1',
    })
    expect(sheet.headerFooter.oddHeader).toBe('&LDeals && jobs&R&A')
    const book = Buffer.from(unzipSync(bytes)['xl/workbook.xml']!).toString()
    expect(book).toContain(
      `localSheetId="0">${"'Jobs''s sum'!$1:$1".replace("''s", "''")}`.replace(/'/g, '&#39;'),
    )
  })

  it('says its title, its language and its time', async () => {
    const book = await readBook(await writeBook({ Deals: [] }))
    expect([book.title, book.created]).toEqual(['Deals & jobs', new Date(0)])
    const core = Buffer.from(unzipSync(await writeBook({ Deals: [] }))['docProps/core.xml']!).toString()
    expect(core).toContain('<dc:language>fr-BE</dc:language>')
  })

  it('has a cover whose links lead to the sheets', async () => {
    const writer = new WorkbookWriter(properties)
    const chunks = [
      await writer.begin(),
      await writer.openSheet({ name: 'Deals, lost: why', tableName: 'deals', columns }),
    ]
    const [sheet] = writer.sheetNames
    const lines = [
      { cells: [{ value: 'x'.repeat(400) }], isWide: true },
      { cells: [{ value: 'to the deals', sheet: sheet! }] },
    ]
    chunks.push(await writer.addFreeSheet({ name: 'Cover', widths: [40, 40], lines }, 'first'))
    const bytes = Buffer.concat([...chunks, await writer.end()])
    const entries = unzipSync(bytes)
    const read = (name: string) => Buffer.from(entries[name]!).toString()
    const tabs = [...read('xl/workbook.xml').matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name)
    expect(tabs).toEqual(['Cover', 'Deals, lost why'])
    expect(read('xl/worksheets/sheet2.xml')).toContain(
      '<hyperlink ref="A2" location="&#39;Deals, lost why&#39;!A1"/>',
    )
    const cover = (await readBook(bytes)).getWorksheet('Cover')!
    expect([cover.getCell('B1').isMerged, cover.getRow(1).height]).toEqual([true, 90])
  })
})
