import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What the service's own role could still do behind the policies, with statements of its own, is closed. */
export class Closing0013 implements MigrationInterface {
  name = 'Closing1795219200013'

  async up(db: QueryRunner): Promise<void> {
    await db.query(sealSql)
    await db.query(viewerSql)
    await db.query(askSql)
    await db.query(becomeSql)
    await db.query(wholeSql)
    await db.query(issueSql)
    await db.query(addingSql)
    await db.query(passwordSql)
    await db.query(routinesSql)
  }

  async down(): Promise<void> {
    throw new Error('What was closed is not opened again: restore a backup instead.')
  }
}

/** Plans are not shown while these run (debug_print_plan): the key stands in them. */
const sealed = 'set search_path = public, pg_temp set debug_print_plan = off'

/**
 * Any role may set settings like ancrage.tokens. So ask() seals what it says of the viewer, for the instant at which the
 * transaction began, with a key that only the owner reads; whoever is not sealed is nobody. The owner of the tables sees
 * everything anyway, and may say what it likes.
 */
const sealSql = `
create table seal (key bytea not null);
create unique index one_seal on seal ((true));
call close_to_service('seal');
insert into seal select decode(replace(concat(gen_random_uuid(), gen_random_uuid()), '-', ''), 'hex');

-- It says that it is immutable, so that a connection reads the table once, when it plans what calls it.
create function seal_key() returns bytea
language plpgsql immutable parallel safe set search_path = public, pg_temp as $$ begin return (select key from seal); end $$;

-- null where one of them is
create function seal_of(viewer text, agency text, session text, tokens text) returns text language sql stable parallel safe
return encode(sha256(seal_key() || timestamptz_send(now())
  || convert_to(viewer || ' ' || agency || ' ' || session || ' ' || tokens, 'UTF8')), 'hex');

create function is_sealed() returns boolean language sql stable parallel safe
return session_user = current_user or coalesce(current_setting('ancrage.seal', true)
  = seal_of(current_setting('ancrage.user', true), current_setting('ancrage.agency', true),
            current_setting('ancrage.session', true), current_setting('ancrage.tokens', true)), false);

-- Says who asks, for the rest of the transaction.
create function tell_who(viewer uuid, agency uuid, session text, tokens text) returns void
language plpgsql ${sealed} as $$
begin
  perform set_config('ancrage.user', viewer::text, true), set_config('ancrage.agency', agency::text, true),
          set_config('ancrage.session', session, true), set_config('ancrage.tokens', tokens, true),
          set_config('ancrage.seal', seal_of(viewer::text, agency::text, session, tokens), true);
end $$;
revoke execute on function seal_key, seal_of, is_sealed, tell_who from public, ancrage_service;
`

const viewerFunction = (name: string, type: string, setting: string, otherwise: string): string => `
create or replace function ${name}() returns ${type}
language plpgsql stable parallel safe security definer ${sealed} as $$
begin
  return case when is_sealed() then coalesce(nullif(current_setting('${setting}', true), ''), ${otherwise}) else ${otherwise} end;
end $$;
`

const viewerSql = [
  viewerFunction('viewer_tokens', 'int[]', 'ancrage.tokens', `'{}'`),
  viewerFunction('viewer_id', 'uuid', 'ancrage.user', 'null'),
  viewerFunction('viewer_agency', 'uuid', 'ancrage.agency', 'null'),
  viewerFunction('viewer_session', 'uuid', 'ancrage.session', 'null'),
].join('')

/** As before, and sealed. */
const askSql = `
create or replace function ask(token bytea)
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
    perform set_config('ancrage.language', asker.language, true),
            tell_who(asker.id, asker.agency_id, coalesce(asker.session_id::text, ''), asker.tokens::text);
    id := asker.id; agency_id := asker.agency_id; role := asker.role; clearance := asker.clearance;
    language := asker.language; reads_only := asker.reads_only;
    return next;
  end if;
end $$;
`

/** As before, and sealed. */
const becomeSql = `
create or replace function become(asked uuid)
returns table (id uuid, agency_id uuid, role text, clearance text, language text, reads_only boolean)
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
declare asker record;
begin
  select u.id, u.agency_id, u.role, u.clearance, u.language, tokens_of(a.serial, u.serial, u.role, u.clearance) as tokens into asker
    from "user" u join agency a on a.id = u.agency_id where u.id = asked and u.active and a.active;
  if found then
    perform set_config('ancrage.language', asker.language, true), tell_who(asker.id, asker.agency_id, '', asker.tokens::text);
    id := asker.id; agency_id := asker.agency_id; role := asker.role; clearance := asker.clearance;
    language := asker.language; reads_only := true;
    return next;
  end if;
end $$;
`

