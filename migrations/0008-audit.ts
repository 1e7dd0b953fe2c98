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
    select id::uuid from audit_entry, jsonb_array_elements_text(after -> 'erasedEntries') id where verb = 'eraseContact'
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

-- \`asked\`: ids and references. Where none is of a hidden SECRET deal, the same is done and undone.
create function note_refused(asked text[], verb text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  hidden uuid[] := array(select d.id from deal d
    where d.confidentiality = 'SECRET' and not d.full_access &&& viewer_tokens()
      and (d.reference = any(asked) or d.id = any(array(select a::uuid from unnest(asked) a
            where a ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'))));
begin
  insert into audit_entry (id, user_id, verb, subject_type, subject_id, after)
  select new_id(), viewer_id(), 'refused', 'Deal', id, jsonb_build_object('asked', verb)
    from unnest(case when hidden = '{}' then array[gen_random_uuid()] else hidden end) id;
  set constraints audit_entry_is_chained immediate;
  if hidden = '{}' then raise exception using errcode = 'AN000'; end if;
exception when sqlstate 'AN000' then null;
end $$;
`

/** An entry is read by whoever sees its subject whole; looked through to the subject, so that access moves with it. */
const readingSql = `
-- Runs as whoever asks, so that each table's own policy answers.
create function sees_whole(subject_type text, subject_id uuid) returns boolean language sql stable as $$
  select case subject_type
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
    else subject_type in ('User','Agency','DealStage','Session','ApiKey')
      and exists (select 1 from "user" u where u.id = viewer_id() and u.role = 'ADMIN')
  end
$$;
drop policy viewer_sees on audit_entry;
create policy viewer_sees on audit_entry for select to ancrage_service using (sees_whole(subject_type, subject_id));
`
