import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Signing in: sessions that one sees and ends, API keys, tries that slow down, what a viewer may spend, the last ADMIN. */
export class SignIn0007 implements MigrationInterface {
  name = 'SignIn1795219200007'

  async up(db: QueryRunner): Promise<void> {
    await db.query(agencySql)
    await db.query(sessionSql)
    await db.query(keySql)
    await db.query(askSql)
    await db.query(useSql)
    await db.query(trySql)
    await db.query(identitySql)
    await db.query(adminSql)
  }

  async down(): Promise<void> {
    throw new Error('Sign-ins are not taken away: restore a backup instead.')
  }
}

const agencySql = `
alter table agency add column active boolean not null default true;

create function viewer_session() returns uuid language sql stable parallel safe
  return nullif(current_setting('ancrage.session', true), '')::uuid;
create function viewer_is_admin() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select role = 'ADMIN' from "user" where id = viewer_id()), false)
$$;

-- A table that the service reaches through functions only.
create procedure close_to_service(name regclass)
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('alter table %s force row level security', name);
  execute format('create policy owner_all on %s to current_user using (true) with check (true)', name);
end $$;
revoke execute on procedure close_to_service from public, ancrage_service;
`

const sessionSql = `
alter table session
  add column last_seen_at timestamptz(3) not null default now(),
  -- how long it lives without being used
  add column idle interval not null default '12 hours' check (idle > '0'),
  add column address inet,
  add column user_agent text check (length(user_agent) <= 300);
create index on session (user_id, address);

-- The sessions of whoever asks that still work; the token is nobody's business.
create view open_session with (security_barrier) as
select id, user_id, created_at as started_at, last_seen_at, expires_at, host(address) as address, user_agent,
       id = viewer_session() as current
  from session
 where user_id = (select viewer_id()) and ended_at is null and expires_at > now() and last_seen_at + idle > now();
grant select on open_session to ancrage_service;

drop function start_session(uuid, uuid, bytea, timestamptz);
create function start_session(id uuid, user_id uuid, token_hash bytea, expires_at timestamptz,
                              idle interval default '12 hours', address text default null, user_agent text default null)
returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into session (id, user_id, token_hash, created_at, expires_at, idle, address, user_agent)
  values ($1, $2, $3, now(), $4, $5, $6::inet, left($7, 300))
  on conflict (token_hash) do nothing
$$;

-- Another token for the session that asks; the one it had stops working.
create function renew_session(token bytea) returns table (id uuid, expires_at timestamptz)
language sql security definer set search_path = public, pg_temp as $$
  update session set token_hash = token, last_seen_at = now() where session.id = viewer_session()
  returning session.id, session.expires_at
$$;

-- One session of whoever asks; false where there is none to end.
create function end_own_session(asked uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update session set ended_at = now() where id = asked and user_id = viewer_id() and ended_at is null;
  return found;
end $$;

-- How many there were.
create function end_other_sessions() returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare ended int;
begin
  update session set ended_at = now()
   where user_id = viewer_id() and ended_at is null and id is distinct from viewer_session();
  get diagnostics ended = row_count;
  return ended;
end $$;
`

const keySql = `
create table api_key (
  id uuid primary key,
  user_id uuid not null references "user",
  name text not null check (length(name) between 1 and 200),
  prefix text not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null check (expires_at <= created_at + interval '2 years 1 day'),
  last_used_at timestamptz(3),
  revoked_at timestamptz(3)
);
create index on api_key (user_id);
call protect('api_key', 'user_id = (select viewer_id()) or (select viewer_is_admin())', 'insert');
create policy viewer_edits on api_key for update to ancrage_service
  using (user_id = (select viewer_id()) or (select viewer_is_admin())) with check (true);
grant update (revoked_at) on api_key to ancrage_service;

create table api_key_secret (
  key_id uuid primary key references api_key,
  token_hash bytea not null unique
);
call close_to_service('api_key_secret');

create function set_api_key(key_id uuid, token_hash bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into api_key_secret (key_id, token_hash) values ($1, $2)
$$;
`

