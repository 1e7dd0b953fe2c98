create or replace function end_sessions_of_user(asked_user uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_account_owner(asked_user);
  update session set ended_at = now() where user_id = asked_user and ended_at is null;
end $$;

grant execute on function end_sessions_of_user(uuid) to ancrage_service;
