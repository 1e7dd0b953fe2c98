import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The trail as a chain that shows what was changed, removed, put in or put elsewhere; who may read it; what an erasure leaves of it. */
export class Audit0008 implements MigrationInterface {
  name = 'Audit1795219200008'

  async up(db: QueryRunner): Promise<void> {
    await db.query(digestSql)
    await db.query(chainSql)
    await db.query(faultSql)
    await db.query(refusalSql)
    await db.query(readingSql)
    await db.query(mentionSql)
    await db.query(erasureSql)
    await db.query(retentionSql)
  }

  async down(): Promise<void> {
    throw new Error('The trail is not taken away: restore a backup instead.')
  }
}

/**
 * Each value of before and after has a salt and a digest. The chain runs over the digests; an erasure takes value and
 * salt, so that nobody can try names until one fits, and leaves the digest.
 */
const digestSql = `
create function value_digest(salt text, value jsonb) returns text language sql immutable parallel safe
return encode(sha256(convert_to(salt || value::text, 'UTF8')), 'hex');

-- A side of an entry with a new salt for each value: [salts, digests], by key.
create function digested(side jsonb) returns jsonb[] language sql volatile as $$
  select array[coalesce(jsonb_object_agg(key, salt), '{}'), coalesce(jsonb_object_agg(key, value_digest(salt, value)), '{}')]
    from (select key, value, gen_random_uuid()::text as salt from jsonb_each(side) offset 0) v
$$;

alter table audit_entry add column salts jsonb not null default '{}', add column digests jsonb not null default '{}',
  add column erased boolean not null default false;

create function audit_entry_is_digested() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  side jsonb[];
begin
  if tg_op = 'INSERT' then new.at := clock_timestamp(); end if;
  new.erased := false;
  new.salts := '{}';
  new.digests := '{}';
  if new.before is not null then
    side := digested(new.before);
    new.salts := jsonb_build_object('before', side[1]);
    new.digests := jsonb_build_object('before', side[2]);
  end if;
  if new.after is not null then
    side := digested(new.after);
    new.salts := new.salts || jsonb_build_object('after', side[1]);
    new.digests := new.digests || jsonb_build_object('after', side[2]);
  end if;
  return new;
end $$;
-- what was written before there were digests
create trigger audit_entry_is_digested before update on audit_entry for each row execute function audit_entry_is_digested();
update audit_entry set erased = false;
drop trigger audit_entry_is_digested on audit_entry;
create trigger audit_entry_is_digested before insert on audit_entry for each row execute function audit_entry_is_digested();

-- Nobody writes an entry in another's name.
drop policy viewer_adds on audit_entry;
create policy viewer_adds on audit_entry for insert to ancrage_service with check (user_id = (select viewer_id()));
revoke insert, select on audit_entry from ancrage_service;
grant insert (id, at, user_id, verb, subject_type, subject_id, subject_key, before, after, erased) on audit_entry to ancrage_service;
grant select (id, at, user_id, verb, subject_type, subject_id, subject_key, before, after, erased) on audit_entry to ancrage_service;

-- all that an erasure leaves as it is
create function entry_digest(e audit_entry) returns bytea language sql stable as $$
  select sha256(convert_to(jsonb_build_array(e.id, (extract(epoch from e.at) * 1000)::bigint, e.user_id, e.verb,
    e.subject_type, e.subject_id, e.subject_key, e.digests)::text, 'UTF8'))
$$;
`

/**
 * The chain: each link hashes the one before it and the digest of its entry. It is made when the transaction commits,
 * in the transaction, and has lanes: whoever commits takes the first lane that is free until the commit is on disk, so
 * that nobody waits for another's disk. The heads stand apart, and tell of links that are gone at the end.
 */
