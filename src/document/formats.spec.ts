/** Hostile and long texts in every format. */
import ExcelJS from 'exceljs'
import { extractText } from 'unpdf'
import { renderCsv } from './csv/csv.js'
import { renderHtml } from './html/html.js'
import type { DocumentModel } from './model/document-model.js'
import { renderPdf } from './pdf/pdf.js'
import { renderTextCell } from './xlsx/cell-xml.js'
import { renderXlsx } from './xlsx/xlsx.js'

const makeDocument = (texts: readonly string[]): DocumentModel => ({
  language: 'EN',
  title: 'T',
  kind: 'K',
  agency: 'A',
  week: 'W',
  period: '',
  status: [],
  highlights: [],
  sections: [
    {
      id: 's',
      title: 'S',
      sentences: [],
      tables: [
        {
          id: 't',
          caption: 'S',
          columns: [{ title: 'C', rawTitles: ['C'], share: 1 }],
          rows: texts.map((text) => () => [{ text, rawValues: [text] }]),
        },
      ],
    },
  ],
  fileName: 'f',
  createdAt: new Date(0),
})

const names = [
  ...[
    '阿里巴巴集团控股有限公司',
    '臺灣積體電路製造',
    'トヨタ自動車株式会社',
    '삼성전자',
    'Россети',
    'Ελλάδα',
  ],
  ...['กรุงเทพมหานคร', 'टाटा', 'বাংলা', 'Երևան', 'თბილისი', 'አዲስ', '🚗', 'Łódź'],
]

const readPdf = async (texts: readonly string[]): Promise<string> =>
  (await extractText(new Uint8Array(await renderPdf(makeDocument(texts))), { mergePages: true })).text

describe('a PDF', () => {
  it('has the glyphs of every script', async () => {
    const texts = [...names, ...names.map((name) => `${name} (Liège) ${name}`)]
    const joined = (await readPdf(texts)).replace(/\s/g, '')
    expect(texts.filter((name) => !joined.includes(name.replace(/\s/g, '')))).toEqual([])
  })

  it('shows words that are read from right to left in their order', async () => {
    const text = (await readPdf(['شركة أرامكو السعودية', 'חברת החשמל לישראל']))
      .normalize('NFKC')
      .replace(/[\s\p{Cc}]/gu, '')
    expect(text).toContain('شركةأرامكوالسعودية')
    expect(text).toContain('חברתהחשמללישראל')
  })

  it('prints the number of a character that no font has, and nothing for one without a shape', async () => {
    expect(await readPdf(['a 𒀀\ufeff\u0001\t阿'])).toContain('a [U+12000] 阿')
  })
})

const hostile = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '=cmd|x',
  '<script>alert(1)</script>',
  'a"b,c\r\nd',
  ']]>&amp;',
  '\u0001\ufffe',

  'é€中',
]

describe('text', () => {
  it('is never a formula in a workbook', async () => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await renderXlsx(makeDocument(hostile))) as unknown as ArrayBuffer)
    const cells = hostile.map((_, i) => book.getWorksheet('S')!.getCell(i + 2, 1))
    expect(cells.map(({ formula }) => formula)).toEqual(hostile.map(() => undefined))
    expect(cells.map(({ text }) => text.replace(/\r\n/, '\n'))).toEqual(
      hostile.map((text) => text.replace('\r\n', '\n').replace('\u0001\ufffe', '')),
    )
  })

  it.each([' a', 'a ', 'a  b', 'a\nb', 'a\tb', '\u00a0a', '\n'])(
    'keeps its white space in a workbook: %j',
    (text) => {
      expect(renderTextCell(text, 'A1', 0)).toContain(`<t xml:space="preserve">${text}</t>`)
    },
  )

  it('is escaped where a workbook would read it as an escape', () => {
    const escape = (text: string) => /<t[^>]*>(.*)<\/t>/.exec(renderTextCell(text, 'A1', 0))![1]
    expect(escape('a_x000D_b _x0041_')).toBe('a_x005F_x000D_b _x005F_x0041_')
    expect(escape('_x_x00e9__xyzz_ a_b')).toBe('_x_x005F_x00e9__xyzz_ a_b')
  })

  it('is cut between two characters if a cell cannot hold it', () => {
    const [, end] = /😀([^😀]*)<\/t>/u.exec(renderTextCell(`a${'😀'.repeat(20_000)}`, 'A1', 0))!
    expect(end).toBe(' […]')
  })

  it('is never a formula in CSV, and is quoted where needed', async () => {
    const csv = await renderCsv(makeDocument(hostile), {
      ...{ bom: false, table: null, delimiter: ',', decimal: '.' },
    })
    expect(csv).toContain("'=1+1\r\n'+1\r\n'-1\r\n'@SUM(A1)\r\n")
    expect(csv).toContain('"a""b,c\r\nd"')
  })

  it('can be extracted from a PDF unchanged, whatever was rendered before', async () => {
    const [minus, hyphen] = ['a-b', 'a\u2010b'] // the font has one glyph for both
    const read = async (text: string) =>
      (await extractText(new Uint8Array(await renderPdf(makeDocument([text]))), { mergePages: true })).text
    expect(await read(minus)).toContain(minus)
    expect(await read(hyphen)).toContain(hyphen)
    expect(await read(minus)).toContain(minus)
  })

  it('is never markup in a page', async () => {
    expect(await renderHtml(makeDocument(hostile), [])).not.toContain('<script')
  })
})

describe('a list', () => {
  it('is cut in print with a count of the lines left out, and complete in a workbook', async () => {
    const many = Array.from({ length: 1240 }, (_, i) => `row ${i}`)
    const page = await renderHtml(makeDocument(many), [])
    expect(page).toContain('row 39<')
    expect(page).not.toContain('row 40<')
    expect(page).toContain('1,200 more lines')
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await renderXlsx(makeDocument(many))) as unknown as ArrayBuffer)
    expect(book.getWorksheet('S')!.rowCount).toBe(1241)
  })

  it('is printed even if a text is longer than a page', async () => {
    const body = await renderPdf(makeDocument(['word '.repeat(6000), 'short']))
    expect(body.toString('latin1').match(/\/Type \/Page\n/g)!.length).toBeGreaterThan(3)
  })
})
