select
  a.*,
  (
    select
      (
        select
          json_build_object('nodes', coalesce(json_agg(q.c1), '[]'))
        from
          (
            select
              json_build_object(
                'name',
                r1."name",
                'open',
                (
                  select
                    json_build_object(
                      'nodes',
                      case
                        when note_rows (array_agg(q.c2)) then coalesce(json_agg(q.c1), '[]')
                      end,
                      'totalCount',
                      (
                        select
                          count(*)
                        from
                          "deal" r2
                          join deal_identity r2_via on r2_via.deal_id = r2.id
                        where
                          r2_via.prospect_id = r1.id
                          and r2.stage in (
                            select
                              r3."code"
                            from
                              "deal_stage" r3
                            where
                              r3."outcome" = $1::text
                          )
                          and r2.withdrawn_at is null
                      )
                    )
                  from
                    (
                      select
                        json_build_object(
                          'reference',
                          r2."reference",
                          'transitions',
                          (
                            select
                              json_build_object('edges', coalesce(json_agg(q.c1), '[]'))
                            from
                              (
                                select
                                  json_build_object(
                                    'cursor',
                                    translate(
                                      encode(convert_to(json_build_array('k6MxQ0lm', (r4."id")::text)::text, 'UTF8'), 'base64'),
                                      E'\n',
                                      ''
                                    ),
                                    'node',
                                    json_build_object(
                                      'to',
                                      (
                                        select
                                          json_build_object('code', r5."code")
                                        from
                                          "deal_stage" r5
                                        where
                                          r5."code" = r4.to_stage
                                      )
                                    )
                                  ) as c1
                                from
                                  "transition" r4
                                where
                                  r4.deal_id = r2.id
                                  and r4."effective_on" >= $2::date
                                order by
                                  r4."id" desc
                                limit
                                  1
                              ) q
                          )
                        ) as c1,
                        case
                          when r2.confidentiality in ('RESTRICTED', 'SECRET') then r2.id::text || case
                            when not r2.full_acl &&& (
                              select
                                viewer_acl_tokens ()
                            ) then '/masked'
                            else ''
                          end
                        end as c2
                      from
                        "deal" r2
                        join deal_identity r2_via on r2_via.deal_id = r2.id
                      where
                        r2_via.prospect_id = r1.id
                        and r2.stage in (
                          select
                            r3."code"
                          from
                            "deal_stage" r3
                          where
                            r3."outcome" = $1::text
                        )
                        and r2.withdrawn_at is null
                      order by
                        r2."opened_on" desc,
                        r2."id" desc
                      limit
                        3
                    ) q
                ),
                'all',
                (
                  select
                    json_build_object(
                      'totalCount',
                      (
                        select
                          count(*)
                        from
                          "deal" r6
                          join deal_identity r6_via on r6_via.deal_id = r6.id
                        where
                          r6_via.prospect_id = r1.id
                          and r6.withdrawn_at is null
                      )
                    )
                )
              ) as c1
            from
              "prospect" r1
            where
              true
            order by
              r1."id" desc
            limit
              5
          ) q
      )::text
  ) as "0",
  current_setting('ancrage.noted_rows', true) as noted
from
  authenticate_token ($3) a
