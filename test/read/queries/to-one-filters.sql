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
              json_build_object('id', r1."id") as c1,
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
              (
                (
                  r1."capex_currency" = $1::text
                  and r1."capex_low" >= $2::numeric
                  and (
                    (
                      case
                        when r1."capex_low" is not null then (r1."capex_high" is null)
                      end
                    ) is distinct from $3::boolean
                  )
                )
                and not coalesce(
                  (
                    case
                      when r1_identity.deal_id is not null then r1.officer_id
                    end
                  ) = (
                    select
                      r2."id"
                    from
                      "user" r2
                    where
                      r2."email" = $4::text
                  ),
                  false
                )
                and r1_identity.prospect_id in (
                  select
                    r3."id"
                  from
                    "prospect" r3
                  where
                    (
                      r3."country" = any ($5::text[])
                      and strpos(fold (r3."name"), fold ($6::text)) > 0
                    )
                )
              )
              and r1.withdrawn_at is null
            order by
              r1."id" desc
            limit
              25
          ) q
      )::text
  ) as "0",
  current_setting('ancrage.noted_rows', true) as noted
from
  authenticate_token ($7) a