const chainSql = `
create table audit_head (
  lane int primary key,
  position bigint not null,
  hash bytea not null
);
create table audit_link (
  lane int not null,
  position bigint not null,
  entry_id uuid not null unique,
  digest bytea not null,
  hash bytea not null,
  primary key (lane, position)
);
alter table audit_head enable row level security;
alter table audit_head force row level security;
create policy owner_all on audit_head to current_user using (true) with check (true);
alter table audit_link enable row level security;
alter table audit_link force row level security;
create policy owner_all on audit_link to current_user using (true) with check (true);

create function lane_start(lane int) returns bytea language sql immutable
return sha256(convert_to('lane ' || lane, 'UTF8'));
create function link_hash(previous bytea, "position" bigint, digest bytea) returns bytea language sql immutable
return sha256(previous || int8send("position") || digest);
insert into audit_head select lane, 0, lane_start(lane) from generate_series(1, 16) lane;

create function chain_entry(e audit_entry) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head audit_head;
  digest bytea := entry_digest(e);
begin
  -- Whoever holds a lane already finds it free: nobody waits for a lane with another one in hand.
  select * into head from audit_head h order by h.lane for update skip locked limit 1;
  if not found then
    select * into head from audit_head h where h.lane = 1 + pg_backend_pid() % 16 for update;
  end if;
  head.position := head.position + 1;
  head.hash := link_hash(head.hash, head.position, digest);
  insert into audit_link values (head.lane, head.position, e.id, digest, head.hash);
  update audit_head h set position = head.position, hash = head.hash where h.lane = head.lane;
end $$;
create function audit_entry_is_chained() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform chain_entry(new);
  return null;
end $$;
revoke execute on function chain_entry(audit_entry) from public, ancrage_service;

do $$
declare e audit_entry;
begin
  for e in select * from audit_entry order by at, id loop perform chain_entry(e); end loop;
end $$;
create constraint trigger audit_entry_is_chained after insert on audit_entry deferrable initially deferred
  for each row execute function audit_entry_is_chained();
`

const faultSql = `
-- Whether each value is the one that was digested, or was erased together with its salt.
create function values_hold(side jsonb, salts jsonb, digests jsonb) returns boolean language sql immutable as $$
  select (side is null) = (digests is null)
     and (side is null or (select count(*) from jsonb_object_keys(side)) = (select count(*) from jsonb_object_keys(digests)))
     and (side is null or not exists (select 1 from jsonb_each_text(digests) d
           where not coalesce(case when salts ? d.key then value_digest(salts ->> d.key, side -> d.key) = d.value
                                   else side -> d.key = 'null' end, false)))
$$;
create function has_erased(e audit_entry) returns boolean language sql immutable as $$
  select exists (select 1 from jsonb_each(e.digests) side, jsonb_object_keys(side.value) k (key)
                  where not coalesce(e.salts -> side.key ? k.key, false))
$$;

-- Every fault of the trail, lane by lane. An erasure is whole where an entry in the chain names what it emptied.
create function audit_faults() returns table (lane int, "position" bigint, entry_id uuid, fault text)
language sql stable security definer set search_path = public, pg_temp as $$
  with links as (
    select l.*, e, e.id is not null as there, row_number() over w as n, coalesce(lag(l.hash) over w, lane_start(l.lane)) as previous
      from audit_link l left join audit_entry e on e.id = l.entry_id window w as (partition by l.lane order by l.position)
  ), erased as (
    select named::uuid as id from audit_entry, jsonb_array_elements_text(after -> 'erasedEntries') t (named) where verb = 'eraseContact'
  ), last as (
    select distinct on (l.lane) l.lane, l.position, l.hash from audit_link l order by l.lane, l.position desc
  )
  select l.lane, l.n, case when l.position = l.n then l.entry_id end, case
      when l.position <> l.n or not l.there then 'REMOVED'
      when l.digest <> entry_digest(l.e)
        then case when exists (select 1 from audit_link o where o.digest = entry_digest(l.e)) then 'REORDERED' else 'CHANGED' end
      when l.hash <> link_hash(l.previous, l.position, l.digest) then 'REORDERED'
      when has_erased(l.e) and l.entry_id not in (select id from erased) then 'EMPTIED'
      else 'CHANGED' end
    from links l
   where l.position <> l.n or not l.there or l.digest <> entry_digest(l.e) or l.hash <> link_hash(l.previous, l.position, l.digest)
      or not values_hold((l.e).before, (l.e).salts -> 'before', (l.e).digests -> 'before')
      or not values_hold((l.e).after, (l.e).salts -> 'after', (l.e).digests -> 'after')
      or (l.e).erased <> has_erased(l.e)
      or has_erased(l.e) and l.entry_id not in (select id from erased)
  union all
  select coalesce(h.lane, l.lane), coalesce(h.position, l.position), null, 'CUT'
    from audit_head h full join last l on l.lane = h.lane
   where (h.position, h.hash) is distinct from (coalesce(l.position, 0), coalesce(l.hash, lane_start(h.lane)))
  union all
  select null, null, e.id, 'INSERTED' from audit_entry e where not exists (select 1 from audit_link l where l.entry_id = e.id)
$$;
revoke execute on function audit_faults() from public, ancrage_service;
`

