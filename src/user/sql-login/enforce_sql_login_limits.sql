create or replace function enforce_sql_login_limits(secret bytea, max_memory bigint) returns table (
  login text, fault text
)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  stored record;
  is_superuser constant boolean := (select rolsuper from pg_roles where rolname = current_user);
begin
  perform check_service_secret(secret);
  -- Settings that a login has stored for its later sessions (alter role … set), for one database or for all.
  for stored in
    select l.login as role_name, d.datname as database_name
      from sql_login l
      join pg_roles r on r.rolname = l.login
      left join pg_db_role_setting s on s.setrole = r.oid
      left join pg_database d on d.oid = s.setdatabase
     where l.revoked_at is null
       and (s.setdatabase is null
         or s.setdatabase <> 0
         or not s.setconfig <@ array['default_transaction_read_only=on', 'statement_timeout=60s',
              'idle_in_transaction_session_timeout=60s', 'search_path=analytics', 'work_mem=32MB',
              'temp_file_limit=1GB', 'TimeZone=Europe/Brussels']
         or not s.setconfig @> array['default_transaction_read_only=on', 'statement_timeout=60s',
              'idle_in_transaction_session_timeout=60s', 'search_path=analytics', 'work_mem=32MB', 'TimeZone=Europe/Brussels'])
  loop
    if stored.database_name is null then
      execute format('alter role %I reset all', stored.role_name);
      call apply_sql_login_settings(stored.role_name);
    else
      execute format('alter role %I in database %I reset all', stored.role_name, stored.database_name);
    end if;
    perform pg_terminate_backend(pid) from pg_stat_activity where usename = stored.role_name;
    login := stored.role_name;
    fault := 'SETTINGS';
    return next;
  end loop;

  -- A login that has set another password is revoked: the one that was handed over is not stored anywhere.
  if is_superuser then
    for stored in execute
      $query$
        select l.id, l.login as role_name
        from sql_login l join pg_authid a on a.rolname = l.login
        where l.revoked_at is null and l.verifier_digest is not null
          and sha256(convert_to(coalesce(a.rolpassword, ''), 'UTF8')) <> l.verifier_digest
      $query$
    loop
      perform revoke_sql_logins(array[stored.id]);
      login := stored.role_name;
      fault := 'PASSWORD';
      return next;
    end loop;
  end if;

  for stored in
    select a.pid, a.usename as role_name
      from pg_stat_activity a join sql_login l on l.login = a.usename
     where a.backend_type = 'client backend' and backend_memory(a.pid) > max_memory
  loop
    perform pg_terminate_backend(stored.pid);
    login := stored.role_name;
    fault := 'MEMORY';
    return next;
  end loop;
end $$;

comment on function enforce_sql_login_limits(bytea, bigint) is
  'Undoes settings that SQL logins have stored for later sessions and ends their sessions, revokes logins that have changed their password, ends sessions that use more memory than this many bytes, and returns what it found. Passwords and memory are checked only if the owner of the database is a superuser, memory only on Linux. Raises insufficient_privilege without the secret of a service process. Security definer: the service may not alter roles and end sessions of others.';

grant execute on function enforce_sql_login_limits(bytea, bigint) to ancrage_service;
