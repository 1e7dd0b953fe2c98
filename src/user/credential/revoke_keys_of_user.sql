create or replace function revoke_keys_of_user(user_id uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update api_key k set revoked_at = now() where k.user_id = revoke_keys_of_user.user_id and k.revoked_at is null;
  update calendar_feed f set revoked_at = now()
   where f.user_id = revoke_keys_of_user.user_id and f.revoked_at is null;
  perform revoke_sql_logins(array(
    select l.id from sql_login l where l.user_id = revoke_keys_of_user.user_id and l.revoked_at is null));
end $$;

comment on function revoke_keys_of_user(uuid) is
  'Revokes the API keys, calendar feeds and SQL logins of a user: the person who made them may have been another one. Not granted to the service: functions that end a password or an identity call it.';