/** As before, and: idle sessions, agencies that are not active, API keys. */
const askSql = `
drop function ask(bytea);
create function ask(token bytea)
returns table (id uuid, agency_id uuid, role text, clearance text, language text, reads_only boolean)
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
declare asker record;
begin
  select u.id, u.agency_id, u.role, u.clearance, u.language, s.id as session_id, false as reads_only,
         tokens_of(a.serial, u.serial, u.role, u.clearance) as tokens into asker
    from session s join "user" u on u.id = s.user_id join agency a on a.id = u.agency_id
   where s.token_hash = token and s.ended_at is null and s.expires_at > now() and s.last_seen_at + s.idle > now()
     and u.active and a.active;
  if not found then
    select u.id, u.agency_id, u.role, u.clearance, u.language, null::uuid as session_id, true as reads_only,
           tokens_of(a.serial, u.serial, u.role, u.clearance) as tokens into asker
      from api_key_secret x join api_key k on k.id = x.key_id
      join "user" u on u.id = k.user_id join agency a on a.id = u.agency_id
     where x.token_hash = token and k.revoked_at is null and k.expires_at > now() and u.active and a.active;
  end if;
  if found then
    perform set_config('ancrage.user', asker.id::text, true), set_config('ancrage.agency', asker.agency_id::text, true),
            set_config('ancrage.language', asker.language, true), set_config('ancrage.tokens', asker.tokens::text, true),
            set_config('ancrage.session', coalesce(asker.session_id::text, ''), true);
    id := asker.id; agency_id := asker.agency_id; role := asker.role; clearance := asker.clearance;
    language := asker.language; reads_only := asker.reads_only;
    return next;
  end if;
end $$;
`

/** What is noted of use, now and then and for many at once, never while somebody waits for an answer. */
const useSql = `
create function note_use(tokens bytea[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  update session set last_seen_at = now() where id in (
    select s.id from session s
     where s.token_hash = any(tokens) and s.last_seen_at < now() - interval '1 minute' for no key update skip locked);
  update api_key set last_used_at = now() where id in (
    select k.id from api_key k join api_key_secret x on x.key_id = k.id
     where x.token_hash = any(tokens) and coalesce(k.last_used_at, '-infinity') < now() - interval '1 minute'
       for no key update of k skip locked);
$$;

-- Lost when the server crashes, which forgives one minute.
create unlogged table spending (
  user_id uuid primary key,
  minute timestamptz(3) not null,
  units bigint not null
);
call close_to_service('spending');

-- What the users have spent in this minute, everywhere, with what is added here.
create function spend(users uuid[], amounts bigint[]) returns table (spender uuid, units bigint)
language sql security definer set search_path = public, pg_temp as $$
  insert into spending as s (user_id, minute, units)
  select u, date_trunc('minute', now()), n from unnest(users, amounts) as t (u, n) order by u
  on conflict (user_id) do update set minute = excluded.minute,
    units = excluded.units + case when s.minute = excluded.minute then s.units else 0 end
  returning s.user_id, s.units
$$;
`

/**
 * Failed tries are counted for an address at a place, for a place, and for an address wherever it is tried from. A few are
 * free; then each doubles the wait. Who comes with the token of an earlier session is counted for himself; a place where
 * the user signed in before is not held to the last two. Addresses of nobody are counted alike.
 */
const trySql = `
create unlogged table sign_in_try (
  key bytea primary key,
  free int not null,
  longest int not null,
  failures int not null,
  blocked_until timestamptz(3) not null,
  last_at timestamptz(3) not null
);
call close_to_service('sign_in_try');

-- A line of IPv6 has as many addresses as it likes.
create function place_of(address inet) returns text language sql immutable parallel safe
  return case when family(address) = 6 then network(set_masklen(address, 64))::text else host(address) end;

create function tries_of(email text, source inet, device bytea) returns table (key bytea, kind text, free int, longest int)
language sql stable security definer set search_path = public, pg_temp as $$
  with person as (select id from "user" where "user".email = lower($1)),
  known as (
    select exists (select from session s join person p on p.id = s.user_id where s.token_hash = $3) as by_device,
           exists (select from session s join person p on p.id = s.user_id
                    where place_of(s.address) = place_of($2) and s.created_at > now() - interval '90 days') as here)
  select sha256(convert_to(concat_ws(' ', t.kind, t.what), 'UTF8')), t.kind, t.free, t.longest
    from known, lateral (values
      ('device', encode($3, 'hex') || ' ' || lower($1), 5, 900, known.by_device),
      ('pair', place_of($2) || ' ' || lower($1), 5, 900, not known.by_device),
      ('place', place_of($2), 100, 15, not known.by_device and not known.here),
      ('address', lower($1), 100, 60, not known.by_device and not known.here)
    ) as t (kind, what, free, longest, counts)
   where t.counts
$$;

create function sign_in_wait(failures int, free int, longest int) returns interval language sql immutable
  return case when failures < free then 0 else least(longest, 2 ^ least(failures - free, 20)) end * interval '1 second';
-- An hour without one forgets them.
create function failures_of(t sign_in_try) returns int language sql stable
  return case when t.last_at > now() - interval '1 hour' then t.failures else 0 end;

-- Counts a try before it is checked, lest a thousand at the same moment slip through; the seconds to wait where it is refused.
create function begin_sign_in(email text, source text, device bytea)
returns table (user_id uuid, password_hash text, wait int)
language plpgsql security definer set search_path = public, pg_temp as $$
declare until timestamptz;
begin
  select max(t.blocked_until) into until
    from sign_in_try t join tries_of($1, $2::inet, $3) k on k.key = t.key where t.blocked_until > clock_timestamp();
  if until is not null then
    return query select null::uuid, null::text, greatest(1, ceil(extract(epoch from until - clock_timestamp())))::int;
    return;
  end if;
  insert into sign_in_try as t (key, free, longest, failures, blocked_until, last_at)
  select k.key, k.free, k.longest, 1, now() + sign_in_wait(1, k.free, k.longest), now()
    from tries_of($1, $2::inet, $3) k order by k.key
  on conflict (key) do update set last_at = now(), failures = failures_of(t) + 1,
    blocked_until = clock_timestamp() + sign_in_wait(failures_of(t) + 1, t.free, t.longest);
  return query select c.user_id, c.password_hash, 0 from (select 1) as one left join find_credential($1) c on true;
end $$;

-- The try was right: it was none.
create function sign_in_was_right(email text, source text, device bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  update sign_in_try t set blocked_until = now(),
         failures = case when k.kind in ('pair', 'device') then 0 else greatest(0, t.failures - 1) end
    from tries_of($1, $2::inet, $3) k where k.key = t.key
$$;

-- Nobody is signed in who could write the entry of it.
create function sign_in_failed(entry uuid, email text, source text) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into audit_entry (id, at, verb, subject_type, subject_id, subject_key, after)
  select $1, clock_timestamp(), 'failSignIn', 'User', u.id, case when u.id is null then left(lower($2), 254) end,
         jsonb_build_object('address', $3)
    from (select 1) as one left join "user" u on u.email = lower($2)
$$;
`

