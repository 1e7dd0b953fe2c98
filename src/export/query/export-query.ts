import type { Language } from '../../core/locale.js'
import type { EveryRow } from '../../read/every-row.js'
import type { Column } from './column.js'
import type { Seen } from './row-tracker.js'

/** Something that can be exported: a statement that gives rows as JSON, and how they are shown. */
export interface Exportable {
  name: string
  /** What was asked, as it is kept: with all that was left out. */
  question: object
  statement: EveryRow
  /** `first` is the first row; undefined where there is none. */
  columns: (language: Language, first: unknown) => Column[]
  /** Gives rows (type, ids) of what is counted without being shown. */
  counted?: { text: string; values: unknown[] }
  /** Takes out of a row what is not for its reader, and notes whose rows it shows. */
  note: (row: unknown, seen: Seen) => void
}
