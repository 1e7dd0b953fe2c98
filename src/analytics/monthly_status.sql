create view analytics.monthly_status with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.month as month, t.stage as stage, count(*)::int as deals, coalesce(sum(t.low), 0)::bigint as jobs_low,
      case when count(t.low) = count(t.high) then coalesce(sum(t.high), 0)::bigint end as jobs_high
    from (
      select date_trunc('month', m.day)::date as month, h.to_stage as stage, j.low, j.high
      from (
        select
          t.deal_id, t.to_stage, t.effective_on,
          lead(t.effective_on) over (partition by t.deal_id order by coalesce(t.place, t.ordinal)) as until
        from transition t
        where not exists (select 1 from transition_correction c where c.transition_id = t.id)
          and exists (select 1 from deal d where d.id = t.deal_id and d.withdrawn_at is null)
      ) h
        join (
          select least(
            first + interval '1 month' - interval '1 day',
            (now() at time zone 'Europe/Brussels')::date
          )::date as day
          from generate_series(
            date_trunc('month', (select min(effective_on) from transition)::timestamp),
            now() at time zone 'Europe/Brussels', interval '1 month'
          ) first
            -- so that each day is computed once, not for each deal: half of the time
          offset 0
        ) m on h.effective_on <= m.day
          and (h.until is null or h.until > m.day)
        left join lateral counted_projection(h.deal_id, 'DIRECT', null, false, false, m.day, null) j on true
    ) t
    group by t.month, t.stage
  )
select *
from shown;

comment on view analytics.monthly_status is
  'Deals by stage at the end of each month, as known today; the current month until today in Brussels.';

comment on column analytics.monthly_status.month is 'First day of the month.';
comment on column analytics.monthly_status.stage is 'Stage: stages.code.';
comment on column analytics.monthly_status.deals is 'Number of deals.';
comment on column analytics.monthly_status.jobs_low is
  'Direct jobs projected for these deals: at least. Of each deal by what was stated by the end of the month, furthest horizon, without rumours.';
comment on column analytics.monthly_status.jobs_high is
  'Direct jobs projected: at most; null where one deal has no upper limit.';
