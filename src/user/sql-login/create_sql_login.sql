create or replace function create_sql_login(
  id uuid, asked_user uuid, login text, name text, verifier text, until timestamptz
) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not viewer_is_admin() or verifier not like 'SCRAM-SHA-256$%' then
    raise exception 'an ADMIN makes logins' using errcode = 'insufficient_privilege';
  end if;
  insert into sql_login (id, user_id, login, name, created_at, expires_at) values ($1, $2, $3, $4, now(), $6);
  begin
    call grant_analyst_access();
    execute format('create role %I login nosuperuser nocreatedb nocreaterole nobypassrls noreplication inherit connection limit 3
      password %L valid until %L in role ancrage_sql', $3, $5, $6);
    -- so that the owner may end its connections
    if not (select rolsuper from pg_roles where rolname = current_user) then execute format('grant %I to current_user', $3); end if;
  exception when insufficient_privilege then
    raise exception 'the owner of the database makes no roles' using errcode = 'IN005';
  end;
  execute format('alter role %I set default_transaction_read_only = on', $3);
  execute format('alter role %I set statement_timeout = %L', $3, '60s');
  execute format('alter role %I set idle_in_transaction_session_timeout = %L', $3, '60s');
  execute format('alter role %I set search_path = analytics', $3);
  execute format('alter role %I set work_mem = %L', $3, '32MB');
  begin
    execute format('alter role %I set temp_file_limit = %L', $3, '1GB');
  exception when insufficient_privilege then null; -- takes a superuser
  end;
end $$;

comment on function create_sql_login(uuid, uuid, text, text, text, timestamptz) is
  'Makes a login for a user, as ADMIN; `verifier` is the password in the form that the server keeps it in.';

grant execute on function create_sql_login(uuid, uuid, text, text, text, timestamptz) to ancrage_service;
