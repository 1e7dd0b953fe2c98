import type { Language } from '../../core/locale.js'
import type { ListQuery } from '../../read/list-query.js'
import type { ExportColumn } from './column.js'
import type { LabelChoice } from './fields.js'
import type { ShownIds } from './row-tracker.js'

export interface ColumnOptions {
  language: Language
  /** How a list shows codes; a statistic has a column for the labels anyway. */
  labels: LabelChoice
  /** Undefined if there is none. */
  firstRow: unknown
}

/** What an export reads and shows: a statement that returns rows as JSON, and the columns made from them. */
export interface ExportQuery {
  /** Name of the exported list or statistic, which is a field of Query. */
  name: string
  /** As it is stored with the export, with all defaults. */
  question: object
  statement: ListQuery
  buildColumns: (options: ColumnOptions) => ExportColumn[]
  /** Returns the ids of what is counted without being shown, as rows of `type` and `ids`. */
  countedIds?: { text: string; values: unknown[] }
  /** Moves the ids that were selected for tracking only from a row to `shownIds`. */
  extractIds: (row: unknown, shownIds: ShownIds) => void
}
