create or replace function create_sql_login(
  id uuid, user_id uuid, login text, name text, verifier text, expires_at timestamptz
) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform require_recent_proof();
  if not may_make_keys_of(user_id) or verifier not like 'SCRAM-SHA-256$%' then
    raise exception 'requires the user and a SCRAM verifier' using errcode = 'insufficient_privilege';
  end if;
  insert into sql_login (id, user_id, login, name, created_at, expires_at, verifier_digest)
  values (id, user_id, login, name, now(), expires_at, sha256(convert_to(verifier, 'UTF8')));
  begin
    call grant_analyst_access();
    execute format('create role %I login nosuperuser nocreatedb nocreaterole nobypassrls noreplication inherit
      connection limit 16 password %L valid until %L in role ancrage_sql', login, verifier, expires_at);
    -- The owner needs membership to end the connections of the role, unless it is a superuser.
    if not (select rolsuper from pg_roles where rolname = current_user) then
      execute format('grant %I to current_user', login);
    end if;
  exception when insufficient_privilege then
    raise exception 'the owner of the database may not create roles' using errcode = 'IN005';
  end;
  call apply_sql_login_settings(login);
end $$;

comment on function create_sql_login(uuid, uuid, text, text, text, timestamptz) is
  'Creates a database role with which a user reads the schema analytics. `verifier` is the SCRAM-SHA-256 verifier of its password (src/database/scram.ts). Raises insufficient_privilege unless the viewer may make logins of the user (may_make_keys_of), and IN005 if the owner of the database may not create roles. Security definer: creates the role as the owner.';

grant execute on function create_sql_login(uuid, uuid, text, text, text, timestamptz) to ancrage_service;
