create or replace function revoke_sql_login(login_id uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not may_revoke_keys_of((select l.user_id from sql_login l where l.id = login_id)) then
    raise exception 'the login belongs to another user' using errcode = 'insufficient_privilege';
  end if;
  perform revoke_sql_logins(array[login_id]);
end $$;

comment on function revoke_sql_login(uuid) is
  'Revokes an SQL login and ends its connections. Raises insufficient_privilege unless the viewer may revoke logins of the user (may_revoke_keys_of). Security definer: alters the role as the owner.';

grant execute on function revoke_sql_login(uuid) to ancrage_service;
