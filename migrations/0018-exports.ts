import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What was exported, kept so that it can be asked for again, and questions that are saved. */
export class Exports0018 implements MigrationInterface {
  name = 'Exports1795219200018'

  async up(db: QueryRunner): Promise<void> {
    await db.query(exportSql)
    await db.query(keepingSql)
    await db.query(forgettingSql)
    await db.query(questionSql)
    await db.query(trailSql)
  }

  async down(): Promise<void> {
    throw new Error('What was exported stays known: restore a backup instead.')
  }
}

/**
 * An export, its bytes in parts, and the rows that it showed: each part with the ids of what stands in it, by type.
 * \`words\` are hashes of the words in a part, so that an erasure finds the exports that name a person without reading
 * them all.
 */
const exportSql = `
create table export (
  id uuid primary key,
  user_id uuid not null references "user",
  list text not null check (list ~ '^[a-zA-Z]+$'),
  form text not null check (form in ('CSV','XLSX','NDJSON','JSON')),
  language text not null check (language in ('FR','NL','DE','EN')),
  -- as it was asked; null once it named somebody who was erased
  question jsonb,
  -- the instant of the data
  asked_at timestamptz(3) not null,
  status text not null default 'RUNNING' check (status in ('RUNNING','DONE','BROKEN_OFF')),
  row_count int not null default 0 check (row_count >= 0),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  ended_at timestamptz(3),
  kept_until timestamptz(3),
  constraint ended_or_running check ((status = 'RUNNING') = (ended_at is null)),
  constraint done_is_hashed check ((status = 'DONE') = (sha256 is not null))
);
create index on export (user_id);
create index on export (kept_until);
call protect('export', 'user_id = (select viewer_id())', '');
create policy viewer_adds on export for insert to ancrage_service
  with check (user_id = (select viewer_id()) and status = 'RUNNING');
create policy viewer_edits on export for update to ancrage_service
  using (user_id = (select viewer_id()) and status = 'RUNNING') with check (user_id = (select viewer_id()));
grant insert, update (status, row_count, sha256, ended_at, kept_until) on export to ancrage_service;

create table export_part (
  export_id uuid not null references export,
  position int not null,
  content bytea not null,
  words int[] not null,
  primary key (export_id, position)
);
-- it comes compressed
alter table export_part alter column content set storage external;
create index on export_part using gin (words);
call protect('export_part', 'exists (select from export e where e.id = export_id)', '');
create policy viewer_adds on export_part for insert to ancrage_service
  with check (exists (select from export e where e.id = export_id and e.status = 'RUNNING'));
create policy viewer_removes on export_part for delete to ancrage_service
  using (exists (select from export e where e.id = export_id));
revoke select on export_part from ancrage_service;
grant select (export_id, position, content), insert, delete on export_part to ancrage_service;

create table export_seen (
  export_id uuid not null references export,
  type text not null check (type ~ '^[a-zA-Z]+$'),
  ids uuid[] not null
);
create index on export_seen (export_id);
create index on export_seen (type);
call protect('export_seen', 'exists (select from export e where e.id = export_id)', '');
create policy viewer_adds on export_seen for insert to ancrage_service
  with check (exists (select from export e where e.id = export_id and e.status = 'RUNNING'));
grant insert on export_seen to ancrage_service;

-- Words without case and accents; digits that only spaces part are one.
create function words_of(said text) returns int[] language sql immutable as $$
  select array(select distinct hashtext(w)
    from regexp_split_to_table(fold(regexp_replace(said, '(?<=[0-9]) (?=[0-9])', '', 'g')), '[^[:alnum:]]+') w where w <> '')
$$;
`

