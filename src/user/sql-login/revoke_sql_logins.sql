create or replace function revoke_sql_logins(login_ids uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  revoked_login sql_login;
begin
  for revoked_login in
    update sql_login set revoked_at = now() where id = any(login_ids) and revoked_at is null returning *
  loop
    if exists (select from pg_roles where rolname = revoked_login.login) then
      execute format('alter role %I nologin', revoked_login.login);
      perform pg_terminate_backend(pid) from pg_stat_activity where usename = revoked_login.login;
    end if;
  end loop;
end $$;

comment on function revoke_sql_logins(uuid[]) is
  'Revokes SQL logins and ends their connections, without checking the viewer. Not granted to the service: revoke_sql_login() and a trigger call it.';
