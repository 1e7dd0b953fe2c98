create or replace function sync_held_range(meeting_id uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  update meeting_deal h
  set held_range = held_range(m)
  from meeting m
  where m.id = sync_held_range.meeting_id
    and h.meeting_id = sync_held_range.meeting_id
    and h.held_range is distinct from held_range(m)
$$;

comment on function sync_held_range(uuid) is
  'Copies held_range() of a meeting to its links with deals. The caller has locked the meeting, so that two writers at once leave the range of the second. Security definer: the writer may not see all deals.';
