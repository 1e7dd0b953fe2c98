select
  a.*,
  (
    with
      report as materialized (
        select
          a.id as agency_id,
          $1::date as day,
          $2::timestamptz as known,
          to_json('DIRECT'::text) as kind,
          null::json as horizon,
          false as rumours
        from
          resolve_agency ($3::text, 'agency') a (id)
      ),
      in_view as materialized (
        select
          r1.id,
          r1.stage,
          r1.stage_since,
          r1.capex_low,
          r1.capex_high,
          r1.capex_currency
        from
          "deal" r1
        where
          (
            r1.withdrawn_at is null
            or r1.withdrawn_at > $2::timestamptz
          )
          and r1.id in (
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
            union all
            select
              m.deal_id
            from
              deal_team_correction m
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
              and m.corrected_at > $2::timestamptz
          )
      ),
      moved as materialized (
        select
          deal_id
        from
          transition
        where
          effective_on > $1::date
          or recorded_at > $2::timestamptz
        union
        select
          deal_id
        from
          transition_correction
        where
          recorded_at > $2::timestamptz
      ),
      standing as materialized (
        select
          s.deal_id,
          s.stage,
          s.since,
          case
            when k.deal_id is null then v.capex_low
            else k.low
          end as capex_low,
          case
            when k.deal_id is null then v.capex_high
            else k.high
          end as capex_high,
          case
            when k.deal_id is null then v.capex_currency
            else k.currency
          end as capex_currency
        from
          (
            select
              id as deal_id,
              stage,
              stage_since as since
            from
              in_view v
            where
              not exists (
                select
                  1
                from
                  moved m
                where
                  m.deal_id = v.id
              )
            union all
            (
              select distinct
                on (t.deal_id) t.deal_id,
                t.to_stage,
                t.effective_on
              from
                transition t
                join moved m on m.deal_id = t.deal_id
              where
                t.effective_on <= $1::date
                and t.recorded_at <= $2::timestamptz
                and not exists (
                  select
                    1
                  from
                    transition_correction c
                  where
                    c.transition_id = t.id
                    and c.recorded_at <= $2::timestamptz
                )
              order by
                t.deal_id,
                coalesce(t.place, t.ordinal) desc
            )
          ) s
          join in_view v on v.id = s.deal_id
          left join capex_known_at ($2::timestamptz) k on k.deal_id = s.deal_id
      ),
      counted as materialized (
        select distinct
          on (j.deal_id, j.is_realised) j.deal_id,
          j.is_realised as realised,
          s.stage,
          j.low,
          j.high,
          j.standing,
          j.stated_on
        from
          projections_as_of ($4::text, null, false, $1::date, $2::timestamptz) j
          join standing s on s.deal_id = j.deal_id
        order by
          j.deal_id,
          j.is_realised,
          j.precedence desc,
          j.stated_on desc,
          j.recorded_at desc,
          j.id desc
      ),
      deals_by_stage as materialized (
        select
          stage,
          count(*) as deals,
          percentile_cont(0.5) within group (
            order by
              $1::date - since
          ) as median_days
        from
          standing
        group by
          stage
      ),
      jobs_by_stage as materialized (
        select
          stage,
          count(*) filter (
            where
              not realised
          ) as deals,
          sum(low) filter (
            where
              not realised
          ) as low,
          sum(high) filter (
            where
              not realised
          ) as high,
          bool_or(high is null) filter (
            where
              not realised
          ) as open_ended,
          sum(low) filter (
            where
              realised
          ) as realised,
          sum(high) filter (
            where
              realised
          ) as realised_high,
          bool_or(high is null) filter (
            where
              realised
          ) as realised_open
        from
          counted
        group by
          stage
      ),
      capex_by_stage as materialized (
        select
          stage,
          capex_currency as currency,
          sum(capex_low) as low,
          sum(capex_high) as high,
          bool_or(capex_high is null) as open_ended
        from
          standing
        where
          capex_low is not null
        group by
          stage,
          capex_currency
      ),
      scopes as materialized (
        select
          scope,
          s.code as stage,
          p.probability
        from
          deal_stage s
          join stage_probabilities ($1::date, $2::timestamptz) p on p.code = s.code,
          lateral (
            values
              (s.code),
              ('total'),
              (
                case s.outcome
                  when 'OPEN' then 'open'
                end
              )
          ) of (scope)
        where
          scope is not null
      ),
      figures as materialized (
        select
          c.scope,
          coalesce(sum(d.deals), 0) as deals,
          coalesce(sum(j.low), 0) as jobs_low,
          case
            when bool_or(j.open_ended) then null
            else coalesce(sum(j.high), 0)
          end as jobs_high,
          coalesce(sum(j.low * c.probability) / 100, 0)::float8 as jobs_weighted_low,
          case
            when bool_or(j.open_ended) then null
            else coalesce(sum(j.high * c.probability) / 100, 0)::float8
          end as jobs_weighted_high,
          coalesce(sum(j.realised), 0) as jobs_realised,
          case
            when bool_or(j.realised_open) then null
            else coalesce(sum(j.realised_high), 0)
          end as jobs_realised_high,
          coalesce(sum(d.deals), 0) - coalesce(sum(j.deals), 0) as jobs_deals_without
        from
          scopes c
          left join deals_by_stage d on d.stage = c.stage
          left join jobs_by_stage j on j.stage = c.stage
        group by
          c.scope
      ),
      capex as materialized (
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
      stage_figures as materialized (
        select
          s.code as stage,
          s.position,
          d.median_days
        from
          deal_stage s
          left join deals_by_stage d on d.stage = s.code
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
                      json_build_object(
                        'nodes',
                        case
                          when note_rows (array_agg(q.c2)) then coalesce(json_agg(q.c1), '[]')
                        end
                      )
                    from
                      (
                        select
                          json_build_object('reference', r6."reference") as c1,
                          case
                            when r6.confidentiality in ('RESTRICTED', 'SECRET') then r6.id::text || case
                              when not r6.full_acl &&& (
                                select
                                  viewer_acl_tokens ()
                              ) then '/masked'
                              else ''
                            end
                          end as c2
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
      )::text
    from
      report r2
  ) as "0",
  current_setting('ancrage.noted_rows', true) as noted
from
  authenticate_token ($5) a
