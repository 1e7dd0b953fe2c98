import type { AsOf } from './as-of.js'

/** Sums deals by stage. Every other figure is a sum of stages, so the figures reconcile. */
export const dealsByStageSql = (day: string): string => `select stage, count(*) as deals,
    percentile_cont(0.5) within group (order by ${day} - since) as median_days
  from standing group by stage`

export const jobsByStageSql = `select stage, count(*) filter (where not realised) as deals,
    sum(low) filter (where not realised) as low, sum(high) filter (where not realised) as high,
    bool_or(high is null) filter (where not realised) as open_ended, sum(low) filter (where realised) as realised,
    sum(high) filter (where realised) as realised_high, bool_or(high is null) filter (where realised) as realised_open
  from counted group by stage`

export const capexByStageSql = `select stage, capex_currency as currency, sum(capex_low) as low, sum(capex_high) as high,
    bool_or(capex_high is null) as open_ended
  from standing where capex_low is not null group by stage, capex_currency`

/** The stages that each figure adds up (one stage, the open ones, or all), with the probabilities of that day as known then. */
export const scopesSql = ({ day, knownAt }: AsOf): string => `select scope, s.code as stage, p.probability
  from deal_stage s join stage_probabilities(${day}, ${knownAt}) p on p.code = s.code,
  lateral (values (s.code), ('total'), (case s.outcome when 'OPEN' then 'open' end)) of (scope) where scope is not null`

/** One row per scope. If one deal has no upper end, neither has the sum. */
export const figuresSql = `select c.scope, coalesce(sum(d.deals), 0) as deals, coalesce(sum(j.low), 0) as jobs_low,
    case when bool_or(j.open_ended) then null else coalesce(sum(j.high), 0) end as jobs_high,
    coalesce(sum(j.low * c.probability) / 100, 0)::float8 as jobs_weighted_low,
    case when bool_or(j.open_ended) then null else coalesce(sum(j.high * c.probability) / 100, 0)::float8 end as jobs_weighted_high,
    coalesce(sum(j.realised), 0) as jobs_realised,
    case when bool_or(j.realised_open) then null else coalesce(sum(j.realised_high), 0) end as jobs_realised_high, coalesce(sum(d.deals), 0) - coalesce(sum(j.deals), 0) as jobs_deals_without
  from scopes c left join deals_by_stage d on d.stage = c.stage left join jobs_by_stage j on j.stage = c.stage
  group by c.scope`

/** One row per scope and currency. */
export const capexSql = `select c.scope, b.currency, sum(b.low) as low,
    case when bool_or(b.open_ended) then null else sum(b.high) end as high
  from scopes c join capex_by_stage b on b.stage = c.stage group by c.scope, b.currency`

/** One row per stage, also for stages without deals. */
export const stageFiguresSql = `select s.code as stage, s.position, d.median_days
  from deal_stage s left join deals_by_stage d on d.stage = s.code`
