/** The cover of a workbook: what it is, its figures with what they count, its contents with links, and its notes. */
import type { DocumentModel, Highlight } from '../model/document-model.js'
import { formatterFor, type Formatter } from '../../weekly/text/formatter.js'
import { cellStyles } from './cell-xml.js'
import type { FreeCell, FreeLine, FreeSheet } from './sheet-xml.js'

/** A sheet of the contents. */
export interface ContentsEntry {
  /** Name of its tab. */
  sheet: string
  caption: string
  rows: number
  /** What its reader must know first; null if there is nothing. */
  warning: string | null
}

const widths = [38, 16, 16, 13, 11, 62]

export function buildCover(document: DocumentModel, contents: readonly ContentsEntry[]): FreeSheet {
  const { kind, title, agency, week, period, status, highlights } = document
  const formatter = formatterFor(document.language)
  const { headline, notice } = document.firstPage ?? { headline: '', notice: null }
  return {
    name: kind,
    widths,
    lines: [
      makeWideLine(title, cellStyles.title),
      ...[[agency, week, period].filter(Boolean).join(' · '), ...status].filter(Boolean).map(makeTextLine),
      ...[headline, notice].flatMap((text) =>
        text ? [emptyLine, makeWideLine(text, cellStyles.subtitle)] : [],
      ),
      ...(highlights.length > 0 ? [emptyLine, ...listFigures(highlights, formatter)] : []),
      emptyLine,
      ...listContents(contents, formatter),
      ...listNotes(document, formatter),
    ],
  }
}

const emptyLine: FreeLine = { cells: [] }

const makeWideLine = (value: string, style: number): FreeLine => ({ cells: [{ value, style }], isWide: true })

const makeTextLine = (text: string): FreeLine => makeWideLine(text, cellStyles.text)

const makeHeadings = (titles: readonly string[]): FreeLine => ({
  cells: titles.map((value): FreeCell => ({
    value,
    style: value === '' ? cellStyles.plain : cellStyles.heading,
  })),
})

/** One line for each amount, as there may be several currencies. Without one, the text says so: unknown is not 0. */
function listFigures(highlights: readonly Highlight[], formatter: Formatter): FreeLine[] {
  const titles = ['Figure', 'AtLeast', 'AtMost', 'OpenEnded', 'Currency', 'Counts']
  return [
    makeHeadings(titles.map((key) => formatter.translate(`column${key}`))),
    ...highlights.flatMap(({ label, value, note, amounts = [], rule }) => {
      const counts = [note, ...(rule === undefined ? [] : [rule])].filter(Boolean).join('. ')
      const rows =
        amounts.length === 0
          ? [[value, null, null, null]]
          : amounts.map(({ low, high, currency }) => [low, high, high === null, currency])
      return rows.map((values) => makeLine([label, ...values, counts]))
    }),
  ]
}

const makeLine = (values: readonly (string | number | boolean | null)[]): FreeLine => ({
  cells: values.map((value): FreeCell => ({ value })),
})

function listContents(contents: readonly ContentsEntry[], formatter: Formatter): FreeLine[] {
  const [title, rows] = ['contents', 'columnRows'].map((key) => formatter.translate(key))
  return [
    makeHeadings([title!, rows!]),
    ...contents.map(({ sheet, caption, rows, warning }): FreeLine => ({
      cells: [
        { value: caption, style: cellStyles.link, sheet },
        { value: rows },
        ...(warning === null ? [] : [{ value: null }, { value: null }, { value: null }, { value: warning }]),
      ],
    })),
  ]
}

/** The sentences of the document, each with the title of its section. */
function listNotes({ sections }: DocumentModel, formatter: Formatter): FreeLine[] {
  const notes = sections.flatMap(({ title, sentences }) =>
    sentences.map(({ text }) => formatter.translate('noteOf', { title, text })),
  )
  if (notes.length === 0) return []
  return [
    emptyLine,
    makeWideLine(formatter.translate('notes'), cellStyles.subtitle),
    ...notes.map(makeTextLine),
  ]
}
