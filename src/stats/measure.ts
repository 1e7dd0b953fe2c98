/** Something to say of a set of rows: of a cell, or of all. */
export interface Measure {
  /** An aggregate over the columns of a row `t`; null where there is nothing to say. */
  number: string
  /** Whether some row has no upper end, so that there is no number. */
  open?: string
  /** What each row has several of: joined to it, each counts for itself. */
  join?: string
  /** The currency of a row: there is one value for each, in order. */
  currency?: string
  /** The currency that all is in. */
  in?: string
}

export interface RequestedMeasure extends Measure {
  code: string
}

export const count = (when?: string): Measure => ({
  number: `count(*)${when ? ` filter (where ${when})` : ''}`,
})

/** Nothing adds up to 0. */
export const sum = (of: string): Measure => ({ number: `coalesce(sum(${of}), 0)` })

/** Of ranges from `low` up to what is summed: with one open end the sum has none, and a number there would be a false one. */
export const sumOfEnds = (of: string, low: string, high: string): Measure => {
  const open = `coalesce(bool_or(${low} is not null and ${high} is null), false)`
  return { number: `case when ${open} then null else coalesce(sum(${of}), 0) end`, open }
}

export const quantile = (share: number, of: string): Measure => ({
  number: `percentile_cont(${share}) within group (order by ${of})::numeric`,
})
