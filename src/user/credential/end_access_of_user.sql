create or replace function end_access_of_user(user_id uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update session s set ended_at = now() where s.user_id = end_access_of_user.user_id and s.ended_at is null;
  perform revoke_keys_of_user(user_id);
end $$;

comment on function end_access_of_user(uuid) is
  'Ends the sessions of a user and revokes their API keys, calendar feeds and SQL logins: the person who made them may have been another one. Not granted to the service: functions that end or replace a password call it.';
