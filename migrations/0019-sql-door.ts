import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Logins with which an analyst asks PostgreSQL itself: made and revoked by an ADMIN, each reading as its user. */
export class SqlDoor0019 implements MigrationInterface {
  name = 'SqlDoor1795219200019'

  async up(db: QueryRunner): Promise<void> {
    await db.query(loginSql)
    await db.query(viewerSql)
    await db.query(roleSql)
    await db.query(endSql)
    await db.query(closedSql)
  }

  async down(): Promise<void> {
    throw new Error('Logins are not taken away: restore a backup instead.')
  }
}

const loginSql = `
create table sql_login (
  id uuid primary key,
  user_id uuid not null references "user",
  login text not null unique check (login ~ '^ancrage_sql_[a-z0-9]{12}$'),
  name text not null check (length(name) between 1 and 200),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3)
);
create index on sql_login (user_id);
call protect('sql_login', 'user_id = (select viewer_id()) or (select viewer_is_admin())', '');
create policy admin_sees_sql_logins on audit_entry for select to ancrage_service
  using (subject_type = 'SqlLogin' and (select viewer_is_admin()));

-- Whom the login of this connection reads as, at this moment; nobody, once it expired or was revoked, or its user left.
-- The session's own name decides: no SET and no function changes that.
create function sql_door() returns table (id uuid, agency_id uuid, tokens int[])
language sql stable rows 1 security definer set search_path = public, pg_temp as $$
  select u.id, u.agency_id, tokens_of(a.serial, u.serial, u.role, u.clearance)
    from sql_login l join "user" u on u.id = l.user_id join agency a on a.id = u.agency_id
   where l.login = session_user and l.revoked_at is null and l.expires_at > clock_timestamp() and u.active and a.active
$$;
revoke execute on function sql_door from public, ancrage_service;
`

/** Plans are not shown while these run (debug_print_plan): the key of the seal stands in them. */
const sealed = 'set search_path = public, pg_temp set debug_print_plan = off'

/** As before; but what a SQL login says of itself counts for nothing. */
const viewerFunction = (name: string, type: string, setting: string, door: string, otherwise: string) => `
create or replace function ${name}() returns ${type}
language plpgsql stable parallel safe security definer ${sealed} as $$
begin
  if starts_with(session_user, 'ancrage_sql_') then return coalesce((select ${door} from sql_door()), ${otherwise}); end if;
  return case when is_sealed() then coalesce(nullif(current_setting('${setting}', true), ''), ${otherwise}) else ${otherwise} end;
end $$;
`

const viewerSql = [
  viewerFunction('viewer_tokens', 'int[]', 'ancrage.tokens', 'tokens', `'{}'`),
  viewerFunction('viewer_id', 'uuid', 'ancrage.user', 'id', 'null'),
  viewerFunction('viewer_agency', 'uuid', 'ancrage.agency', 'agency_id', 'null'),
  viewerFunction('viewer_session', 'uuid', 'ancrage.session', 'null::uuid', 'null'),
].join('')

/**
 * The role of each login belongs to ancrage_sql, to which the views are granted. It reads the tables behind them too,
 * under their policies, but cannot name them: the schema public is closed to it.
 */
const roleSql = `
create procedure open_sql_door() language plpgsql set search_path = public, pg_temp as $$
declare
  f text;
begin
  begin
    create role ancrage_sql nologin nosuperuser nocreatedb nocreaterole nobypassrls;
  exception when duplicate_object or unique_violation then null;
  end;
  grant usage on schema analytics to ancrage_sql;
  grant select on all tables in schema analytics to ancrage_sql;
  execute (select format('grant select on %s to ancrage_sql', string_agg(distinct format('%s', d.refobjid::regclass), ', '))
             from pg_class v join pg_rewrite r on r.ev_class = v.oid
             join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
             join pg_class t on t.oid = d.refobjid and t.relkind = 'r'
            where v.relnamespace = 'analytics'::regnamespace);
  -- what the policies ask, and what the views are written with
  foreach f in array '{viewer_tokens(),viewer_id(),viewer_agency(),sees_every_deal_of_meeting(uuid),sees_every_deal_of_agreement(uuid),agreement_has_deal(uuid),agency_of(uuid)}'::text[] loop
    execute format('grant execute on function %s to ancrage_sql', f);
  end loop;
end $$;

-- Makes a login for a user, as ADMIN; \`verifier\` is the password in the form that the server keeps it in.
create function create_sql_login(id uuid, asked_user uuid, login text, name text, verifier text, until timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not viewer_is_admin() or verifier not like 'SCRAM-SHA-256$%' then
    raise exception 'an ADMIN makes logins' using errcode = 'insufficient_privilege';
  end if;
  insert into sql_login (id, user_id, login, name, created_at, expires_at) values ($1, $2, $3, $4, now(), $6);
  begin
    call open_sql_door();
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
`

const endSql = `
create function end_sql_logins(ids uuid[]) returns void
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
revoke execute on function end_sql_logins from public, ancrage_service;

create function revoke_sql_login(asked uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not viewer_is_admin() then raise exception 'an ADMIN revokes logins' using errcode = 'insufficient_privilege'; end if;
  perform end_sql_logins(array[asked]);
end $$;

create function sql_logins_end() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform end_sql_logins(array(select l.id from sql_login l join "user" u on u.id = l.user_id
    where case tg_table_name when 'user' then u.id else u.agency_id end = new.id));
  return null;
end $$;
create trigger sql_logins_end after update of active on "user" for each row
  when (old.active and not new.active) execute function sql_logins_end();
create trigger sql_logins_end after update of active on agency for each row
  when (old.active and not new.active) execute function sql_logins_end();

-- A login may lift its own time limits: so whoever runs longer is stopped from outside. Gives how many there were.
create function end_long_sql(longest interval) returns int
language sql security definer set search_path = public, pg_temp as $$
  select count(case state when 'active' then pg_cancel_backend(pid) else pg_terminate_backend(pid) end)::int
    from pg_stat_activity
   where usename in (select login from sql_login) and backend_type = 'client backend'
     and (state = 'active' and query_start < clock_timestamp() - longest
          or state like 'idle in transaction%' and state_change < clock_timestamp() - longest
          or state_change < clock_timestamp() - interval '1 day')
$$;
`

/** What every role of the server has unless it is taken from it. Some of it only a superuser takes away. */
const closedSql = `
grant usage on schema public to ancrage_service;
revoke usage on schema public from public;
do $$
declare f record;
begin
  for f in select oid::regprocedure as name from pg_proc where pronamespace = 'pg_catalog'::regnamespace
            and (proname like 'pg\\_%advisory%' or proname in ('lo_create','lo_creat','lo_from_bytea','lo_open','lo_put','lo_unlink','lowrite','lo_truncate','lo_truncate64'))
  loop
    execute format('grant execute on function %s to ancrage_service', f.name);
    execute format('revoke execute on function %s from public', f.name);
  end loop;
exception when insufficient_privilege then
  raise notice 'advisory locks and large objects stay open to every login of this server';
end $$;
`