/** Who asks for a SECRET deal that is not theirs is noted; whoever asks for nothing that exists takes as long. */
const refusalSql = `
create function new_id() returns uuid language sql volatile
return encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
  placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid;

-- \`asked\`: references, and ids of deals or of what hangs on one. Where no hidden SECRET deal is meant, the same is done and undone.
create function note_refused(asked text[], verb text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  ids uuid[] := array(select a::uuid from unnest(asked) a where a ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$');
  hidden uuid[] := array(select d.id from deal d
    where d.confidentiality = 'SECRET' and not d.full_access &&& viewer_tokens()
      and d.id in (select unnest(ids)
        union all select id from deal where reference = any(asked)
        union all select deal_id from transition where id = any(ids)
        union all select deal_id from job_projection where id = any(ids)
        union all select deal_id from location where id = any(ids)
        union all select deal_id from deal_team where id = any(ids)
        union all select deal_id from handover where id = any(ids)
        union all select deal_id from claim where id = any(ids)
        union all select deal_id from task where id = any(ids)
        union all select deal_id from meeting_deal where meeting_id = any(ids)
        union all select deal_id from agreement_deal where agreement_id = any(ids)));
begin
  insert into audit_entry (id, user_id, verb, subject_type, subject_id, after)
  select new_id(), viewer_id(), 'refused', 'Deal', id, jsonb_build_object('asked', verb)
    from unnest(case when hidden = '{}' then array[gen_random_uuid()] else hidden end) id;
  set constraints audit_entry_is_chained immediate;
  if hidden = '{}' then raise exception using errcode = 'AN000'; end if;
exception when sqlstate 'AN000' then null;
end $$;
`

/** Whether whoever asks sees a subject whole: each table's own policy answers, so that access moves with the subject. */
const seesWhole = `(case subject_type
    when 'Deal' then exists (select 1 from deal_identity i where i.deal_id = subject_id)
    when 'Location' then exists (select 1 from location l where l.id = subject_id)
    when 'Meeting' then exists (select 1 from meeting m where m.id = subject_id)
    when 'Agreement' then exists (select 1 from agreement a where a.id = subject_id)
    when 'Claim' then exists (select 1 from claim c where c.id = subject_id)
    when 'Task' then exists (select 1 from task t where t.id = subject_id)
    when 'Prospect' then exists (select 1 from prospect p where p.id = subject_id)
    when 'Stake' then exists (select 1 from stake s where s.id = subject_id)
    when 'Contact' then exists (select 1 from contact c where c.id = subject_id)
    when 'Site' then exists (select 1 from site s where s.id = subject_id)
    else subject_type in ('User','Agency','DealStage','Session','ApiKey','IssuedSummary')
      and (select exists (select 1 from "user" u where u.id = viewer_id() and u.role = 'ADMIN'))
  end)`

