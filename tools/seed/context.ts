import type { Random } from './random.js'
import type { Organisations } from './organisations.js'
import type { Names } from './names.js'
import type { SeedRows } from './rows.js'

/** What every generator of rows gets: where to add rows, and what to draw from. */
export interface SeedContext {
  rows: SeedRows
  random: Random
  names: Names
  organisations: Organisations
  /** The last day of the data. */
  until: number
  /** Returns the next reference of deals opened in this year. */
  reference: (year: number) => string
}
