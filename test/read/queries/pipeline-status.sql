-- pipelineStatus
with
  report as (
    select
      a.id as agency_id,
      $1::date as day,
      $2::timestamptz as known
    from
      agency_named ($3::text, 'agency') a (id)
  ),
  in_view as (
    select
      r1.id,
      r1.capex_low,
      r1.capex_high,
      r1.capex_currency
    from
      "deal" r1
    where
      r1.id in (
        select
          m.deal_id
        from
          deal_team m
        where
          m.agency_id = (
            select
              agency_id
            from
              report
          )
          and m.from_day <= $1::date
          and m.recorded_at <= $2::timestamptz
          and (
            m.until_day is null
            or m.until_day > $1::date
            or m.end_recorded_at > $2::timestamptz
          )
      )
  ),
  standing as (
    select distinct
      on (t.deal_id) t.deal_id,
      t.to_stage as stage,
      t.effective_on as since
    from
      transition t
      join in_view v on v.id = t.deal_id
    where
      t.effective_on <= $1::date
      and t.recorded_at <= $2::timestamptz
    order by
      t.deal_id,
      t.ordinal desc
  ),
  stated as (
    select
      j.*
    from
      job_projection j
    where
      j.kind = $4::text
      and j.stated_on <= $1::date
      and j.recorded_at <= $2::timestamptz
      and not exists (
        select
          1
        from
          job_projection r
        where
          r.replaces_id = j.id
          and r.stated_on <= $1::date
          and r.recorded_at <= $2::timestamptz
      )
  ),
  projected as (
    select distinct
      on (j.deal_id) j.deal_id,
      j.low,
      j.high
    from
      stated j
    where
      j.standing <> 'REALISED'
      and j.standing <> 'RUMOURED'
    order by
      j.deal_id,
      array_position('{INITIAL,MEDIUM_TERM,FULL}'::text[], j.horizon) desc,
      j.stated_on desc,
      j.recorded_at desc,
      j.id desc
  ),
  realised as (
    select distinct
      on (j.deal_id) j.deal_id,
      j.low,
      j.high
    from
      stated j
    where
      j.standing = 'REALISED'
    order by
      j.deal_id,
      array_position('{INITIAL,MEDIUM_TERM,FULL}'::text[], j.horizon) desc,
      j.stated_on desc,
      j.recorded_at desc,
      j.id desc
  ),
  jobs_by_stage as (
    select
      s.stage,
      count(*) as deals,
      percentile_cont(0.5) within group (
        order by
          $1::date - s.since
      ) as median_days,
      coalesce(sum(p.low), 0) as low,
      coalesce(sum(p.high), 0) as high,
      bool_or(
        p.deal_id is not null
        and p.high is null
      ) as open_ended,
      coalesce(sum(r.low), 0) as realised,
      count(*) - count(p.deal_id) as without
    from
      standing s
      left join projected p on p.deal_id = s.deal_id
      left join realised r on r.deal_id = s.deal_id
    group by
      s.stage
  ),
  capex_by_stage as (
    select
      s.stage,
      v.capex_currency as currency,
      sum(v.capex_low) as low,
      sum(v.capex_high) as high,
      bool_or(v.capex_high is null) as open_ended
    from
      standing s
      join in_view v on v.id = s.deal_id
    where
      v.capex_low is not null
    group by
      s.stage,
      v.capex_currency
  ),
  scopes as (
    select
      scope,
      code as stage,
      probability
    from
      deal_stage,
      lateral (
        values
          (code),
          ('total'),
          (
            case outcome
              when 'OPEN' then 'open'
            end
          )
      ) of (scope)
    where
      scope is not null
  ),
  figures as (
    select
      c.scope,
      coalesce(sum(b.deals), 0) as deals,
      coalesce(sum(b.low), 0) as jobs_low,
      case
        when bool_or(b.open_ended) then null
        else coalesce(sum(b.high), 0)
      end as jobs_high,
      coalesce(sum(b.low * c.probability) / 100, 0)::float8 as jobs_weighted_low,
      case
        when bool_or(b.open_ended) then null
        else coalesce(sum(b.high * c.probability) / 100, 0)::float8
      end as jobs_weighted_high,
      coalesce(sum(b.realised), 0) as jobs_realised,
      coalesce(sum(b.without), 0) as jobs_deals_without
    from
      scopes c
      left join jobs_by_stage b on b.stage = c.stage
    group by
      c.scope
  ),
  capex as (
    select
      c.scope,
      b.currency,
      sum(b.low) as low,
      case
        when bool_or(b.open_ended) then null
        else sum(b.high)
      end as high
    from
      scopes c
      join capex_by_stage b on b.stage = c.stage
    group by
      c.scope,
      b.currency
  ),
  stage_figures as (
    select
      d.code as stage,
      d.position,
      b.median_days
    from
      deal_stage d
      left join jobs_by_stage b on b.stage = d.code
  )
select
  json_build_object(
    'stages',
    (
      select
        coalesce(json_agg(q.j), '[]')
      from
        (
          select
            json_build_object(
              'stage',
              (
                select
                  json_build_object('code', r4."code")
                from
                  "deal_stage" r4
                where
                  r4."code" = r3.stage
              ),
              'figures',
              (
                select
                  json_build_object(
                    'deals',
                    r5.deals,
                    'jobs',
                    case
                      when r5."jobs_low" is not null then json_build_object(
                        'low',
                        r5."jobs_low",
                        'high',
                        r5."jobs_high",
                        'openEnded',
                        (r5."jobs_high" is null),
                        'weightedLow',
                        r5."jobs_weighted_low"
                      )
                    end
                  )
                from
                  figures r5
                where
                  r5."scope" = r3.stage
              ),
              'medianDaysInStage',
              r3.median_days,
              'deals',
              (
                select
                  json_build_object('nodes', coalesce(json_agg(q.c1), '[]'))
                from
                  (
                    select
                      json_build_object('reference', r6."reference") as c1
                    from
                      "deal" r6
                      join standing r6_via on r6_via.deal_id = r6.id
                    where
                      r6_via.stage = r3.stage
                    order by
                      r6."id" desc
                    limit
                      10
                  ) q
              )
            ) as j
          from
            stage_figures r3
          where
            true
          order by
            r3.position
        ) q
    ),
    'total',
    (
      select
        json_build_object('deals', r7.deals)
      from
        figures r7
      where
        r7."scope" = 'total'
    )
  )::text as j
from
  report r2