const readingSql = `
drop policy viewer_sees on audit_entry;
create policy viewer_sees on audit_entry for select to ancrage_service using (${seesWhole});
`

/** Where people write freely, a person may be named: found before an erasure, listed for review, blanked where that is asked for. */
const mentionSql = `
-- Every column of free text: where it stands, how the API calls it, and which row's reader may read it.
create function free_texts() returns table (place regclass, "column" text, field text, subject_type text, subject_column text)
language sql stable as $$
  select v.place::regclass, v.col, regexp_replace(initcap(replace(v.col, '_', ' ')), ' ', '', 'g'), v.subject_type, v.subject_column
    from (select 'deal' as place, unnest('{code_name}'::text[]) as col, 'Deal' as subject_type, 'id' as subject_column
    union all select 'deal_identity', unnest('{title,description}'::text[]), 'Deal', 'deal_id'
    union all select 'handover', 'reason', 'Deal', 'deal_id'
    union all select 'transition_words', 'reason', 'Deal', 'deal_id'
    union all select 'correction_words', 'reason', 'Deal', 'deal_id'
    union all select 'job_projection_words', unnest('{wording,source_name,source_address}'::text[]), 'Deal', 'deal_id'
    union all select 'loss_reason', unnest('{wording,source_name,source_address}'::text[]), 'Deal', 'deal_id'
    union all select 'loss_destination', 'town', 'Deal', 'deal_id'
    union all select 'landing_verification', 'note', 'Deal', 'deal_id'
    union all select 'location', 'town', 'Location', 'id'
    union all select 'meeting', unnest('{title,place,topics,outcome,cancel_reason}'::text[]), 'Meeting', 'id'
    union all select 'meeting_participant', 'description', 'Meeting', 'meeting_id'
    union all select 'agreement', unnest('{title,place}'::text[]), 'Agreement', 'id'
    union all select 'agreement_party', 'name', 'Agreement', 'agreement_id'
    union all select 'claim', unnest('{statement,wording,source_name,source_address}'::text[]), 'Claim', 'id'
    union all select 'claim_grading', 'reason', 'Claim', 'claim_id'
    union all select 'task', unnest('{title,details}'::text[]), 'Task', 'id'
    union all select 'prospect', unnest('{name,aliases,legal_name,city,website}'::text[]), 'Prospect', 'id'
    union all select 'site', unnest('{name,municipality}'::text[]), 'Site', 'id') v
$$;

-- How a person is written: the names, addresses and numbers that the person has or had, as a regular expression.
create function written_as(asked uuid, whole_names boolean) returns text language sql stable as $$
  with sides as (
    select jsonb_build_object('name', name, 'emails', emails, 'phones', phones) as side from contact where id = asked
    union all select unnest(array[before, after]) from audit_entry where subject_type = 'Contact' and subject_id = asked
  ), words as (
    select regexp_replace(side ->> 'name', '([^[:alnum:][:space:]])', '\\\\\\1', 'g') as word from sides
     where not whole_names or side ->> 'name' ~ '\\S\\s+\\S'
    union select regexp_replace(e, '([^[:alnum:][:space:]])', '\\\\\\1', 'g')
      from sides, jsonb_array_elements_text(case jsonb_typeof(side -> 'emails') when 'array' then side -> 'emails' else '[]' end) e
    union select '\\+' || regexp_replace(substr(replace(p, ' ', ''), 2), '([0-9])(?!$)', '\\1 ?', 'g')
      from sides, jsonb_array_elements_text(case jsonb_typeof(side -> 'phones') when 'array' then side -> 'phones' else '[]' end) p
  )
  select '(?<![[:alnum:]])(' || string_agg(word, '|' order by length(word) desc) || ')(?![[:alnum:]])' from words where word <> ''
$$;

-- Runs as whoever asks: a place is told to who may read it.
create function places_with(written text, besides uuid) returns table (subject_type text, subject_id uuid, field text, said text)
language plpgsql volatile as $$
declare
  f record;
begin
  if written is null then return; end if;
  for f in select * from free_texts() loop
    return query execute format(
      'select %L, %I, %L, said from (select %I, array_to_string(array[%I], '' · '') as said from %s) t where fold(said) ~ $1',
      f.subject_type, f.subject_column, lower(left(f.field, 1)) || substr(f.field, 2), f.subject_column, f."column", f.place)
      using written;
  end loop;
  return query select e.subject_type, e.subject_id, 'history', null::text from audit_entry e
    where e.subject_id is distinct from besides and fold(concat(e.before, e.after)) ~ written;
end $$;
create function mentions_of(asked uuid) returns table (subject_type text, subject_id uuid, field text, said text) language sql volatile as $$
  select distinct * from places_with(fold(written_as(asked, false)), asked)
$$;
`

