create or replace function end_own_session(asked uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update session set ended_at = now() where id = asked and user_id = viewer_id() and ended_at is null;
  return found;
end $$;

comment on function end_own_session(uuid) is 'One session of whoever asks; false where there is none to end.';

grant execute on function end_own_session(uuid) to ancrage_service;
