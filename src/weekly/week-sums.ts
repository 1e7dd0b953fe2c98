/**
 * Which figures each deal adds to, and how it stood for them. Everything counts as it stood at the end of the week but
 * `opening` and `restated_before`: so opening - restated_before + restated_after + ways in - ways out = closing.
 */
const of = (
  week: string,
  prefix: string,
): string => `select s.scope, w.deal_id, s.probability, s.low, s.high, s.realised,
    w.capex_low, w.capex_high, w.capex_currency
  from ${week} w, lateral (values
    ('${prefix}opening', w.opening, w.probability_was, w.low_was, w.high_was, w.realised_was),
    ('${prefix}restated_before', w.opening and w.restated, w.probability_was, w.low_was, w.high_was, w.realised_was),
    ('${prefix}restated_after', w.opening and w.restated, w.probability, w.low, w.high, w.realised),
    ('${prefix}' || w.way_in, true, w.probability, w.low, w.high, w.realised),
    ('${prefix}' || w.way_out, true, w.probability, w.low, w.high, w.realised),
    ('${prefix}' || w.direction, true, w.probability, w.low, w.high, w.realised),
    ('${prefix}closing', w.closing, w.probability, w.low, w.high, w.realised)) s(scope, counts, probability, low, high, realised)
  where s.counts and s.scope is not null`

const restated = (week: string): string =>
  `(select w.*, (w.low_was, w.high_was, w.realised_was) is distinct from (w.low, w.high, w.realised) as restated from ${week} w)`

export const scopes = `${of(restated('this_week'), '')} union all ${of(restated('week_before'), 'previous_')}`

export const names = [
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

const all = names.flatMap((name) => [`('${name}')`, `('previous_${name}')`]).join(', ')

/** One row a scope. With one open end the sum has none: a number there would be a false one. */
export const figures = `select n.scope, count(s.deal_id) as deals, coalesce(sum(s.low), 0) as jobs_low,
    case when bool_or(s.low is not null and s.high is null) then null else coalesce(sum(s.high), 0) end as jobs_high,
    coalesce(sum(s.low * s.probability) / 100.0, 0)::float8 as jobs_weighted_low,
    case when bool_or(s.low is not null and s.high is null) then null else coalesce(sum(s.high * s.probability) / 100.0, 0)::float8 end as jobs_weighted_high,
    coalesce(sum(s.realised), 0) as jobs_realised, count(s.deal_id) filter (where s.low is null) as jobs_deals_without
  from (values ${all}) n(scope) left join scopes s on s.scope = n.scope
  group by n.scope`

/** One row a scope and currency. */
export const weekCapex = `select scope, capex_currency as currency, sum(capex_low) as low,
    case when bool_or(capex_high is null) then null else sum(capex_high) end as high
  from scopes where capex_low is not null group by scope, capex_currency`

/** How each figure differs from the same a week earlier. */
export const change = `select f.scope, f.deals - p.deals as deals, f.jobs_low - p.jobs_low as jobs_low,
    f.jobs_high - p.jobs_high as jobs_high, f.jobs_realised - p.jobs_realised as jobs_realised
  from figures f join figures p on p.scope = 'previous_' || f.scope`
