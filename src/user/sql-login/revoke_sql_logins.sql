create or replace function revoke_sql_logins(ids uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare l sql_login;
begin
  for l in update sql_login set revoked_at = now() where id = any(ids) and revoked_at is null returning * loop
    if exists (select from pg_roles where rolname = l.login) then
      execute format('alter role %I nologin', l.login);
      perform pg_terminate_backend(pid) from pg_stat_activity where usename = l.login;
    end if;
  end loop;
end $$;
