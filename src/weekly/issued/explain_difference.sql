create or replace function explain_difference(kind text, id uuid, since timestamptz) returns text
language sql stable as $$
  with
    -- the row of a line, and of a dispute both claims
    line_claim as (
      select c.*
      from claim c
      where explain_difference.kind in ('fact', 'rumour', 'denied', 'dispute')
        and (
          c.id = explain_difference.id
            or explain_difference.kind = 'dispute'
            and c.id in (select o.disputes_id from claim o where o.id = explain_difference.id)
        )
    ),
    change(at, what) as (
      select t.recorded_at, 'RECORDED_LATE'
      from transition t
      where (explain_difference.kind = 'movement' and t.id = explain_difference.id)
        or (explain_difference.kind = 'deal' and t.deal_id = explain_difference.id)
      union all
      select c.recorded_at, 'CORRECTED'
      from transition_correction c
      where
        (
          explain_difference.kind = 'movement'
            and explain_difference.id in (c.transition_id, c.replaced_by_id)
        )
          or (explain_difference.kind = 'deal' and c.deal_id = explain_difference.id)
      union all
      select p.recorded_at, case when p.corrects_id is null then 'RECORDED_LATE' else 'CORRECTED' end
      from job_projection p
      where (explain_difference.kind = 'projection' and p.id = explain_difference.id)
        or (explain_difference.kind = 'deal' and p.deal_id = explain_difference.id)
      union all
      select p.recorded_at, 'CORRECTED'
      from job_projection p
      where explain_difference.kind = 'projection' and explain_difference.id in (p.replaces_id, p.corrects_id)
      union all
      select p.withdrawn_at, 'WITHDRAWN'
      from job_projection p
      where (explain_difference.kind = 'projection' and p.id = explain_difference.id)
        or (explain_difference.kind = 'deal' and p.deal_id = explain_difference.id)
      union all
      select h.recorded_at, 'RECORDED_LATE'
      from handover h
      where explain_difference.kind = 'handover' and h.id = explain_difference.id
      union all
      select c.recorded_at, 'CORRECTED'
      from handover_correction c
      where explain_difference.kind = 'handover'
        and explain_difference.id in (c.handover_id, c.replaced_by_id)
      union all
      select m.at, m.what
      from meeting t,
        lateral (
          values (t.recorded_at, 'RECORDED_LATE'), (t.known_since, 'CORRECTED'), (t.withdrawn_at, 'WITHDRAWN')
        ) m(at, what)
      where explain_difference.kind in ('meetingHeld', 'meetingComing') and t.id = explain_difference.id
      union all
      select m.known_since, 'CORRECTED'
      from meeting_participant m
      where explain_difference.kind in ('meetingHeld', 'meetingComing')
        and m.meeting_id = explain_difference.id
      union all
      select m.replaced_at, 'CORRECTED'
      from meeting_participant_history m
      where explain_difference.kind in ('meetingHeld', 'meetingComing')
        and m.meeting_id = explain_difference.id
      union all
      select m.known_since, 'CORRECTED'
      from meeting_deal m
      where explain_difference.kind in ('meetingHeld', 'meetingComing')
        and m.meeting_id = explain_difference.id
      union all
      select m.replaced_at, 'CORRECTED'
      from meeting_deal_history m
      where explain_difference.kind in ('meetingHeld', 'meetingComing')
        and m.meeting_id = explain_difference.id
      union all
      select a.at, a.what
      from agreement t,
        lateral (
          values (t.recorded_at, 'RECORDED_LATE'), (t.known_since, 'CORRECTED'), (t.withdrawn_at, 'WITHDRAWN')
        ) a(at, what)
      where explain_difference.kind in ('agreementSigned', 'agreementAnnounced')
        and t.id = explain_difference.id
      union all
      select a.known_since, 'CORRECTED'
      from agreement_party a
      where explain_difference.kind in ('agreementSigned', 'agreementAnnounced')
        and a.agreement_id = explain_difference.id
      union all
      select a.replaced_at, 'CORRECTED'
      from agreement_party_history a
      where explain_difference.kind in ('agreementSigned', 'agreementAnnounced')
        and a.agreement_id = explain_difference.id
      union all
      select a.replaced_at, 'CORRECTED'
      from agreement_deal_history a
      where explain_difference.kind in ('agreementSigned', 'agreementAnnounced')
        and a.agreement_id = explain_difference.id
      union all
      select c.at, c.what
      from line_claim t,
        lateral (
          values
            (t.recorded_at, case when t.corrects_id is null then 'RECORDED_LATE' else 'CORRECTED' end),
            (t.withdrawn_at, 'WITHDRAWN')
        ) c(at, what)
      union all
      select c.recorded_at, 'CORRECTED'
      from line_claim t join claim c on c.corrects_id = t.id
      union all
      select g.recorded_at, 'CORRECTED'
      from line_claim t
        join claim_grading g on g.claim_id = t.id
          -- the first grading is recorded with the claim
      where g.recorded_at > t.recorded_at
      union all
      select w.recorded_at, 'RECORDED_LATE'
      from withdrawal w
      where explain_difference.kind = 'withdrawn'
        and explain_difference.id in (
          w.deal_id, w.job_projection_id, w.claim_id, w.agreement_id, w.location_id, w.task_id, w.stake_id,
          w.meeting_id
        )
      union all
      select c.replaced_at, 'CORRECTED'
      from capex_history c
      where explain_difference.kind = 'deal' and c.deal_id = explain_difference.id
      union all
      select m.recorded_at, 'RECORDED_LATE'
      from deal_team m
      where explain_difference.kind = 'deal' and m.deal_id = explain_difference.id
      union all
      select m.corrected_at, 'CORRECTED'
      from deal_team_correction m
      where explain_difference.kind = 'deal' and m.deal_id = explain_difference.id
      union all
      -- a withdrawn deal takes its moves and statements with it
      select d.withdrawn_at, 'WITHDRAWN'
      from deal d
      where d.id = explain_difference.id
        or d.id in (
          select t.deal_id
          from transition t
          where explain_difference.kind = 'movement' and t.id = explain_difference.id
          union
          select p.deal_id
          from job_projection p
          where explain_difference.kind = 'projection' and p.id = explain_difference.id
        )
    )
  select c.what
  from change c
  where c.at > explain_difference.since
  order by array_position(array['WITHDRAWN', 'CORRECTED', 'RECORDED_LATE'], c.what)
  limit 1
$$;

comment on function explain_difference(text, uuid, timestamptz) is
  'Returns what changed a line of a summary (kind of weekly_events(), or deal) after an instant: WITHDRAWN, CORRECTED or RECORDED_LATE, the strongest of them; null if nothing that the viewer sees was recorded, so that the line is there or gone because of who may see it. id is the row that the line is about.';

grant execute on function explain_difference(text, uuid, timestamptz) to ancrage_service;