/** Each policy and function asks once who asks, not once a row. */
const wholeSql = `
create or replace function saw_and_sees(summary uuid, deals uuid[], whole boolean) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (
    select 1 from unnest(deals) a(id) left join deal d on d.id = a.id left join weekly_key k on k.summary_id = summary and k.deal_id = a.id
     where not coalesce(case when whole then d.full_access &&& (select viewer_tokens()) and k.full_access &&& (select viewer_tokens())
                             else d.seen &&& (select viewer_tokens()) and k.seen &&& (select viewer_tokens()) end, false))
$$;

-- Whether something may be added to a deal: by whoever sees it whole, or has opened or changed it in this transaction,
-- such as a HEAD who hands it over, and sees it no more half-way.
create function may_add_to(asked uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from deal where id = asked
    and (full_access &&& (select viewer_tokens()) or xmin = pg_current_xact_id_if_assigned()::xid));
end $$;
`

/** As before, and sealed with every token while the week is frozen. */
const issueSql = `
create or replace function issue_week(summary uuid, asked_week text, monday date, at timestamptz, why text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  issuer "user";
  last weekly_summary;
  digest text;
  tokens text := viewer_tokens()::text;
  session text := coalesce(viewer_session()::text, '');
begin
  select * into issuer from "user" where id = viewer_id() and role = 'HEAD';
  if not found then
    raise exception 'a HEAD issues the summaries of his agency' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('weekly ' || issuer.agency_id || ' ' || asked_week, 0));
  select * into last from weekly_summary where agency_id = issuer.agency_id and week = asked_week order by revision desc limit 1;
  begin
    perform tell_who(issuer.id, issuer.agency_id, session, every_token()::text);
    perform freeze_week(summary, issuer.agency_id, issue_week.monday, at);
    perform tell_who(issuer.id, issuer.agency_id, session, tokens);
    digest := weekly_digest(summary);
    if digest = last.sha256 then
      raise exception 'nothing differs' using errcode = 'IN002';
    end if;
  exception when sqlstate 'IN002' then
    return last.id;
  end;
  if last.id is not null and why is null then
    raise exception 'a revision says why' using errcode = 'IN001', detail = 'input.reason', hint = 'NEEDED';
  end if;
  insert into weekly_summary (id, agency_id, week, monday, revision, issued_at, issued_by_id, reason, sha256)
  values (summary, issuer.agency_id, asked_week, issue_week.monday, coalesce(last.revision, 0) + 1, at, issuer.id, why, digest);
  return summary;
end $$;
`

/**
 * A row is not added to what its writer may not see: it could open it (a name on a need-to-know list, a team, a deal of a
 * prospect), or tell of it (what must be unique). It is added in the writer's own name and agency.
 */
