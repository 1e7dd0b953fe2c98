/** Selects the deals of the week itself; `part` is `both` if a deal was equal in the week before. */
export const thisWeekSql = (week: string): string => `select * from ${week} where part in ('week', 'both')`

/**
 * Groups the deals of a week and of the one before it by the columns that decide which figures they add to: some hundred
 * rows, from which all figures are computed.
 */
export const talliesSql = (
  week: string,
): string => `select w.part, w.opening, w.closing, w.way_in, w.way_out, w.direction,
    (w.low_was, w.high_was, w.realised_was, w.realised_high_was) is distinct from (w.low, w.high, w.realised, w.realised_high) as restated,
    w.probability_was, w.probability, w.capex_currency, count(*) as deals, count(w.low_was) as stated_was, count(w.low) as stated,
    sum(w.low_was) as low_was, sum(w.high_was) as high_was, bool_or(w.low_was is not null and w.high_was is null) as open_ended_was, sum(w.realised_was) as realised_was,
    sum(w.realised_high_was) as realised_high_was, bool_or(w.realised_was is not null and w.realised_high_was is null) as realised_open_was,
    sum(w.low) as low, sum(w.high) as high, bool_or(w.low is not null and w.high is null) as open_ended, sum(w.realised) as realised,
    sum(w.realised_high) as realised_high, bool_or(w.realised is not null and w.realised_high is null) as realised_open,
    sum(w.capex_low) as capex_low, sum(w.capex_high) as capex_high, bool_or(w.capex_low is not null and w.capex_high is null) as capex_open_ended
  from ${week} w where w.part <> 'past' group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`

/**
 * Maps each group to the figures that it adds to. `opening` and `restated_before` have the values before the week, the
 * others those at its end: so opening - restated_before + restated_after + ways in - ways out = closing.
 */
export const weekScopesSql = `select p.prefix || s.scope as scope, w.deals, s.stated, s.probability,
    s.low, s.high, s.open_ended, s.realised, s.realised_high, s.realised_open, w.capex_low, w.capex_high, w.capex_open_ended, w.capex_currency
  from tallies w join (values ('week', ''), ('before', 'previous_')) p(part, prefix) on w.part in (p.part, 'both'), lateral (values
    ('opening', w.opening, w.probability_was, w.stated_was, w.low_was, w.high_was, w.open_ended_was, w.realised_was, w.realised_high_was, w.realised_open_was),
    ('restated_before', w.opening and w.restated, w.probability_was, w.stated_was, w.low_was, w.high_was, w.open_ended_was, w.realised_was, w.realised_high_was, w.realised_open_was),
    ('restated_after', w.opening and w.restated, w.probability, w.stated, w.low, w.high, w.open_ended, w.realised, w.realised_high, w.realised_open),
    (w.way_in, true, w.probability, w.stated, w.low, w.high, w.open_ended, w.realised, w.realised_high, w.realised_open),
    (w.way_out, true, w.probability, w.stated, w.low, w.high, w.open_ended, w.realised, w.realised_high, w.realised_open),
    (w.direction, true, w.probability, w.stated, w.low, w.high, w.open_ended, w.realised, w.realised_high, w.realised_open),
    ('closing', w.closing, w.probability, w.stated, w.low, w.high, w.open_ended, w.realised, w.realised_high, w.realised_open)) s(scope, counts, probability, stated, low, high, open_ended, realised, realised_high, realised_open)
  where s.counts and s.scope is not null`

export const weekScopeNames = [
  'opening',
  'entered',
  'forward',
  'back',
  'won',
  'lost',
  'paused',
  'resumed',
  'left',
  'restated_before',
  'restated_after',
  'closing',
] as const

const scopeRows = weekScopeNames.flatMap((name) => [`('${name}')`, `('previous_${name}')`]).join(', ')

/** One row per scope. If one deal has no upper end, neither has the sum. */
export const weekFiguresSql = `select n.scope, coalesce(sum(s.deals), 0) as deals, coalesce(sum(s.low), 0) as jobs_low,
    case when bool_or(s.open_ended) then null else coalesce(sum(s.high), 0) end as jobs_high,
    coalesce(sum(s.low * s.probability) / 100.0, 0)::float8 as jobs_weighted_low,
    case when bool_or(s.open_ended) then null else coalesce(sum(s.high * s.probability) / 100.0, 0)::float8 end as jobs_weighted_high,
    coalesce(sum(s.realised), 0) as jobs_realised,
    case when bool_or(s.realised_open) then null else coalesce(sum(s.realised_high), 0) end as jobs_realised_high, coalesce(sum(s.deals - s.stated), 0) as jobs_deals_without
  from (values ${scopeRows}) n(scope) left join scopes s on s.scope = n.scope
  group by n.scope`

/** One row per scope and currency. */
export const weekCapexSql = `select scope, capex_currency as currency, sum(capex_low) as low,
    case when bool_or(capex_open_ended) then null else sum(capex_high) end as high
  from scopes where capex_low is not null group by scope, capex_currency`

/** The difference of each figure from a week earlier. */
export const weekChangeSql = `select f.scope, f.deals - p.deals as deals, f.jobs_low - p.jobs_low as jobs_low,
    f.jobs_high - p.jobs_high as jobs_high, f.jobs_realised - p.jobs_realised as jobs_realised,
    f.jobs_realised_high - p.jobs_realised_high as jobs_realised_high
  from figures f join figures p on p.scope = 'previous_' || f.scope`