const keepingSql = `
create function drop_content(asked uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from export_part where export_id = any(asked);
  delete from export_seen where export_id = any(asked);
  update export set kept_until = null where id = any(asked);
$$;

-- Makes room: what has been kept for its time goes, and the oldest of whoever asks beyond a gigabyte.
create function tidy_exports() returns void
language sql security definer set search_path = public, pg_temp as $$
  select drop_content(array(
    select id from export where kept_until < now()
    union all
    select s.id from (
      select e.id, sum(p.size) over (order by e.asked_at desc, e.id desc) as so_far
        from export e, lateral (select sum(octet_length(content)) as size from export_part where export_id = e.id) p
       where e.user_id = viewer_id() and e.kept_until is not null) s
     where s.so_far > 2 ^ 30))
$$;

-- Those who know of a SECRET deal find in its history that it was exported, or something that hangs on it.
create function note_exported(asked uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into audit_entry (id, user_id, verb, subject_type, subject_id, after)
  select new_id(), e.user_id, 'export', 'Deal', d.id, jsonb_build_object('export', e.id, 'list', e.list, 'form', e.form)
    from export e, deal d
   where e.id = asked and e.user_id = viewer_id() and d.confidentiality = 'SECRET' and d.seen &&& viewer_tokens()
     and d.id in (
       with shown as materialized (select s.type, i.id from export_seen s, unnest(s.ids) i(id) where s.export_id = asked)
       select id from shown where type = 'Deal'
       union all select x.deal_id from deal_identity x join shown on shown.type = 'Prospect' and x.prospect_id = shown.id
       union all select x.deal_id from meeting_deal x join shown on shown.type = 'Meeting' and x.meeting_id = shown.id
       union all select x.deal_id from agreement_deal x join shown on shown.type = 'Agreement' and x.agreement_id = shown.id
       union all select x.deal_id from claim x join shown on shown.type = 'Claim' and x.id = shown.id
       union all select x.deal_id from task x join shown on shown.type = 'Task' and x.id = shown.id
       union all select x.deal_id from transition x join shown on shown.type = 'Transition' and x.id = shown.id
       union all select x.deal_id from job_projection x join shown on shown.type = 'JobProjection' and x.id = shown.id)
$$;
`

/** An erased person does not live on in what was exported before. */
const forgettingSql = `
-- The words of each name, address and number that a person has or had.
create function written_words(asked uuid) returns table (words int[]) language sql stable as $$
  with sides as (
    select jsonb_build_object('name', name, 'emails', emails, 'phones', phones) as side from contact where id = asked
    union all select unnest(array[before, after]) from audit_entry where subject_type = 'Contact' and subject_id = asked
  )
  select distinct words_of(w) from (
    select side ->> 'name' as w from sides
    union all select jsonb_array_elements_text(case jsonb_typeof(side -> 'emails') when 'array' then side -> 'emails' else '[]' end) from sides
    union all select jsonb_array_elements_text(case jsonb_typeof(side -> 'phones') when 'array' then side -> 'phones' else '[]' end) from sides) s
   where w is not null
$$;

-- Drops the content of every kept export that shows the person, or in which all words of a name, an address or a number stand.
create function forget_exports(asked uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  told uuid[];
begin
  if not exists (select from contact where id = asked and access &&& viewer_tokens())
     or not exists (select from "user" where id = viewer_id() and role in ('HEAD','OFFICER')) then
    raise exception 'may not erase' using errcode = 'insufficient_privilege';
  end if;
  select array(
    select s.export_id from export_seen s where s.type = 'Contact' and asked = any(s.ids)
    union select p.export_id from export_part p join written_words(asked) w on w.words <> '{}' and p.words @> w.words
    -- they still read what was there when they began
    union select id from export where status = 'RUNNING') into told;
  perform drop_content(told);
  update export set question = null where id = any(told);
  -- a question that looks for the person would name them still
  with gone as (
    delete from saved_question q using written_words(asked) w
     where w.words <> '{}' and words_of(q.name || ' ' || q.question::text) @> w.words returning q.id)
  insert into audit_entry (id, user_id, verb, subject_type, subject_id)
  select new_id(), viewer_id(), 'removeQuestion', 'SavedQuestion', id from gone;
end $$;
`

/** A question may name what it asks for: it is shared within the agency, not beyond. */
const questionSql = `
create table saved_question (
  id uuid primary key,
  owner_id uuid not null references "user",
  agency_id uuid not null references agency,
  name text not null check (length(name) between 1 and 200),
  shared boolean not null,
  question jsonb not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1
);
create index on saved_question (owner_id);
create index on saved_question (agency_id);
call protect('saved_question', 'owner_id = (select viewer_id()) or (shared and agency_id = (select viewer_agency()))', '');
create policy owner_adds on saved_question for insert to ancrage_service
  with check (owner_id = (select viewer_id()) and agency_id = (select viewer_agency()));
create policy owner_edits on saved_question for update to ancrage_service
  using (owner_id = (select viewer_id())) with check (owner_id = (select viewer_id()));
create policy owner_removes on saved_question for delete to ancrage_service using (owner_id = (select viewer_id()));
grant insert, delete, update (name, shared, question, updated_at, version) on saved_question to ancrage_service;
`

const trailSql = `
revoke execute on function drop_content from public, ancrage_service;

-- Who asked, and an ADMIN of the same agency who may know as much: a question may name what it asks for.
create function supervises(asked uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select asked = viewer_id() or exists (select from "user" a join "user" o on o.agency_id = a.agency_id
    where a.id = viewer_id() and a.role = 'ADMIN' and o.id = asked and level_of(a.clearance) >= level_of(o.clearance))
$$;
create policy supervisor_sees on audit_entry for select to ancrage_service
  using (subject_type in ('Export','SavedQuestion') and supervises(user_id));
`
