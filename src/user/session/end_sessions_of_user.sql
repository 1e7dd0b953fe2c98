create or replace function end_sessions_of_user(user_id uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  select check_account_owner(user_id);
  update session s
  set ended_at = now()
  where s.user_id = end_sessions_of_user.user_id and s.ended_at is null
$$;

comment on function end_sessions_of_user(uuid) is
  'Ends every session of a user. Raises insufficient_privilege unless the viewer is this user or an ADMIN of their agency. Security definer: the service cannot write session.';

grant execute on function end_sessions_of_user(uuid) to ancrage_service;
