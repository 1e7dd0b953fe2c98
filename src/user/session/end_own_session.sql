create or replace function end_own_session(session_id uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update session set ended_at = now() where id = session_id and user_id = viewer_id() and ended_at is null;
  return found;
end $$;

comment on function end_own_session(uuid) is
  'Ends a session of the viewer; returns false if it is not theirs or has ended. Security definer: the service cannot write session.';

grant execute on function end_own_session(uuid) to ancrage_service;
