import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The ground: who asks, agencies, users, sessions, the audit trail, and the tools that later tables protect themselves with. */
export class Ground0001 implements MigrationInterface {
  name = 'Ground1795219200001'

  async up(db: QueryRunner): Promise<void> {
    await db.query(foldSql)
    await db.query(viewerSql)
    await db.query(overlapSql)
    await db.query(protectSql)
    await db.query(agencySql)
    await db.query(userSql)
    await db.query(signInSql)
    await db.query(writingSql)
  }

  async down(): Promise<void> {
    throw new Error('The ground is not taken away: restore a backup instead.')
  }
}

/** Text is compared without case and accents; the wrapper pins the dictionary so that it may be indexed. */
const foldSql = `
create extension if not exists unaccent;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;

create function fold(value text) returns text
language sql immutable strict parallel safe
return lower(unaccent('unaccent', value));
`

/**
 * Who asks. Access keys are arrays of integer tokens, and a viewer has a few:
 *   0                    everybody signed in
 *   1, 2, 3              any HEAD, ANALYST or CABINET whose clearance reaches INTERNAL, RESTRICTED, SECRET
 *   16 + 4*agency + 0..3 this agency, clearance reaching OPEN .. SECRET
 *   -user                this user by name
 * A row is visible when its key and the viewer's tokens overlap: no look-up in another table.
 */
const viewerSql = `
create function viewer_tokens() returns int[] language sql stable parallel safe
  return coalesce(nullif(current_setting('ancrage.tokens', true), ''), '{}')::int[];
create function viewer_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('ancrage.user', true), '')::uuid;
create function viewer_agency() returns uuid language sql stable parallel safe
  return nullif(current_setting('ancrage.agency', true), '')::uuid;
create function viewer_language() returns text language sql stable parallel safe
  return coalesce(nullif(current_setting('ancrage.language', true), ''), 'EN');

create function level_of(confidentiality text) returns int language sql immutable parallel safe
  return array_position('{OPEN,INTERNAL,RESTRICTED,SECRET}'::text[], confidentiality) - 1;
create function agency_token(agency_serial int, level int) returns int language sql immutable parallel safe
  return 16 + 4 * agency_serial + level;
`

/**
 * A key and the viewer's tokens overlap, `&&&`. It is `&&` with another guess: where the tokens are not known yet the
 * planner thinks that `&&` lets one row in two hundred through, and joins whole tables row by row. Most viewers see most
 * rows.
 */
const overlapSql = `
create operator &&& (leftarg = anyarray, rightarg = anyarray, function = arrayoverlap, restrict = neqsel, join = neqjoinsel);
`

/** protect(table, visible): row-level security, forced; the service sees what is visible, the owner all. */
const protectSql = `
create procedure protect(name regclass, visible text, writes text default 'insert, update')
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('alter table %s force row level security', name);
  execute format('create policy owner_all on %s to current_user using (true) with check (true)', name);
  execute format('create policy viewer_sees on %s for select to ancrage_service using (%s)', name, visible);
  execute format('grant select on %s to ancrage_service', name);
  if writes like '%insert%' then
    execute format('grant insert on %s to ancrage_service', name);
    execute format('create policy viewer_adds on %s for insert to ancrage_service with check ((select viewer_id()) is not null)', name);
  end if;
  if writes like '%update%' then
    execute format('grant update on %s to ancrage_service', name);
    execute format('create policy viewer_edits on %s for update to ancrage_service using (%s) with check (true)', name, visible);
  end if;
  if writes like '%delete%' then
    execute format('grant delete on %s to ancrage_service', name);
    execute format('create policy viewer_removes on %s for delete to ancrage_service using (%s)', name, visible);
  end if;
end $$;

revoke create on schema public from public;
revoke execute on procedure protect from public;
`

/** Instants are kept to the millisecond, here and in every table, as the API shows them: what it shows, a filter finds again. */
const agencySql = `
create table agency (
  id uuid primary key,
  serial int generated always as identity unique,
  code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 60),
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('REGIONAL_AGENCY','MINISTER_CABINET','FEDERAL_OFFICE','CLUSTER','INFRASTRUCTURE_OPERATOR')),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1
);
call protect('agency', '(select viewer_id()) is not null');

-- For questions that name an agency: one that is not there is refused, with the place of the fault and its code.
create function agency_named(asked text, place text) returns uuid language plpgsql stable as $$
declare found_id uuid := (select id from agency where code = asked);
begin
  if found_id is null then
    raise exception 'no such agency' using errcode = 'IN001', detail = place, hint = 'UNKNOWN_REFERENCE';
  end if;
  return found_id;
end $$;
`

