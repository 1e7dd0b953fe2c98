/** A document before it has a format: its content in one language, with the raw values beside the text. */
import type { Language } from '../../core/locale.js'
import type { ExactAmount, FirstPage } from '../../weekly/first-page/page.js'
import type { Drawing } from '../charts/drawing.js'

/** A value of a spreadsheet cell; null is an empty cell. A day is an ISO date. */
export type RawValue = string | number | boolean | null | { day: string }

export interface Note {
  text: string
  /** Only for text in another language than the document's, such as a quotation. */
  language?: Language | null
}

export interface Cell {
  /** For readers, in the document's language. */
  text: string
  /** For spreadsheets: one value for each of the column's raw titles. */
  rawValues: RawValue[]
  /** Small text below. */
  notes?: Note[]
  /** For an override of a rule, which must catch the eye. */
  isHighlighted?: boolean
}

/** Makes the cells of one row on demand: a list may have thousands of rows, and a printed table shows forty of them. */
export type TableRow = () => Cell[]

export interface TableColumn {
  title: string
  /** Titles of the spreadsheet columns that this column becomes, one for each raw value. */
  rawTitles: string[]
  /** Width relative to the other columns. */
  share: number
  /** Numbers are aligned to the right. */
  isNumeric?: boolean
}

export interface DocumentTable {
  /** Stable, in English and unique in the document: the name of the table's block in CSV. */
  id: string
  caption: string
  /** Name of its tab in a workbook, of at most 31 characters; without it, the caption. */
  sheetName?: string
  columns: TableColumn[]
  rows: TableRow[]
  /** Rows for readers, where they differ from the rows of a spreadsheet, such as grouped ones. */
  printRows?: () => TableRow[]
}

export interface Chart {
  drawing: Drawing
  /** Text for screen readers. */
  altText: string
}

/** Laid out in this order: sentences, chart, tables. The first table holds the numbers of the chart. */
export interface Section {
  id: string
  title: string
  sentences: Note[]
  chart?: Chart
  tables: DocumentTable[]
  /** Unconfirmed content, such as rumours, must look different from facts. */
  isUnconfirmed?: boolean
}

export interface Highlight {
  label: string
  value: string
  note: string
  /** The value as numbers; empty or without it, none is known. */
  amounts?: ExactAmount[]
  /** A sentence that says what the figure counts. */
  rule?: string
}

export interface DocumentModel {
  language: Language
  /** Goes into file properties and mail subjects, so it never contains the name of a deal. */
  title: string
  kind: string
  agency: string
  week: string
  period: string
  /** Lines below the title: what the document is, and as of when. */
  status: string[]
  highlights: Highlight[]
  /** Has the highlights among its figures; the sections follow it as an annex. */
  firstPage?: FirstPage
  /** Address before the reference of a deal, for links from the first page; without it there are none. */
  dealAddress?: string
  /** Where it says what differs today: only of an issued summary. */
  differencesAddress?: string
  /** Where the document can be read in the application: only for what goes elsewhere, such as a mail. */
  pageAddress?: string
  sections: Section[]
  /** Smaller margins and gaps in PDF, for a document of one page. */
  isCompact?: boolean
  /** Without extension. */
  fileName: string
  /** Goes into file properties. A live document has the start of its day, so that its bytes do not change within the day. */
  createdAt: Date
}
