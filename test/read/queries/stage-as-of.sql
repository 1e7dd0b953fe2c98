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
              json_build_object('reference', r1."reference") as c1,
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
            where
              (
                (
                  (
                    r1.id in (
                      select
                        unnest(
                          array(
                            select
                              w.deal_id
                            from
                              deals_of_agency (
                                (
                                  select
                                    resolve_agency ($1::text, 'deals.where.inTeam.agency')
                                ),
                                $2::date,
                                $2::date,
                                $3::timestamptz
                              ) w
                          )
                        )
                    )
                  ) is true
                )
                and not coalesce(
                  (
                    (
                      r1.id in (
                        select
                          unnest(
                            array(
                              select
                                r2.deal_id
                              from
                                stage_as_of ($4::date, $5::timestamptz) r2
                                join deal_stage r2_stage on r2_stage.code = r2.stage
                              where
                                r2_stage.outcome = $6::text
                            )
                          )
                      )
                    ) is true
                  ),
                  false
                )
                and (
                  (
                    r1.id in (
                      select
                        unnest(
                          array(
                            select
                              r3.deal_id
                            from
                              stage_as_of ($7::date, $8::timestamptz) r3
                            where
                              r3.stage = any ($9::text[])
                          )
                        )
                    )
                  ) is true
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
  authenticate_token ($10) a
