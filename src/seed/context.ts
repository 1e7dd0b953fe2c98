import type { Chance } from './random.js'
import type { House } from './organisations.js'
import type { Names } from './names.js'
import type { Rows } from './rows.js'

/** What every maker of rows is given: where to put them, and what to draw from. */
export interface Making {
  rows: Rows
  chance: Chance
  names: Names
  house: House
  /** The last day that anything happened on. */
  until: number
  /** The next reference of deals opened in this year. */
  reference: (year: number) => string
}
