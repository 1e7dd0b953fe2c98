create or replace function sync_held_range(asked uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  update meeting_deal h
  set held_range = held_range(m)
  from meeting m
  where m.id = asked and h.meeting_id = asked and h.held_range is distinct from held_range(m)
$$;

comment on function sync_held_range(uuid) is
  'Null until the meeting is locked: what two change at once, the second one finds as the first has left it.';