const addingSql = `
create procedure adds_only(name regclass, allowed text) language plpgsql as $$
begin
  execute format('alter policy viewer_adds on %s with check ((select viewer_id()) is not null and %s)', name, allowed);
end $$;
revoke execute on procedure adds_only from public, ancrage_service;

do $$
declare t record;
begin
  for t in
    select c.oid::regclass as name,
           (select string_agg(case attname when 'deal_id' then 'may_add_to(deal_id)' when 'entered_by_id' then 'entered_by_id = (select viewer_agency())'
                                   else format('%I = (select viewer_id())', attname) end, ' and ')
              from pg_attribute where attrelid = c.oid and not attisdropped
               and (attname in ('by_id','entered_by_id') or attname = 'deal_id' and attnotnull)) as allowed
      from pg_class c join pg_policy p on p.polrelid = c.oid and p.polname = 'viewer_adds'
     where c.relnamespace = 'public'::regnamespace
  loop
    if t.allowed is not null then call adds_only(t.name, t.allowed); end if;
  end loop;
end $$;

call adds_only('deal', 'lead_agency_id = (select viewer_agency())');
call adds_only('deal_identity', 'may_add_to(deal_id) and (prospect_id is null or exists (select from prospect p where p.id = prospect_id))');
alter policy viewer_edits on deal_identity with check (prospect_id is null or exists (select from prospect p where p.id = prospect_id));
call adds_only('contact', 'entered_by_id = (select viewer_agency()) and (prospect_id is null or exists (select from prospect p where p.id = prospect_id))');
alter policy viewer_edits on contact with check (prospect_id is null or exists (select from prospect p where p.id = prospect_id));
call adds_only('stake', 'exists (select from prospect p where p.id = holder_id) and exists (select from prospect p where p.id = held_id)');
call adds_only('meeting_deal', 'may_add_to(deal_id) and exists (select from meeting m where m.id = meeting_id)');
call adds_only('meeting_participant', 'exists (select from meeting m where m.id = meeting_id)
  and (contact_id is null or exists (select from contact c where c.id = contact_id))');
call adds_only('agreement_deal', 'may_add_to(deal_id) and exists (select from agreement a where a.id = agreement_id)');
call adds_only('agreement_party', 'exists (select from agreement a where a.id = agreement_id)
  and (prospect_id is null or exists (select from prospect p where p.id = prospect_id))');
call adds_only('claim', 'by_id = (select viewer_id()) and (deal_id is null or may_add_to(deal_id))
  and (prospect_id is null or exists (select from prospect p where p.id = prospect_id))
  and (agreement_id is null or exists (select from agreement a where a.id = agreement_id))');
call adds_only('claim_grading', 'by_id = (select viewer_id()) and exists (select from claim c where c.id = claim_id)');
call adds_only('task', 'entered_by_id = (select viewer_agency()) and (deal_id is null or may_add_to(deal_id))
  and (meeting_id is null or exists (select from meeting m where m.id = meeting_id))');
call adds_only('idempotency', 'user_id = (select viewer_id())');
call adds_only('api_key', '(user_id = (select viewer_id()) or (select viewer_is_admin()))');

-- A team is changed by whoever sees its deal whole.
alter policy viewer_edits on deal_team using (may_add_to(deal_id));
alter policy viewer_removes on deal_team using (may_add_to(deal_id));

-- Only an ADMIN manages the house.
call adds_only('"user"', '(select viewer_is_admin())');
call adds_only('agency', '(select viewer_is_admin())');
alter policy viewer_edits on "user" using ((select viewer_is_admin()));
alter policy viewer_edits on agency using ((select viewer_is_admin()));
alter policy viewer_edits on deal_stage using ((select viewer_is_admin()));
`

/** A password is set, and a key made, by whom they are for, or by an ADMIN. */
const passwordSql = `
create function check_own(asked_user uuid) returns void
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if session_user <> current_user and asked_user is distinct from viewer_id() and not viewer_is_admin() then
    raise exception 'not yours' using errcode = 'insufficient_privilege';
  end if;
end $$;

create or replace function set_password(asked_user uuid, hash text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_own(asked_user);
  insert into credential (user_id, password_hash, updated_at) values ($1, $2, now())
  on conflict (user_id) do update set password_hash = excluded.password_hash, updated_at = now();
end $$;

create or replace function end_sessions_of(asked_user uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_own(asked_user);
  update session set ended_at = now() where user_id = asked_user and ended_at is null;
end $$;

create or replace function set_api_key(key_id uuid, token_hash bytea) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_own((select k.user_id from api_key k where k.id = $1));
  insert into api_key_secret (key_id, token_hash) values ($1, $2);
end $$;
`

/**
 * A function belongs to everybody from the moment it is made, unless that is taken from it. Trigger functions work with
 * the owner's rights on whatever table they are put on, and what keeps the access keys is nobody's to call.
 */
const routinesSql = `
alter default privileges revoke execute on functions from public;

create procedure close_routines() language plpgsql as $$
declare r record;
begin
  for r in select oid::regprocedure as name, prorettype = 'trigger'::regtype as is_trigger from pg_proc p
            where pronamespace = 'public'::regnamespace and proowner = current_user::regrole
              and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  loop
    execute format('revoke execute on routine %s from public', r.name);
    if r.is_trigger then execute format('revoke execute on function %s from ancrage_service', r.name); end if;
  end loop;
end $$;
revoke execute on procedure close_routines from ancrage_service;
call close_routines();

revoke execute on function check_own, tries_of, refresh_deal_access, refresh_prospect_access, refresh_meeting_access,
  refresh_agreement_access, full_access_of, seen_of, tokens_of, heads_who_know from ancrage_service;
`
