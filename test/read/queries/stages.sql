-- dealStages
select
  (
    select
      coalesce(json_agg(q.j), '[]')
    from
      (
        select
          json_build_object('code', r1."code", 'label', (r1.label ->> viewer_language ()), 'requires', to_json(r1.requires)) as j
        from
          "deal_stage" r1
        order by
          r1.position
      ) q
  )::text as j

-- viewer
select
  json_build_object(
    'email',
    r1."email",
    'agency',
    (
      select
        json_build_object('code', r2."code")
      from
        "agency" r2
      where
        r2."id" = r1.agency_id
    )
  )::text as j
from
  (
    select
      *
    from
      "user"
    where
      id = viewer_id ()
  ) r1
