create or replace function end_other_sessions() returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  session_count int;
begin
  update session set ended_at = now()
   where user_id = viewer_id() and ended_at is null and id is distinct from viewer_session();
  get diagnostics session_count = row_count;
  return session_count;
end $$;

comment on function end_other_sessions() is
  'Ends the sessions of the viewer but for the current one, and returns how many there were. Security definer: the service cannot write session.';

grant execute on function end_other_sessions() to ancrage_service;
