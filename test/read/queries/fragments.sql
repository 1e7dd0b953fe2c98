select
  a.*,
  (
    select
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
              json_build_object(
                '__typename',
                'Deal',
                'reference',
                r1."reference",
                'stage',
                (
                  select
                    json_build_object('code', r2."code", 'position', r2."position")
                  from
                    "deal_stage" r2
                  where
                    r2."code" = r1.stage
                ),
                'name',
                coalesce(r1_identity.title, r1.code_name),
                'again',
                coalesce(r1_identity.title, r1.code_name),
                'team',
                (
                  select
                    coalesce(json_agg(q.j), '[]')
                  from
                    (
                      select
                        json_build_object(
                          'role',
                          r3."role",
                          'agency',
                          (
                            select
                              json_build_object('code', r4."code")
                            from
                              "agency" r4
                            where
                              r4."id" = r3.agency_id
                          ),
                          'since',
                          r3."from_day"
                        ) as j
                      from
                        "deal_team" r3
                      where
                        r3.deal_id = r1.id
                        and exists (
                          select
                            1
                          from
                            deal_identity i
                          where
                            i.deal_id = r1.id
                        )
                      order by
                        r3.from_day,
                        r3.id
                    ) q
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
              end as c2
            from
              "deal" r1
              left join deal_identity r1_identity on r1_identity.deal_id = r1.id
            where
              r1.withdrawn_at is null
            order by
              r1."id" desc
            limit
              2
          ) q
      )::text
  ) as "0",
  current_setting('ancrage.noted_rows', true) as noted
from
  authenticate_token ($1) a
