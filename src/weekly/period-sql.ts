/** The period of a report row, and the deals in it. */

/** The columns of a report row that say which period it is about. */
export const periodNames = [
  'kind',
  'period',
  'first_day',
  'last_day',
  'before_day',
  'before_code',
  'past_days',
]

/** Selects them from the code and the first day of a period, and from summary_period() as `p`. */
export const periodColumns = (code: string, firstDay: string): string =>
  `p.kind, ${code} as period, ${firstDay} as first_day, p.last_day, p.before_day, p.before_code, p.past_days`

/** The call of period_deals() for a report row. */
export const periodDealsSql = (row: string, withPast: boolean): string =>
  `period_deals(${row}.agency_id, ${row}.before_day, ${row}.first_day, ${row}.last_day, ${row}.past_days, ${row}.known, ${withPast})`
