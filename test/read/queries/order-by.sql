select
  a.*,
  (
    select
      (
        select
          json_build_object(
            'edges',
            case
              when note_rows (array_agg(q.c2)) then coalesce(json_agg(q.c1), '[]')
            end
          )
        from
          (
            select
              json_build_object(
                'cursor',
                translate(
                  encode(
                    convert_to(
                      json_build_array(
                        'U1gDJDNv',
                        (
                          (
                            select
                              fold (r2."name")
                            from
                              "prospect" r2
                            where
                              r2."id" = r1_identity.prospect_id
                          )
                        )::text,
                        (r1."capex_currency")::text,
                        (r1."capex_high")::text,
                        (r1."reference")::text,
                        (r1."id")::text
                      )::text,
                      'UTF8'
                    ),
                    'base64'
                  ),
                  E'\n',
                  ''
                ),
                'node',
                json_build_object('id', r1."id")
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
              and (
                (
                  (
                    $1::text is not null
                    and (
                      (
                        select
                          fold (r2."name")
                        from
                          "prospect" r2
                        where
                          r2."id" = r1_identity.prospect_id
                      ) > $1::text
                      or (
                        select
                          fold (r2."name")
                        from
                          "prospect" r2
                        where
                          r2."id" = r1_identity.prospect_id
                      ) is null
                    )
                  )
                )
                or (
                  (
                    select
                      fold (r2."name")
                    from
                      "prospect" r2
                    where
                      r2."id" = r1_identity.prospect_id
                  ) is not distinct from $1::text
                  and (
                    $2::text is not null
                    and (
                      r1."capex_currency" > $2::text
                      or r1."capex_currency" is null
                    )
                  )
                )
                or (
                  (
                    select
                      fold (r2."name")
                    from
                      "prospect" r2
                    where
                      r2."id" = r1_identity.prospect_id
                  ) is not distinct from $1::text
                  and r1."capex_currency" is not distinct from $2::text
                  and (
                    $3::numeric is not null
                    and (
                      r1."capex_high" < $3::numeric
                      or r1."capex_high" is null
                    )
                  )
                )
                or (
                  (
                    select
                      fold (r2."name")
                    from
                      "prospect" r2
                    where
                      r2."id" = r1_identity.prospect_id
                  ) is not distinct from $1::text
                  and r1."capex_currency" is not distinct from $2::text
                  and r1."capex_high" is not distinct from $3::numeric
                  and r1."reference" > $4::text
                )
                or (
                  (
                    select
                      fold (r2."name")
                    from
                      "prospect" r2
                    where
                      r2."id" = r1_identity.prospect_id
                  ) is not distinct from $1::text
                  and r1."capex_currency" is not distinct from $2::text
                  and r1."capex_high" is not distinct from $3::numeric
                  and r1."reference" = $4::text
                  and r1."id" > $5::uuid
                )
              )
            order by
              (
                select
                  fold (r2."name")
                from
                  "prospect" r2
                where
                  r2."id" = r1_identity.prospect_id
              ) asc nulls last,
              r1."capex_currency" asc nulls last,
              r1."capex_high" desc nulls last,
              r1."reference" asc,
              r1."id" asc
            limit
              10
          ) q
      )::text
  ) as "0",
  current_setting('ancrage.noted_rows', true) as noted
from
  authenticate_token ($6) a
