import type { Random } from './random.js'
import type { Organisations } from './organisations.js'
import type { Names } from './names.js'
import type { SeedRows } from './rows.js'

/** What every maker of rows is given: where to put them, and what to draw from. */
export interface SeedContext {
  rows: SeedRows
  random: Random
  names: Names
  organisations: Organisations
  /** The last day that anything happened on. */
  until: number
  /** The next reference of deals opened in this year. */
  reference: (year: number) => string
}
