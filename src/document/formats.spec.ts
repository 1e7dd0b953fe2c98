/** What hostile and long texts become in the formats of tables. */
import ExcelJS from 'exceljs'
import { extractText } from 'unpdf'
import { csv } from './csv/csv.js'
import { html } from './html/html.js'
import type { Paper } from './model/document-model.js'
import { pdf } from './pdf/pdf.js'
import { textCell, xlsx } from './xlsx/xlsx.js'

const paper = (texts: readonly string[]): Paper => ({
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
          columns: [{ title: 'C', raw: ['C'], share: 1 }],
          rows: texts.map((text) => () => [{ said: text, raw: [text] }]),
        },
      ],
    },
  ],
  file: 'f',
  made: new Date(0),
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

describe('a text', () => {
  it('stays a text in a workbook, whatever it begins with', async () => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await xlsx(paper(hostile))) as unknown as ArrayBuffer)
    const cells = hostile.map((_, i) => book.getWorksheet('S')!.getCell(i + 2, 1))
    expect(cells.map(({ formula }) => formula)).toEqual(hostile.map(() => undefined))
    expect(cells.map(({ text }) => text.replace(/\r\n/, '\n'))).toEqual(
      hostile.map((text) => text.replace('\r\n', '\n').replace('\u0001\ufffe', '')),
    )
  })

  it.each([' a', 'a ', 'a  b', 'a\nb', 'a\tb', '\u00a0a', '\n'])(
    'in a workbook keeps its white space: %j',
    (text) => {
      expect(textCell(text, 'A1', 0)).toContain(`<t xml:space="preserve">${text}</t>`)
    },
  )

  it('that looks like an escape of a workbook is read as it stands', () => {
    const shown = (text: string) => /<t[^>]*>(.*)<\/t>/.exec(textCell(text, 'A1', 0))![1]
    expect(shown('a_x000D_b _x0041_')).toBe('a_x005F_x000D_b _x005F_x0041_')
    expect(shown('_x_x00e9__xyzz_ a_b')).toBe('_x_x005F_x00e9__xyzz_ a_b')
  })

  it('too long for a cell is cut between two characters', () => {
    const [, end] = /😀([^😀]*)<\/t>/u.exec(textCell(`a${'😀'.repeat(20_000)}`, 'A1', 0))!
    expect(end).toBe(' […]')
  })

  it('is no formula in CSV, and is quoted where it must be', async () => {
    const lines = await csv(paper(hostile), false)
    expect(lines).toContain("'=1+1\r\n'+1\r\n'-1\r\n'@SUM(A1)\r\n")
    expect(lines).toContain('"a""b,c\r\nd"')
  })

  it('is read in a PDF as it was written, whatever stood in those before', async () => {
    const [minus, hyphen] = ['a-b', 'a\u2010b'] // one glyph
    const read = async (text: string) =>
      (await extractText(new Uint8Array(await pdf(paper([text]))), { mergePages: true })).text
    expect(await read(minus)).toContain(minus)
    expect(await read(hyphen)).toContain(hyphen)
    expect(await read(minus)).toContain(minus)
  })

  it('is no markup in a page', async () => {
    expect(await html(paper(hostile), [])).not.toContain('<script')
  })
})

describe('a list', () => {
  it('that is long is cut on paper, with how many more there are, and whole in a workbook', async () => {
    const many = Array.from({ length: 1240 }, (_, i) => `row ${i}`)
    const page = await html(paper(many), [])
    expect(page).toContain('row 39<')
    expect(page).not.toContain('row 40<')
    expect(page).toContain('1,200 more lines')
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await xlsx(paper(many))) as unknown as ArrayBuffer)
    expect(book.getWorksheet('S')!.rowCount).toBe(1241)
  })

  it('with texts that no page holds is printed all the same', async () => {
    const body = await pdf(paper(['word '.repeat(6000), 'short']))
    expect(body.toString('latin1').match(/\/Type \/Page\n/g)!.length).toBeGreaterThan(3)
  })
})
