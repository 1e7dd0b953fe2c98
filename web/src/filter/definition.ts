/** The kinds of filters from which a question is built. Each becomes a `where` of the API, a word of the address, a sentence. */
import type { Moment } from '../api/moment.js'

/** The first and the last day, YYYY-MM-DD; the first and the last number. */
export interface Span<End> {
  from?: End
  to?: End
}

interface Definition {
  /** The word in the address. */
  name: string
  /** Rows that the viewer sees masked show no value here, so they match no filter of this name. */
  isHiddenInMasked?: boolean
  /** What a masked row shows of it: a deal that is not lost went nowhere. */
  shownInMasked?: (moment: Moment) => object
}

/** Some codes out of those that occur. */
export interface ChoiceDefinition extends Definition {
  kind: 'choice'
  /** The dimension whose cells are the options. */
  dimension: string
  where: (codes: string[], moment: Moment) => object
  /** Matches rows without a value; left out: each row has one. */
  none?: (moment: Moment) => object
  /** A code that its `where` does not name. */
  unnamed?: string
}

export interface DaysDefinition extends Definition {
  kind: 'days'
  where: (span: Span<string>, moment: Moment) => object
}

export interface NumbersDefinition extends Definition {
  kind: 'numbers'
  where: (span: Span<number>, moment: Moment) => object
}

export interface WordsDefinition extends Definition {
  kind: 'words'
  where: (words: string) => object
}

export type FilterDefinition = ChoiceDefinition | DaysDefinition | NumbersDefinition | WordsDefinition

/** A condition of a question: `lost-to:NL,FR` is `{ name: 'lost-to', value: 'NL,FR' }`. */
export interface Filter {
  name: string
  value: string
}

/** The name of a condition that was written in the API’s own form. Its value is the encoded JSON. */
export const conditionName = 'condition'

/** The code of rows without a value. */
export const noValue = '-'
