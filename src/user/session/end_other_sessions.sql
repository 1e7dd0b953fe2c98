create or replace function end_other_sessions() returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare ended int;
begin
  update session set ended_at = now()
   where user_id = viewer_id() and ended_at is null and id is distinct from viewer_session();
  get diagnostics ended = row_count;
  return ended;
end $$;

comment on function end_other_sessions() is 'How many there were.';

grant execute on function end_other_sessions() to ancrage_service;
