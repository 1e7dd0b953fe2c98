/** A measure of a set of rows: of a cell, or of all. */
export interface Measure {
  /** An aggregate over the columns of a row `t`; null if there is nothing to measure. */
  number: string
  /** Whether some row has no upper end, so that the number is null. */
  open?: string
  /** A join to the several values of a row; each counts separately. */
  join?: string
  /** The currency of a row: there is one value per currency, in order of the codes. */
  currency?: string
  /** The one currency of all values. */
  in?: string
}

export interface RequestedMeasure extends Measure {
  code: string
}

export const count = (when?: string): Measure => ({
  number: `count(*)${when ? ` filter (where ${when})` : ''}`,
})

/** Returns a sum: 0 without rows, null if no row has a value. What is unknown is never 0. */
const knownSum = (of: string): string => `case when count(*) = 0 then 0 else sum(${of}) end`

export const sum = (of: string): Measure => ({ number: knownSum(of) })

/** Returns the sum of one end of ranges; null if some range has no upper end, or no row has a range. */
export const sumOfEnds = (of: string, low: string, high: string): Measure => {
  const open = `coalesce(bool_or(${low} is not null and ${high} is null), false)`
  return { number: `case when ${open} then null else ${knownSum(of)} end`, open }
}

export const quantile = (share: number, of: string): Measure => ({
  number: `percentile_cont(${share}) within group (order by ${of})::numeric`,
})
