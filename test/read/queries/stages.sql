select
  a.*,
  (
    select
      (
        select
          coalesce(json_agg(q.j), '[]')
        from
          (
            select
              json_build_object('code', r1."code", 'label', (r1.label ->> viewer_language ()), 'requires', r1.requires) as j
            from
              "deal_stage" r1
            order by
              r1.position
          ) q
      )::text
  ) as "0",
  (
    select
      json_build_object(
        'email',
        r2."email",
        'agency',
        (
          select
            json_build_object('code', r3."code")
          from
            "agency" r3
          where
            r3."id" = r2.agency_id
        )
      )::text
    from
      (
        select
          *
        from
          "user"
        where
          id = viewer_id ()
      ) r2
  ) as "1"
from
  authenticate_token ($1) a
