/** Deals are summed by stage once; every other figure is a sum of stages, so that the figures reconcile. */
export const jobsByStage = (day: string): string => `select s.stage, count(*) as deals,
    percentile_cont(0.5) within group (order by ${day} - s.since) as median_days,
    coalesce(sum(p.low), 0) as low, coalesce(sum(p.high), 0) as high,
    bool_or(p.deal_id is not null and p.high is null) as open_ended,
    coalesce(sum(r.low), 0) as realised, count(*) - count(p.deal_id) as without
  from standing s left join projected p on p.deal_id = s.deal_id left join realised r on r.deal_id = s.deal_id
  group by s.stage`

export const capexByStage = `select s.stage, v.capex_currency as currency, sum(v.capex_low) as low,
    sum(v.capex_high) as high, bool_or(v.capex_high is null) as open_ended
  from standing s join in_view v on v.id = s.deal_id
  where v.capex_low is not null group by s.stage, v.capex_currency`

/** Which stages each figure adds up: a stage itself, the open ones, all. */
export const scopes = `select scope, code as stage, probability from deal_stage,
  lateral (values (code), ('total'), (case outcome when 'OPEN' then 'open' end)) of (scope) where scope is not null`

/** One row a scope. With one open end the sum has none: a number there would be a false one. */
export const figures = `select c.scope, coalesce(sum(b.deals), 0) as deals, coalesce(sum(b.low), 0) as jobs_low,
    case when bool_or(b.open_ended) then null else coalesce(sum(b.high), 0) end as jobs_high,
    coalesce(sum(b.low * c.probability) / 100, 0)::float8 as jobs_weighted_low,
    case when bool_or(b.open_ended) then null else coalesce(sum(b.high * c.probability) / 100, 0)::float8 end as jobs_weighted_high,
    coalesce(sum(b.realised), 0) as jobs_realised, coalesce(sum(b.without), 0) as jobs_deals_without
  from scopes c left join jobs_by_stage b on b.stage = c.stage group by c.scope`

/** One row a scope and currency. */
export const capex = `select c.scope, b.currency, sum(b.low) as low,
    case when bool_or(b.open_ended) then null else sum(b.high) end as high
  from scopes c join capex_by_stage b on b.stage = c.stage group by c.scope, b.currency`

/** One row a stage, also where no deal stands. */
export const stageFigures = `select d.code as stage, d.position, b.median_days
  from deal_stage d left join jobs_by_stage b on b.stage = d.code`
