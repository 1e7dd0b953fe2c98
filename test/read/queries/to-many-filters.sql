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
              json_build_object('id', r1."id") as c1
            from
              "prospect" r1
            where
              (
                exists (
                  select
                    1
                  from
                    unnest(r1."aliases") as element
                  where
                    true
                    and starts_with(fold (element), fold ($1::text))
                )
                and (
                  exists (
                    select
                      1
                    from
                      "deal" r2
                      join deal_identity r2_via on r2_via.deal_id = r2.id
                    where
                      r2_via.prospect_id = r1.id
                      and r2.withdrawn_at is null
                      and r2.stage = (
                        select
                          r3."code"
                        from
                          "deal_stage" r3
                        where
                          r3."code" = $2::text
                      )
                  )
                  or not exists (
                    select
                      1
                    from
                      "deal" r4
                      join deal_identity r4_via on r4_via.deal_id = r4.id
                    where
                      r4_via.prospect_id = r1.id
                      and r4.withdrawn_at is null
                      and r4."confidentiality" = $3::text
                  )
                  or not exists (
                    select
                      1
                    from
                      "deal" r5
                      join deal_identity r5_via on r5_via.deal_id = r5.id
                    where
                      r5_via.prospect_id = r1.id
                      and r5.withdrawn_at is null
                      and not exists (
                        select
                          1
                        from
                          "job_projection" r6
                        where
                          r6.deal_id = r5.id
                          and r6.withdrawn_at is null
                          and r6."low" > $4::int
                      )
                  )
                )
              )
            order by
              r1."id" desc
            limit
              25
          ) q
      )::text
  ) as "0"
from
  authenticate_token ($5) a
