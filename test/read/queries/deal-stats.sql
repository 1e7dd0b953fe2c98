select
  a.*,
  (
    with
      in_view as (
        select
          r1.id,
          r1.stage,
          r1.stage_since,
          r1.capex_low,
          r1.capex_high,
          r1.capex_currency,
          date_trunc('MONTH', r1.opened_on::timestamp)::date::text as k3
        from
          "deal" r1
        where
          (
            r1.withdrawn_at is null
            or r1.withdrawn_at > $2::timestamptz
          )
          and (
            r1.id in (
              select
                unnest(
                  array(
                    select
                      r2.id
                    from
                      "deal" r2
                      left join deals_replaced_as_of (null, 'infinity'::timestamptz) r2_described on r2_described.deal_id = r2.id
                    where
                      (
                        case
                          when r2_described.deal_id is null then r2.activity
                          else r2_described.activity
                        end
                      ) = $3::text
                  )
                )
            )
          ) is true
      ),
      moved as (
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
      standing as (
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
      counted as (
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
      jobs as (
        select
          deal_id,
          max(low) filter (
            where
              not realised
          ) as low,
          max(high) filter (
            where
              not realised
          ) as high,
          max(low) filter (
            where
              realised
          ) as realised,
          max(high) filter (
            where
              realised
          ) as realised_high,
          max(standing) filter (
            where
              not realised
          ) as standing,
          max(stated_on) filter (
            where
              not realised
          ) as stated_on
        from
          counted
        group by
          deal_id
      ),
      rate_used as (
        select
          null::uuid as id
        where
          false
      ),
      base as (
        select
          v.id,
          $1::date - s.since as days,
          w.probability,
          j.low,
          j.high,
          j.realised,
          j.realised_high,
          s.capex_low as capex_low,
          s.capex_high as capex_high,
          s.capex_currency,
          s.stage as k1,
          v.k3
        from
          standing s
          join in_view v on v.id = s.deal_id
          join deal_stage g on g.code = s.stage
          join stage_probabilities ($1::date, $2::timestamptz) w on w.code = s.stage
          left join jobs j on j.deal_id = s.deal_id
      ),
      of_k2 as (
        select distinct
          b.id,
          m.agency_id::text as key
        from
          base b
          join (
            select
              m.deal_id,
              m.agency_id
            from
              deal_team m
            where
              m.from_day <= $1::date
              and m.recorded_at <= $2::timestamptz
              and (
                m.until_day is null
                or m.until_day > $1::date
                or m.end_recorded_at > $2::timestamptz
              )
            union all
            select
              m.deal_id,
              m.agency_id
            from
              deal_team_correction m
            where
              m.from_day <= $1::date
              and m.recorded_at <= $2::timestamptz
              and (
                m.until_day is null
                or m.until_day > $1::date
                or m.end_recorded_at > $2::timestamptz
              )
              and m.corrected_at > $2::timestamptz
          ) m on m.deal_id = b.id
      ),
      member as (
        select
          b.*,
          coalesce(b.k1, '') as ck1,
          coalesce(of_k2.key, '') as ck2,
          coalesce(b.k3, '') as ck3,
          count(*) over (
            partition by
              b.id
          ) > 1 as is_shared
        from
          base b
          left join of_k2 on of_k2.id = b.id
      ),
      cell as (
        select
          ck1,
          ck2,
          ck3,
          count(*) as n0,
          false as o0,
          case
            when coalesce(
              bool_or(
                t.low is not null
                and t.high is null
              ),
              false
            ) then null
            else case
              when count(*) = 0 then 0
              else sum(t.high)
            end
          end as n1,
          coalesce(
            bool_or(
              t.low is not null
              and t.high is null
            ),
            false
          ) as o1,
          count(*) filter (
            where
              is_shared
          ) as shared
        from
          member t
        group by
          ck1,
          ck2,
          ck3
      ),
      cell_2 as (
        select
          ck1,
          ck2,
          ck3,
          jsonb_agg(
            jsonb_build_object('measure', 'CAPEX_LOW', 'number', n0, 'openEnded', o0, 'currency', currency)
            order by
              currency
          ) as found
        from
          (
            select
              ck1,
              ck2,
              ck3,
              case
                when count(*) = 0 then 0
                else sum(t.capex_low)
              end as n0,
              false as o0,
              t.capex_currency as currency
            from
              member t
            group by
              ck1,
              ck2,
              ck3,
              t.capex_currency
          ) q
        where
          currency is not null
        group by
          ck1,
          ck2,
          ck3
      ),
      whole as (
        select
          count(*) as n0,
          false as o0,
          case
            when coalesce(
              bool_or(
                t.low is not null
                and t.high is null
              ),
              false
            ) then null
            else case
              when count(*) = 0 then 0
              else sum(t.high)
            end
          end as n1,
          coalesce(
            bool_or(
              t.low is not null
              and t.high is null
            ),
            false
          ) as o1,
          count(*) filter (
            where
              false
          ) as shared
        from
          base t
      ),
      whole_2 as (
        select
          jsonb_agg(
            jsonb_build_object('measure', 'CAPEX_LOW', 'number', n0, 'openEnded', o0, 'currency', currency)
            order by
              currency
          ) as found
        from
          (
            select
              case
                when count(*) = 0 then 0
                else sum(t.capex_low)
              end as n0,
              false as o0,
              t.capex_currency as currency
            from
              base t
            group by
              t.capex_currency
          ) q
        where
          currency is not null
      ),
      total as (
        select
          jsonb_build_array(jsonb_build_object('measure', 'DEALS', 'number', whole.n0, 'openEnded', whole.o0, 'currency', null)) || jsonb_build_array(
            jsonb_build_object('measure', 'JOBS_HIGH', 'number', whole.n1, 'openEnded', whole.o1, 'currency', null)
          ) || coalesce(whole_2.found, '[]') as total
        from
          whole
          cross join whole_2
      ),
      named as (
        select
          row_number() over (
            order by
              cell.ck1 = '',
              name_k1.place,
              name_k1.label,
              cell.ck1,
              cell.ck2 = '',
              name_k2.place,
              name_k2.label,
              cell.ck2,
              cell.ck3 = '',
              cell.ck3
          ) as ordinal,
          jsonb_build_array(
            jsonb_build_object(
              'dimension',
              'STAGE',
              'value',
              coalesce(name_k1.value, nullif(cell.ck1, '')),
              'label',
              coalesce(name_k1.label, nullif(cell.ck1, ''), ($6::jsonb ->> viewer_language ()))
            ),
            jsonb_build_object(
              'dimension',
              'TEAM_AGENCY',
              'value',
              coalesce(name_k2.value, nullif(cell.ck2, '')),
              'label',
              coalesce(name_k2.label, nullif(cell.ck2, ''), ($6::jsonb ->> viewer_language ()))
            ),
            jsonb_build_object(
              'dimension',
              'OPENED_MONTH',
              'value',
              to_char(nullif(cell.ck3, '')::date, 'YYYY-MM'),
              'label',
              coalesce(
                replace(
                  $7::jsonb -> viewer_language () ->> to_char(nullif(cell.ck3, '')::date, 'MM'),
                  '2000',
                  to_char(nullif(cell.ck3, '')::date, 'YYYY')
                ),
                ($6::jsonb ->> viewer_language ())
              )
            )
          ) as "by",
          jsonb_build_array(jsonb_build_object('measure', 'DEALS', 'number', cell.n0, 'openEnded', cell.o0, 'currency', null)) || jsonb_build_array(
            jsonb_build_object('measure', 'JOBS_HIGH', 'number', cell.n1, 'openEnded', cell.o1, 'currency', null)
          ) || coalesce(cell_2.found, '[]') as "values",
          (
            select
              total
            from
              total
          ) as total,
          jsonb_build_object(
            'and',
            jsonb_build_array(
              jsonb_build_object('asKnown', jsonb_build_object('on', to_jsonb(($1::date)::text)) || $5::jsonb),
              case
                when cell.ck1 = '' then jsonb_build_object('stage', jsonb_build_object('isNull', to_jsonb(true)))
                else jsonb_build_object(
                  'stageAsOf',
                  jsonb_build_object('on', to_jsonb(($1::date)::text), 'stage', jsonb_build_object('eq', to_jsonb(cell.ck1)))
                )
              end,
              case
                when cell.ck2 = '' then jsonb_build_object(
                  'not',
                  jsonb_build_object(
                    'or',
                    to_jsonb(
                      (
                        select
                          jsonb_agg(
                            jsonb_build_object('inTeam', jsonb_build_object('agency', to_jsonb(code), 'on', to_jsonb(($1::date)::text)))
                          )
                        from
                          agency
                      )
                    )
                  )
                )
                else jsonb_build_object('inTeam', jsonb_build_object('agency', to_jsonb(name_k2.value), 'on', to_jsonb(($1::date)::text)))
              end,
              case
                when cell.ck3 = '' then jsonb_build_object('openedOn', jsonb_build_object('isNull', to_jsonb(true)))
                else jsonb_build_object(
                  'openedOn',
                  jsonb_build_object(
                    'gte',
                    to_jsonb(cell.ck3::date::text),
                    'lte',
                    to_jsonb((cell.ck3::date + interval '1 month' - interval '1 day')::date::text)
                  )
                )
              end
            )
          ) as "where",
          to_json('{TEAM_AGENCY}'::text[]) as overlapping,
          cell.shared,
          to_json('DIRECT'::text) as "kind",
          null::json as "horizon",
          false as "rumours"
        from
          cell
          left join cell_2 using (ck1, ck2, ck3)
          left join (
            select
              code as key,
              code as value,
              label ->> viewer_language () as label,
              position as place
            from
              deal_stage
          ) name_k1 on name_k1.key = cell.ck1
          left join (
            select
              id::text as key,
              code as value,
              name as label,
              0 as place
            from
              agency
          ) name_k2 on name_k2.key = cell.ck2
        where
          check_cell_count (
            (
              select
                count(*)
              from
                cell
            ),
            10000
          )
      )
    select
      (
        select
          coalesce(json_agg(q.j), '[]')
        from
          (
            select
              json_build_object(
                'by',
                (
                  select
                    coalesce(json_agg(q.j), '[]')
                  from
                    (
                      select
                        json_build_object('value', (r4.found ->> 'value'), 'label', (r4.found ->> 'label')) as j
                      from
                        (
                          select
                            found,
                            place
                          from
                            jsonb_array_elements(r3."by") with ordinality as e (found, place)
                        ) r4
                      where
                        true
                      order by
                        r4.place
                    ) q
                ),
                'values',
                (
                  select
                    coalesce(json_agg(q.j), '[]')
                  from
                    (
                      select
                        json_build_object('number', (r5.found ->> 'number')::float8, 'currency', (r5.found ->> 'currency')) as j
                      from
                        (
                          select
                            found,
                            place
                          from
                            jsonb_array_elements(r3."values") with ordinality as e (found, place)
                        ) r5
                      where
                        true
                      order by
                        r5.place
                    ) q
                ),
                'total',
                (
                  select
                    coalesce(json_agg(q.j), '[]')
                  from
                    (
                      select
                        json_build_object('number', (r6.found ->> 'number')::float8) as j
                      from
                        (
                          select
                            found,
                            place
                          from
                            jsonb_array_elements(r3."total") with ordinality as e (found, place)
                        ) r6
                      where
                        true
                      order by
                        r6.place
                    ) q
                ),
                'where',
                r3."where"
              ) as j
            from
              named r3
            order by
              r3.ordinal
          ) q
      )::text
  ) as "0"
from
  authenticate_token ($8) a
