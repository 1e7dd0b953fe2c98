select
  a.*,
  (
    select
      (
        select
          json_build_object(
            'totalCount',
            (
              select
                count(*)
              from
                "deal" r1
                left join deal_identity r1_identity on r1_identity.deal_id = r1.id
              where
                (
                  not (r1."capex_low" is not null)
                  and not (
                    exists (
                      select
                        1
                      from
                        "user" r2
                      where
                        r2."id" = (
                          case
                            when r1_identity.deal_id is not null then r1.officer_id
                          end
                        )
                    )
                  )
                  and (
                    (
                      exists (
                        select
                          1
                        from
                          "prospect" r3
                        where
                          r3."id" = r1_identity.prospect_id
                      )
                    )
                    and r1_identity.prospect_id in (
                      select
                        r4."id"
                      from
                        "prospect" r4
                      where
                        r4."country" = $1::text
                    )
                  )
                )
                and r1.withdrawn_at is null
            )
          )
      )::text
  ) as "0"
from
  authenticate_token ($2) a
