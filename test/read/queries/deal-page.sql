select
  a.*,
  (
    select
      (
        select
          case
            when note_rows (
              array[
                case
                  when r1.confidentiality in ('RESTRICTED', 'SECRET') then r1.id::text || case
                    when not r1.full_acl &&& (
                      select
                        viewer_acl_tokens ()
                    ) then '/masked'
                    else ''
                  end
                end
              ]
            ) then json_build_object(
              'id',
              r1."id",
              'reference',
              r1."reference",
              'codeName',
              r1."code_name",
              'title',
              coalesce(r1_identity.title, r1.code_name),
              'description',
              r1_identity.description,
              'masked',
              (r1_identity.deal_id is null),
              'version',
              r1."version",
              'updatedAt',
              to_char(r1."updated_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
              'confidentiality',
              r1."confidentiality",
              'capex',
              case
                when r1."capex_low" is not null then json_build_object(
                  'low',
                  (r1."capex_low")::text,
                  'high',
                  (r1."capex_high")::text,
                  'currency',
                  r1."capex_currency",
                  'openEnded',
                  (r1."capex_high" is null)
                )
              end,
              'expectedDecision',
              case
                when r1."expected_decision_from" is not null then json_build_object(
                  'from',
                  r1."expected_decision_from",
                  'to',
                  r1."expected_decision_to",
                  'precision',
                  r1."expected_decision_precision"
                )
              end,
              'stage',
              (
                select
                  json_build_object('code', r2."code", 'label', (r2.label ->> viewer_language ()), 'probability', r2."probability")
                from
                  "deal_stage" r2
                where
                  r2."code" = r1.stage
              ),
              'leadAgency',
              (
                select
                  json_build_object('code', r3."code", 'name', r3."name")
                from
                  "agency" r3
                where
                  r3."id" = r1.lead_agency_id
              ),
              'officer',
              (
                select
                  json_build_object('name', r4."name", 'email', r4."email")
                from
                  "user" r4
                where
                  r4."id" = (
                    case
                      when r1_identity.deal_id is not null then r1.officer_id
                    end
                  )
              ),
              'prospect',
              (
                select
                  json_build_object(
                    'id',
                    r5."id",
                    'name',
                    r5."name",
                    'country',
                    r5."country",
                    'headcount',
                    r5."headcount",
                    'contacts',
                    (
                      select
                        json_build_object('nodes', coalesce(json_agg(q.c1), '[]'))
                      from
                        (
                          select
                            json_build_object('id', r6."id", 'name', r6."name", 'jobTitle', coalesce(r6_employment.job_title, r6.job_title)) as c1
                          from
                            "contact" r6
                            join employment r6_via on r6_via.contact_id = r6.id
                            and r6_via.is_main
                            left join employment r6_employment on r6_employment.contact_id = r6.id
                            and r6_employment.is_main
                          where
                            r6_via.prospect_id = r5.id
                          order by
                            fold (r6."name") asc nulls last,
                            r6."id" asc
                          limit
                            20
                        ) q
                    )
                  )
                from
                  "prospect" r5
                where
                  r5."id" = r1_identity.prospect_id
              ),
              'meetings',
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
                        'id',
                        r7."id",
                        'title',
                        r7."title",
                        'status',
                        r7."status",
                        'participants',
                        (
                          select
                            coalesce(json_agg(q.j), '[]')
                          from
                            (
                              select
                                json_build_object(
                                  'contact',
                                  (
                                    select
                                      json_build_object('name', r9."name")
                                    from
                                      "contact" r9
                                    where
                                      r9."id" = r8.contact_id
                                  ),
                                  'user',
                                  (
                                    select
                                      json_build_object('name', r10."name")
                                    from
                                      "user" r10
                                    where
                                      r10."id" = r8.user_id
                                  )
                                ) as j
                              from
                                "meeting_participant" r8
                              where
                                r8.meeting_id = r7.id
                              order by
                                r8.id
                            ) q
                        )
                      ) as c1,
                      case
                        when not 0 = any (r7.acl) then r7.id::text
                      end as c2
                    from
                      "meeting" r7
                      join meeting_deal r7_via on r7_via.meeting_id = r7.id
                    where
                      r7_via.deal_id = r1.id
                      and r7.withdrawn_at is null
                    order by
                      r7."id" desc
                    limit
                      10
                  ) q
              ),
              'transitions',
              (
                select
                  json_build_object('nodes', coalesce(json_agg(q.c1), '[]'))
                from
                  (
                    select
                      json_build_object(
                        'from',
                        (
                          select
                            json_build_object('code', r12."code")
                          from
                            "deal_stage" r12
                          where
                            r12."code" = r11.from_stage
                        ),
                        'to',
                        (
                          select
                            json_build_object('code', r13."code")
                          from
                            "deal_stage" r13
                          where
                            r13."code" = r11.to_stage
                        ),
                        'effectiveOn',
                        r11."effective_on",
                        'reason',
                        r11_words.reason
                      ) as c1
                    from
                      "transition" r11
                      left join transition_text r11_words on r11_words.transition_id = r11.id
                    where
                      r11.deal_id = r1.id
                    order by
                      r11."id" desc
                    limit
                      25
                  ) q
              ),
              'jobProjections',
              (
                select
                  json_build_object('nodes', coalesce(json_agg(q.c1), '[]'))
                from
                  (
                    select
                      json_build_object(
                        'kind',
                        r14."kind",
                        'horizon',
                        r14."horizon",
                        'low',
                        r14."low",
                        'high',
                        r14."high",
                        'standing',
                        r14."standing",
                        'statedOn',
                        r14."stated_on",
                        'wording',
                        r14_words.wording,
                        'source',
                        case
                          when r14_words."source_kind" is not null then json_build_object('name', r14_words."source_name")
                        end
                      ) as c1
                    from
                      "job_projection" r14
                      left join job_projection_text r14_words on r14_words.job_projection_id = r14.id
                    where
                      r14.deal_id = r1.id
                      and r14.withdrawn_at is null
                    order by
                      r14."id" desc
                    limit
                      25
                  ) q
              )
            )
          end
        from
          "deal" r1
          left join deal_identity r1_identity on r1_identity.deal_id = r1.id
        where
          r1.reference = $1::text
      )::text
  ) as "0",
  current_setting('ancrage.noted_rows', true) as noted
from
  authenticate_token ($2) a