/** Whom an OpenID provider means. */
const identitySql = `
create table user_identity (
  issuer text not null,
  subject text not null,
  user_id uuid not null references "user",
  created_at timestamptz(3) not null default now(),
  primary key (issuer, subject)
);
create index on user_identity (user_id);
call close_to_service('user_identity');

-- The user whom a provider means; at first found by the address that it vouches for, and remembered. Null: nobody.
create function identify(issuer text, subject text, email text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare found_id uuid := (select i.user_id from user_identity i where i.issuer = $1 and i.subject = $2);
begin
  if found_id is null then
    select u.id into found_id from "user" u where u.email = lower($3);
    insert into user_identity (issuer, subject, user_id) select $1, $2, found_id where found_id is not null
    on conflict do nothing;
  end if;
  return found_id;
end $$;

-- Lets somebody in whose agency and role the provider gives; he may know what is open, until an ADMIN says more.
create function enrol(id uuid, issuer text, subject text, agency text, email text, name text, role text, language text)
returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into "user" (id, agency_id, email, name, role, clearance, language, created_at, updated_at)
  select $1, a.id, lower($5), left($6, 200), $7, 'OPEN', $8, now(), now() from agency a where a.code = $4 and a.active;
  if found then
    insert into user_identity (issuer, subject, user_id) values ($2, $3, $1);
    return true;
  end if;
  return false;
end $$;
`

/** Whoever may not sign in any more is out, whatever changed it; and somebody always can let people in. */
const adminSql = `
create function access_ends() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare leaving uuid[] := case when tg_table_name = 'user' then array[new.id]
                               else array(select id from "user" where agency_id = new.id) end;
begin
  update session set ended_at = now() where user_id = any(leaving) and ended_at is null;
  update api_key set revoked_at = now() where user_id = any(leaving) and revoked_at is null;
  return null;
end $$;
create trigger access_ends after update of active on "user" for each row
  when (old.active and not new.active) execute function access_ends();
create trigger access_ends after update of active on agency for each row
  when (old.active and not new.active) execute function access_ends();

-- One after the other, so that two ADMINs do not deactivate each other at the same moment.
create function an_admin_stays() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(4711202);
  if not exists (select from "user" u join agency a on a.id = u.agency_id
                  where u.role = 'ADMIN' and u.active and a.active) then
    raise exception 'the last administrator stays' using errcode = 'IN003';
  end if;
  return null;
end $$;
create trigger an_admin_stays after update of role, active, agency_id on "user" for each row
  when (old.role = 'ADMIN' and old.active) execute function an_admin_stays();
create trigger an_admin_stays_in after delete on "user" for each row
  when (old.role = 'ADMIN' and old.active) execute function an_admin_stays();
create trigger an_admin_stays after update of active on agency for each row
  when (old.active and not new.active) execute function an_admin_stays();
`
