-- A viewer sees the lines of what they could see when the summary was issued and can today: the deals (in full
-- where the line has words) and the meeting, agreement or claim itself, of a dispute both claims, of what was withdrawn the row.
-- issue_weekly_summary() adds rows, and none is changed or removed.
comment on table weekly_line is
  'Events of an issued summary and what needed attention, by weekly_event_rows() and weekly_attention().';

comment on column weekly_line.ordinal is 'Position in the summary, from 1.';
comment on column weekly_line.kind is 'Section of the summary: the kind of weekly_events(), or attention.';
comment on column weekly_line.source_id is
  'The row that it is about: a transition, meeting, agreement, claim …';
comment on column weekly_line.deal_ids is 'The deals that it is about; empty: none.';
comment on column weekly_line.words is
  'Whether it has words that only viewers with full access to its deals may see.';
comment on column weekly_line.acl is
  'Who could see it when the summary was issued; null where it is about several deals: weekly_deal_acl has the keys of each.';
comment on column weekly_line.embargo_acl is
  'Circle of the embargo that ran when the summary was issued; null: none.';
comment on column weekly_line.claim_acls is
  'Of a dispute, the access keys of both claims when the summary was issued; otherwise null.';
comment on column weekly_line.party_acls is
  'Of an agreement, the access keys of the companies among its parties when the summary was issued, by their ids; otherwise null. Their names are shown to viewers who could see them then and can today.';
comment on column weekly_line.body is
  'What it says, without words of any language but those that were stated.';

call enable_rls('weekly_line');

grant select on weekly_line to ancrage_service;

create policy viewer_sees on weekly_line for select to ancrage_service
  using (
    case
      when cardinality(deal_ids) > 1 then could_see_then_and_now(summary_id, deal_ids, words)
      else acl &&& (select viewer_acl_tokens())
    end
    and (embargo_acl is null or embargo_acl &&& (select viewer_acl_tokens()))
    and case
      when cardinality(deal_ids) <> 1 then true
      when words then (exists (select 1 from deal_identity i where i.deal_id = weekly_line.deal_ids[1]))
      else (exists (select 1 from deal d where d.id = weekly_line.deal_ids[1]))
    end
    and case
      when kind in ('meetingHeld', 'meetingComing') then (
        exists (select 1 from meeting m where m.id = weekly_line.source_id)
      )
      when kind in ('agreementSigned', 'agreementAnnounced') then (
        exists (select 1 from agreement a where a.id = weekly_line.source_id)
      )
      when kind in ('fact', 'rumour', 'denied') then (
        exists (select 1 from claim c where c.id = weekly_line.source_id)
      )
      when kind = 'dispute' then (
        could_see_entry(claim_acls, (select viewer_acl_tokens()))
          and exists (
            select 1 from claim c join claim o on o.id = c.disputes_id where c.id = weekly_line.source_id
          )
      )
      when kind = 'withdrawn'
        and words then (
          exists (
            select 1
            from withdrawal w
            where weekly_line.source_id in (
              w.deal_id, w.job_projection_id, w.claim_id, w.agreement_id, w.location_id, w.task_id,
              w.stake_id, w.meeting_id
            )
          )
        )
      else true
    end
  );
