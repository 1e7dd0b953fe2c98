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
              where
                r1.stage in (
                  select
                    r2."code"
                  from
                    "deal_stage" r2
                  where
                    r2."outcome" = $1::text
                )
                and r1.withdrawn_at is null
            )
          )
      )::text
  ) as "0"
from
  authenticate_token ($2) a
