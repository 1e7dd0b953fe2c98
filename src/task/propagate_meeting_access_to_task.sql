create or replace function propagate_meeting_access_to_task() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update task set acl = new.acl, shared = new.shared where meeting_id = new.id and deal_id is null;
  return null;
end $$;

comment on function propagate_meeting_access_to_task() is
  'Copies a changed access key of a meeting to its tasks that have no deal. Security definer: the writer may not see all of them.';

create trigger propagate_meeting_access_to_task
  after update of acl, shared on meeting
  for each row when (old.acl is distinct from new.acl or old.shared is distinct from new.shared)
  execute function propagate_meeting_access_to_task();
