select
  a.*,
  (
    select
      (
        select
          json_build_object(
            'pageInfo',
            json_build_object(
              'hasNextPage',
              count(*) > 2,
              'endCursor',
              (
                array_agg(q.c1) filter (
                  where
                    q.n <= 2
                )
              ) [least(count(*), 2)]
            )
          )
        from
          (
            select
              translate(
                encode(
                  convert_to(json_build_array('suUG1iSD', (r1."code")::text, (r1."id")::text)::text, 'UTF8'),
                  'base64'
                ),
                E'\n',
                ''
              ) as c1,
              row_number() over (
                order by
                  r1."code" asc,
                  r1."id" asc
              ) as n
            from
              "agency" r1
            where
              true
            order by
              r1."code" asc,
              r1."id" asc
            limit
              3
          ) q
      )::text
  ) as "0"
from
  authenticate_token ($1) a
