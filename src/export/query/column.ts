/** What a table of rows is made of, whatever the rows come from: a list, or a statistic. */

/** How a value is typed where a form has types. `amount` is an exact decimal number, as text. */
export type CellKind = 'text' | 'whole' | 'real' | 'amount' | 'flag' | 'day' | 'instant' | 'json'

export interface Column {
  /** How a question names it: `prospect.name`. */
  path: string
  /** In the language of the reader. */
  heading: string
  kind: CellKind
  /** The value is a list of such values, which share a cell. */
  list: boolean
  /** The value of a row; null where there is none. */
  read: (row: unknown) => unknown
}

/** A value as text: what is none is written as JSON writes it. */
export const said = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** Entries of a list in one cell. */
export const joined = (values: readonly unknown[]): string => values.map(said).join('; ')
