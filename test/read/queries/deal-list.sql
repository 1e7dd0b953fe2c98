select
  a.*,
  (
    select
      (
        select
          json_build_object(
            'nodes',
            case
              when note_rows (
                array_agg(q.c2) filter (
                  where
                    q.n <= 50
                )
              ) then coalesce(
                json_agg(q.c1) filter (
                  where
                    q.n <= 50
                ),
                '[]'
              )
            end,
            'pageInfo',
            json_build_object(
              'hasNextPage',
              count(*) > 50,
              'endCursor',
              (
                array_agg(q.c3) filter (
                  where
                    q.n <= 50
                )
              ) [least(count(*), 50)]
            )
          )
        from
          (
            select
              json_build_object(
                'id',
                r1."id",
                'reference',
                r1."reference",
                'title',
                coalesce(r1_identity.title, r1.code_name),
                'updatedAt',
                to_char(r1."updated_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                'prospect',
                (
                  select
                    json_build_object('name', r4."name")
                  from
                    "prospect" r4
                  where
                    r4."id" = r1_identity.prospect_id
                ),
                'stage',
                (
                  select
                    json_build_object('code', r5."code", 'label', (r5.label ->> viewer_language ()))
                  from
                    "deal_stage" r5
                  where
                    r5."code" = r1.stage
                ),
                'currentProjection',
                (
                  select
                    json_build_object('low', r6."low", 'high', r6."high", 'standing', r6."standing")
                  from
                    (
                      select
                        p.*
                      from
                        counted_projection (r1.id, $3::text, $4::text, $5::boolean, false, null, null) j
                        join job_projection p on p.id = j.id
                    ) r6
                  limit
                    1
                )
              ) as c1,
              case
                when r1.confidentiality in ('RESTRICTED', 'SECRET') then r1.id::text || case
                  when not r1.full_acl &&& (
                    select
                      viewer_acl_tokens ()
                  ) then '/masked'
                  else ''
                end
              end as c2,
              translate(
                encode(
                  convert_to(
                    json_build_array(
                      'V29xETYw',
                      to_char(r1."updated_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                      (r1."id")::text
                    )::text,
                    'UTF8'
                  ),
                  'base64'
                ),
                E'\n',
                ''
              ) as c3,
              row_number() over (
                order by
                  r1."updated_at" desc,
                  r1."id" desc
              ) as n
            from
              "deal" r1
              left join deal_identity r1_identity on r1_identity.deal_id = r1.id
            where
              (
                r1.lead_agency_id = (
                  select
                    r2."id"
                  from
                    "agency" r2
                  where
                    r2."code" = $1::text
                )
                and r1.stage = (
                  select
                    r3."code"
                  from
                    "deal_stage" r3
                  where
                    r3."code" = $2::text
                )
              )
              and r1.withdrawn_at is null
            order by
              r1."updated_at" desc,
              r1."id" desc
            limit
              51
          ) q
      )::text
  ) as "0",
  current_setting('ancrage.noted_rows', true) as noted
from
  authenticate_token ($6) a
