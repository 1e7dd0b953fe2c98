/** A document before it has a form: what every format says, already in one language, with the raw values beside. */
import type { Language } from '../../core/locale.js'
import type { Drawing } from '../charts/drawing.js'

/** What a spreadsheet holds: a text, a number, yes or no, a day, or nothing. */
export type Raw = string | number | boolean | null | { day: string }

/** A text beside or below another one; with its language where that is not the document's. */
export interface Note {
  text: string
  language?: Language | null
}

export interface Cell {
  /** As people read it. */
  said: string
  /** One for each raw column. */
  raw: Raw[]
  notes?: Note[]
  /** Stands out: an override. */
  marked?: boolean
}

/** Makes the cells of a row when they are asked for: of thousands of rows, paper shows a few. */
export type Row = () => Cell[]

export interface Column {
  title: string
  /** Titles of the columns that it is in a spreadsheet, where values stand alone. */
  raw: string[]
  /** How much of the width it takes, beside the others. */
  share: number
  /** Numbers stand at the right. */
  numeric?: boolean
}

export interface Table {
  /** Stable, in English, unique in the document: the name of a block in CSV. */
  id: string
  caption: string
  columns: Column[]
  rows: Row[]
  /** Where people read it otherwise: lines that belong together as one. */
  read?: () => Row[]
}

export interface Chart {
  drawing: Drawing
  /** What it shows, for those who do not see it. */
  alternative: string
}

/** Sentences first, then a chart with its numbers, then tables. */
export interface Section {
  id: string
  title: string
  sentences: Note[]
  chart?: Chart
  tables: Table[]
  /** To be told apart at first sight from what is certain. */
  doubtful?: boolean
}

export interface Highlight {
  label: string
  value: string
  note: string
}

export interface Paper {
  language: Language
  /** Of the document, as its properties say it: never a name of a deal. */
  title: string
  kind: string
  agency: string
  week: string
  period: string
  /** What it is, and as of when. */
  status: string[]
  highlights: Highlight[]
  sections: Section[]
  /** A file name without its extension. */
  file: string
  /** When it was made, as far as that is part of it. */
  made: Date
}
