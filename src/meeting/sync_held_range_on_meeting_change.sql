create or replace function sync_held_range_on_meeting_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform sync_held_range(new.id);
  return null;
end $$;

comment on function sync_held_range_on_meeting_change() is
  'Copies a changed held_range() of a meeting to its links with deals.';

create trigger sync_held_range_on_meeting_change
  after update of status, when_from, when_to, shared, withdrawn_at on meeting
  for each row when (held_range(old.*) is distinct from held_range(new.*))
  execute function sync_held_range_on_meeting_change();
