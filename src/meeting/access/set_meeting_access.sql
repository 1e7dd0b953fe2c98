create or replace function set_meeting_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.acl := unlinked_meeting_acl(new);
  return new;
end $$;

comment on function set_meeting_access() is
  'Sets the access key of a new meeting, which has no deal yet, by unlinked_meeting_acl().';

create trigger set_meeting_access before insert on meeting for each row execute function set_meeting_access();