const erasureSql = `
-- Where an erased person was named when the erasure came, for review; it keeps the places, not the words.
create table erasure_mention (
  id uuid primary key,
  contact_id uuid not null references contact,
  subject_type text not null,
  subject_id uuid,
  field text not null,
  redacted boolean not null
);
create index on erasure_mention (contact_id);
call protect('erasure_mention', $p$${seesWhole}$p$, '');

create function nulls_for(keys text[]) returns jsonb language sql immutable
return (select coalesce(jsonb_object_agg(key, null), '{}') from unnest(keys) key);

-- Empties values of an entry; their digests stay, and so does the chain.
create function empty_entry(entry audit_entry, in_before text[], in_after text[]) returns void language sql
set search_path = public, pg_temp as $$
  update audit_entry e set erased = true,
    before = e.before || nulls_for(in_before),
    after = e.after || nulls_for(in_after),
    salts = jsonb_strip_nulls(jsonb_build_object('before', (e.salts -> 'before') - in_before, 'after', (e.salts -> 'after') - in_after))
   where e.id = entry.id
$$;

create function redact_everywhere(asked uuid) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  written text := written_as(asked, true);
  f record;
  kind text;
begin
  if written is null then return; end if;
  for f in select * from free_texts() loop
    select atttypid::regtype::text into kind from pg_attribute where attrelid = f.place and attname = f."column";
    execute format(case kind when 'text[]'
        then 'update %1$s set %2$I = array(select regexp_replace(t, $1, ''[…]'', ''gi'') from unnest(%2$I) t) where array_to_string(%2$I, '' '') ~* $1'
        else 'update %1$s set %2$I = regexp_replace(%2$I, $1, ''[…]'', ''gi'') where %2$I ~* $1' end, f.place, f."column")
      using written;
  end loop;
end $$;

-- Empties a person whom the viewer sees, everywhere. Gives the entries of the trail that lost values: the entry of the erasure names them.
create function erase_contact(asked uuid, redact boolean) returns uuid[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  kept constant text[] := '{id,createdAt,updatedAt,version,decisionMaker,prospectId,agencyId,enteredById,erasedAt}';
  written text := fold(written_as(asked, true));
  listed text := fold(written_as(asked, false));
  asker "user";
  e audit_entry;
  keys text[];
  more text[];
  emptied uuid[] := '{}';
begin
  select * into asker from "user" where id = viewer_id();
  if not exists (select 1 from contact where id = asked and erased_at is null and access &&& viewer_tokens())
     or not coalesce(asker.role = 'HEAD' or asker.role = 'OFFICER' and not redact, false) then
    raise exception 'may not erase' using errcode = 'insufficient_privilege';
  end if;
  insert into erasure_mention (id, contact_id, subject_type, subject_id, field, redacted)
  select new_id(), asked, m.subject_type, m.subject_id, m.field, redact from (select distinct subject_type, subject_id, field from mentions_of(asked)) m;
  if redact then perform redact_everywhere(asked); end if;
  for e in select * from audit_entry where subject_type = 'Contact' and subject_id = asked or redact and fold(concat(before, after)) ~ written loop
    keys := array(select key from jsonb_each(e.before) v where case when e.subject_id = asked then key <> all(kept) else fold(value #>> '{}') ~ written end);
    more := array(select key from jsonb_each(e.after) v where case when e.subject_id = asked then key <> all(kept) else fold(value #>> '{}') ~ written end);
    if keys || more <> '{}' then
      perform empty_entry(e, keys, more);
      emptied := emptied || e.id;
    end if;
  end loop;
  update idempotency set digest = '' where result_id = asked;
  update contact set name = null, job_title = null, emails = '{}', phones = '{}', language = null, lawful_basis = null,
         erased_at = now(), updated_at = now(), version = version + 1 where id = asked;
  -- what could not be blanked is told as it is
  update erasure_mention m set redacted = false
   where contact_id = asked and redact and exists (select 1 from places_with(listed, asked) s
     where (s.subject_type, s.subject_id, s.field) = (m.subject_type, m.subject_id, m.field));
  return emptied;
end $$;
revoke execute on function erase_contact(uuid, boolean) from public;
revoke execute on function empty_entry(audit_entry, text[], text[]), redact_everywhere(uuid) from public, ancrage_service;

-- All that is held on a person, as far as whoever asks may see it; null for a person whom they do not see.
create function contact_dossier(asked uuid) returns jsonb language sql volatile as $$
  select jsonb_build_object(
    'contact', jsonb_build_object('id', c.id, 'name', c.name, 'jobTitle', c.job_title, 'emails', c.emails, 'phones', c.phones,
      'language', c.language, 'decisionMaker', c.decision_maker, 'lawfulBasis', c.lawful_basis, 'erasedAt', c.erased_at,
      'prospect', (select p.name from prospect p where p.id = c.prospect_id), 'agency', (select a.name from agency a where a.id = c.agency_id),
      'enteredBy', (select a.name from agency a where a.id = c.entered_by_id), 'createdAt', c.created_at, 'updatedAt', c.updated_at),
    'meetings', coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'title', m.title, 'from', m.when_from, 'to', m.when_to,
        'startsAt', m.starts_at, 'place', m.place, 'status', m.status) order by m.when_from, m.id)
      from meeting_participant p join meeting m on m.id = p.meeting_id where p.contact_id = c.id), '[]'),
    'mentions', coalesce((select jsonb_agg(jsonb_build_object('subjectType', subject_type, 'subjectId', subject_id, 'field', field, 'text', said))
      from mentions_of(c.id)), '[]'),
    'history', coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'at', e.at, 'by', u.name, 'verb', e.verb, 'before', e.before, 'after', e.after) order by e.at, e.id)
      from audit_entry e left join "user" u on u.id = e.user_id where e.subject_id = c.id), '[]'))
    from contact c where c.id = asked
$$;
`

/** Who is kept without being of use: for whoever answers for it to decide. */
const retentionSql = `
create function retention_starts() returns date language sql stable as $$
  select ((now() at time zone 'Europe/Brussels')
    - make_interval(months => coalesce(nullif(current_setting('ancrage.retention_months', true), ''), '36')::int))::date
$$;
-- Also by meetings that the viewer may not see: they are a reason to keep the person all the same.
create function met_since(asked uuid, day date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from meeting_participant p join meeting m on m.id = p.meeting_id
                  where p.contact_id = asked and greatest(m.when_to, m.updated_at::date) >= day)
$$;
create function only_for(roles text[]) returns boolean language plpgsql stable as $$
begin
  if not exists (select 1 from "user" where id = viewer_id() and role = any(roles)) then
    raise exception 'not for this role' using errcode = 'IN002', detail = array_to_string(roles, ', ');
  end if;
  return true;
end $$;
create index on contact (entered_by_id, updated_at) where erased_at is null;
`
