create or replace function propagate_meeting_access_to_participant() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update meeting_participant set acl = new.acl, shared = new.shared where meeting_id = new.id;
  return null;
end $$;

comment on function propagate_meeting_access_to_participant() is
  'Copies a changed access key of a meeting to its participants. Security definer: the writer may not see the meeting any more.';

create trigger propagate_meeting_access_to_participant
  after update of acl, shared on meeting
  for each row when (old.acl is distinct from new.acl or old.shared is distinct from new.shared)
  execute function propagate_meeting_access_to_participant();