const userSql = `
create table "user" (
  id uuid primary key,
  serial int generated always as identity unique,
  agency_id uuid not null references agency,
  email text not null check (email = lower(email) and length(email) <= 254),
  name text not null check (length(name) between 1 and 200),
  role text not null check (role in ('OFFICER','HEAD','CABINET','ANALYST','ADMIN')),
  clearance text not null check (clearance in ('OPEN','INTERNAL','RESTRICTED','SECRET')),
  language text not null check (language in ('FR','NL','DE','EN')),
  active boolean not null default true,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint user_email_key unique (email)
);
create index on "user" (agency_id);
call protect('"user"', '(select viewer_id()) is not null');

create table credential (
  user_id uuid primary key references "user",
  password_hash text not null,
  updated_at timestamptz(3) not null
);
alter table credential enable row level security;
alter table credential force row level security;
create policy owner_all on credential to current_user using (true) with check (true);

create table session (
  id uuid primary key,
  user_id uuid not null references "user",
  token_hash bytea not null unique,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  ended_at timestamptz(3)
);
create index on session (user_id);
alter table session enable row level security;
alter table session force row level security;
create policy owner_all on session to current_user using (true) with check (true);
`

/** The only doors to credentials and sessions, which the service's role cannot read. */
const signInSql = `
create function tokens_of(agency_serial int, user_serial int, role text, clearance text) returns int[]
language sql immutable parallel safe
  return array[0, -user_serial]
    || (array[agency_token(agency_serial, 0), agency_token(agency_serial, 1), agency_token(agency_serial, 2),
              agency_token(agency_serial, 3)])[1:level_of(clearance) + 1]
    || case when role in ('HEAD','ANALYST','CABINET') then (array[1, 2, 3])[1:level_of(clearance)] else '{}' end;

-- Every operation begins with this: it tells the database who asks, for the rest of the transaction.
create function ask(token bytea) returns setof "user"
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
declare asker record;
begin
  select u as whole, u.id, u.agency_id, u.language, tokens_of(a.serial, u.serial, u.role, u.clearance) as tokens into asker
    from session s join "user" u on u.id = s.user_id join agency a on a.id = u.agency_id
   where s.token_hash = token and s.ended_at is null and s.expires_at > now() and u.active;
  if found then
    perform set_config('ancrage.user', asker.id::text, true), set_config('ancrage.agency', asker.agency_id::text, true),
            set_config('ancrage.language', asker.language, true), set_config('ancrage.tokens', asker.tokens::text, true);
    return next asker.whole;
  end if;
end $$;

create function find_credential(address text) returns table (user_id uuid, password_hash text)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, c.password_hash from "user" u join credential c on c.user_id = u.id
   where u.email = lower(address) and u.active
$$;

create function start_session(id uuid, user_id uuid, token_hash bytea, expires_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into session (id, user_id, token_hash, created_at, expires_at) values ($1, $2, $3, now(), $4)
$$;

create function end_session(token bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  update session set ended_at = now() where token_hash = token and ended_at is null
$$;

create function end_sessions_of(asked_user uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  update session set ended_at = now() where user_id = asked_user and ended_at is null
$$;

create function set_password(asked_user uuid, hash text) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into credential (user_id, password_hash, updated_at) values ($1, $2, now())
  on conflict (user_id) do update set password_hash = excluded.password_hash, updated_at = now()
$$;

revoke execute on all functions in schema public from public;
grant execute on all functions in schema public to ancrage_service;
alter default privileges in schema public revoke execute on functions from public;
alter default privileges in schema public grant execute on functions to ancrage_service;
`

const writingSql = `
create table audit_entry (
  id uuid primary key,
  at timestamptz(3) not null,
  user_id uuid references "user",
  verb text not null,
  subject_type text not null,
  subject_id uuid,
  subject_key text,
  before jsonb,
  after jsonb
);
create index on audit_entry (subject_id, at);
call protect('audit_entry', 'false', 'insert');

create table idempotency (
  user_id uuid not null references "user",
  key text not null check (length(key) between 1 and 200),
  verb text not null,
  digest text not null,
  result_id uuid,
  created_at timestamptz(3) not null,
  primary key (user_id, key)
);
call protect('idempotency', 'user_id = (select viewer_id())');
`
