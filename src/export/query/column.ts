/** The columns of an export, of a list or of a statistic. */

/** The type of a value, for forms that have types. An `amount` is an exact decimal number, as text. */
export type ColumnKind = 'text' | 'whole' | 'real' | 'amount' | 'flag' | 'day' | 'instant' | 'json'

export interface ExportColumn {
  /** As a question names it: `prospect.name`. */
  path: string
  /** In the language of the export. */
  heading: string
  kind: ColumnKind
  /** Whether a value is a list, which shares one cell. */
  isList: boolean
  /** What the field means, in English; empty if the schema does not say. */
  description: string
  /** Returns the value of a row; null if it has none. */
  read: (row: unknown) => unknown
}

/** Returns text as it is, and other values as JSON. */
export const formatValue = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

/** A row of a relation without a value keeps its place, so that the columns of a relation correspond. */
export const joinValues = (values: readonly unknown[]): string =>
  values
    .map((value) => (value === null ? '' : Array.isArray(value) ? value.join(', ') : formatValue(value)))
    .join('; ')
