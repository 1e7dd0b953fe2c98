create or replace function refuse_meeting_reopening() returns trigger
language plpgsql as $$
begin
  raise exception 'a meeting that is % does not become %', old.status, new.status
    using errcode = 'check_violation';
end $$;

comment on function refuse_meeting_reopening() is
  'Refuses another status for a cancelled meeting. The same rule: src/meeting/meeting-status.ts.';

create trigger refuse_meeting_reopening
  before update of status on meeting
  for each row when (old.status = 'CANCELLED' and new.status <> 'CANCELLED')
  execute function refuse_meeting_reopening();
