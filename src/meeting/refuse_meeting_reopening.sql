create or replace function refuse_meeting_reopening() returns trigger
language plpgsql as $$
begin
  raise exception 'a meeting that is % does not become %', old.status, new.status using errcode = 'check_violation';
end $$;

create trigger refuse_meeting_reopening
  before update of status on meeting
  for each row when (old.status = 'CANCELLED' and new.status <> 'CANCELLED')
  execute function refuse_meeting_reopening();
