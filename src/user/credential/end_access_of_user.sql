create or replace function end_access_of_user(user_id uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update session s set ended_at = now() where s.user_id = end_access_of_user.user_id and s.ended_at is null;
  update api_key k set revoked_at = now() where k.user_id = end_access_of_user.user_id and k.revoked_at is null;
  update calendar_feed f set revoked_at = now()
   where f.user_id = end_access_of_user.user_id and f.revoked_at is null;
  perform revoke_sql_logins(array(
    select l.id from sql_login l where l.user_id = end_access_of_user.user_id and l.revoked_at is null));
end $$;

comment on function end_access_of_user(uuid) is
  'Ends the sessions of a user and revokes their API keys, calendar feeds and SQL logins: the person who made them may have been another one. Not granted to the service: functions that end or replace a password or an identity call it.';
