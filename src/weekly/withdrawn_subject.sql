create or replace function withdrawn_subject(kind text, subject_id uuid) returns table (
  text text, deal_ids uuid[], reason text
)
language sql stable rows 1 as $$
  select null, array[w.deal_id], w.reason
  from withdrawal w
  where withdrawn_subject.kind = 'DEAL' and w.deal_id = withdrawn_subject.subject_id
  union all
  select null, array[w.projection_deal_id], w.reason
  from withdrawal w
  where withdrawn_subject.kind = 'JOB_PROJECTION' and w.job_projection_id = withdrawn_subject.subject_id
  union all
  select coalesce(p.name, t.town || ' (' || t.country || ')'), array[t.deal_id], w.reason
  from withdrawal w join location t on t.id = w.location_id left join site p on p.id = t.site_id
  where withdrawn_subject.kind = 'LOCATION' and w.location_id = withdrawn_subject.subject_id
  union all
  select t.title, array_remove(array[t.deal_id], null), w.reason
  from withdrawal w join task t on t.id = w.task_id
  where withdrawn_subject.kind = 'TASK' and w.task_id = withdrawn_subject.subject_id
  union all
  select h.name || ' – ' || p.name, '{}', w.reason
  from withdrawal w
    join stake t on t.id = w.stake_id
    join prospect h on h.id = t.holder_id
    join prospect p on p.id = t.held_id
  where withdrawn_subject.kind = 'STAKE' and w.stake_id = withdrawn_subject.subject_id
  union all
  select
    t.statement,
    array(
      select t.deal_id
      where t.deal_id is not null
      union
      select h.deal_id
      from agreement_deal h
      where h.agreement_id = t.agreement_id
      order by 1
    ),
    w.reason
  from withdrawal w join claim t on t.id = w.claim_id
  where withdrawn_subject.kind = 'CLAIM' and w.claim_id = withdrawn_subject.subject_id
  union all
  select
    t.title,
    array(select h.deal_id from agreement_deal h where h.agreement_id = t.id order by 1),
    w.reason
  from withdrawal w join agreement t on t.id = w.agreement_id
  where withdrawn_subject.kind = 'AGREEMENT' and w.agreement_id = withdrawn_subject.subject_id
  union all
  select t.title, array(select h.deal_id from meeting_deal h where h.meeting_id = t.id order by 1), w.reason
  from withdrawal w join meeting t on t.id = w.meeting_id
  where withdrawn_subject.kind = 'MEETING' and w.meeting_id = withdrawn_subject.subject_id
$$;

comment on function withdrawn_subject(text, uuid) is
  'Returns what a row says that was withdrawn (weekly_withdrawals()), the deals that it was about, and why; a withdrawn row takes no edits. Null text for deals and statements about jobs, which have a name and numbers. No row for a viewer who does not see it in full.';

grant execute on function withdrawn_subject(text, uuid) to ancrage_service;
