create or replace function set_access_from_meeting() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select acl, shared into new.acl, new.shared from meeting where id = new.meeting_id for share;
  return new;
end $$;

comment on function set_access_from_meeting() is
  'Copies the access key of the meeting to a new participant, and locks the meeting until commit, so that a change of its key cannot miss the participant.';

create trigger set_access_from_meeting
  before insert on meeting_participant for each row execute function set_access_from_meeting();
