import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What could still be learnt of a deal that is masked or hidden, and of a person who was erased, is withheld. */
export class Withheld0025 implements MigrationInterface {
  name = 'Withheld1795219200025'

  async up(db: QueryRunner): Promise<void> {
    await db.query(movesSql)
    await db.query(partSql)
    await db.query(gradingSql)
    await db.query(issuedSql)
    await db.query(questionSql)
    await db.query(agencySql)
  }

  async down(): Promise<void> {
    throw new Error('What was withheld is not told again: restore a backup instead.')
  }
}

/** As before, but for who recorded a move. */
const movesSql = `
create or replace view analytics.transitions with (security_invoker, security_barrier) as
select t.id as id,
  t.deal_id as deal_id,
  t.from_stage as from_stage,
  t.to_stage as to_stage,
  t.effective_on as effective_on,
  t.recorded_at as recorded_at,
  (select u.name from deal_identity i join "user" u on u.id = t.by_id where i.deal_id = t.deal_id) as by,
  t.override as override,
  w.reason as reason
from transition t left join transition_words w on w.transition_id = t.id
where not exists (select 1 from transition_correction c where c.transition_id = t.id)
offset 0;
comment on column analytics.transitions.by is 'Who recorded it; null when masked.';
`

/**
 * PostgreSQL asks a condition such as \`name < 'B'\` before a policy that takes longer, and \`explain analyze\` shows whether
 * the policy was come to: so a name could be spelled out of rows that are withheld. A key of their own is compared first.
 */
const partSql = `
alter table agreement_party add column access int[] not null default '{}', add column shared boolean not null default false;
update agreement_party p set access = a.access, shared = a.shared from agreement a where a.id = p.agreement_id;
call part_of('agreement_party', 'agreement');
alter policy viewer_sees on agreement_party
  using (access &&& (select viewer_tokens()) and exists (select 1 from agreement a where a.id = agreement_id));
`

const gradingSql = `
alter table claim_grading add column access int[] not null default '{}';
update claim_grading g set access = c.access from claim c where c.id = g.claim_id;
create function claim_grading_follows_claim() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select access into new.access from claim where id = new.claim_id for share;
  return new;
end $$;
create trigger claim_grading_follows_claim before insert on claim_grading
  for each row execute function claim_grading_follows_claim();
create function claim_moves_claim_grading() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update claim_grading set access = new.access where claim_id = new.id;
  return null;
end $$;
create trigger claim_moves_claim_grading after update of access on claim for each row
  when (old.access is distinct from new.access) execute function claim_moves_claim_grading();
alter policy viewer_sees on claim_grading
  using (access &&& (select viewer_tokens()) and exists (select 1 from claim c where c.id = claim_id));
`

/** The key of the day of issue stands with each row as well, and is not of what the summary says. */
const issuedSql = `
create function keeps_key_of_the_day() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select case tg_argv[0] when 'seen' then seen else full_access end into new.key from deal where id = new.deal_id;
  return new;
end $$;

alter table weekly_deal add column key int[] not null default '{}';
alter table weekly_deal disable trigger issued_stays;
update weekly_deal w set key = k.seen from weekly_key k where k.summary_id = w.summary_id and k.deal_id = w.deal_id;
alter table weekly_deal enable trigger issued_stays;
create trigger keeps_key_of_the_day before insert on weekly_deal for each row execute function keeps_key_of_the_day('seen');
alter policy viewer_sees on weekly_deal
  using (key &&& (select viewer_tokens()) and saw_and_sees(summary_id, array[deal_id], false));

alter table weekly_deal_words add column key int[] not null default '{}';
alter table weekly_deal_words disable trigger issued_stays;
update weekly_deal_words w set key = k.full_access from weekly_key k where k.summary_id = w.summary_id and k.deal_id = w.deal_id;
alter table weekly_deal_words enable trigger issued_stays;
create trigger keeps_key_of_the_day before insert on weekly_deal_words for each row execute function keeps_key_of_the_day('full_access');
alter policy viewer_sees on weekly_deal_words
  using (key &&& (select viewer_tokens()) and saw_and_sees(summary_id, array[deal_id], true));

create or replace function weekly_digest(summary uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select encode(sha256(convert_to(coalesce((
    select string_agg(text, E'\\n' order by part, place, text) from (
      select 1 as part, d.reference || d.part as place, (to_jsonb(d) - 'summary_id' - 'key')::text as text from weekly_deal d where d.summary_id = summary
      union all select 2, w.deal_id::text, (to_jsonb(w) - 'summary_id' - 'key')::text from weekly_deal_words w where w.summary_id = summary
      union all select 3, to_char(l.ordinal, 'FM0000000000'), (to_jsonb(l) - 'summary_id' - 'key')::text from weekly_line l where l.summary_id = summary
      union all select 4, k.deal_id::text, (to_jsonb(k) - 'summary_id')::text from weekly_key k where k.summary_id = summary) t), ''), 'UTF8')), 'hex')
$$;
`

/** What was asked for is forgotten with the person whom it names, in the trail as well. */
const questionSql = `
drop function forget_exports(uuid);

-- Drops the content of every kept export that shows the person, or in which all words of a name, an address or a number
-- stand. Gives the entries of the trail that lost values: the entry of the erasure names them.
create function forget_exports(asked uuid) returns uuid[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  kept constant text[] := '{id,list,form,language,askedAt,status,rows,sha256,ownerId,agencyId,shared,createdAt,updatedAt,version}';
  told uuid[];
  emptied uuid[] := '{}';
  e audit_entry;
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
  for e in select * from audit_entry t where t.subject_type in ('Export','SavedQuestion')
              and exists (select from written_words(asked) w where w.words <> '{}' and words_of(concat(t.before, ' ', t.after)) @> w.words) loop
    perform empty_entry(e, array(select key from jsonb_object_keys(e.before) key where key <> all(kept)),
                           array(select key from jsonb_object_keys(e.after) key where key <> all(kept)));
    emptied := emptied || e.id;
  end loop;
  return emptied;
end $$;
`

/** An agency that is deactivated takes its HEADs along: the last who knows of a SECRET deal stays, as when he himself is. */
const agencySql = `
create or replace function heads_who_know(asked uuid) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from need_to_know n join "user" u on u.id = n.user_id join agency a on a.id = u.agency_id
    join deal_team t on t.deal_id = n.deal_id and t.agency_id = u.agency_id
   where n.deal_id = asked and u.role = 'HEAD' and u.active and a.active and t.until_day is null and t.role in ('LEAD','SUPPORT')
$$;

create function an_agency_leaves_who_knows() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(4711203);
  if exists (select from need_to_know n join "user" u on u.id = n.user_id join deal d on d.id = n.deal_id
              where u.agency_id = new.id and u.role = 'HEAD' and u.active and d.confidentiality = 'SECRET' and heads_who_know(d.id) = 0
                and exists (select from deal_team t where t.deal_id = d.id and t.agency_id = new.id
                             and t.until_day is null and t.role in ('LEAD','SUPPORT'))) then
    raise exception 'nobody would be left who may name others' using errcode = 'IN001',
      detail = 'input.active', hint = 'LAST_HEADS_WHO_KNOW';
  end if;
  return null;
end $$;
create trigger an_agency_leaves_who_knows after update of active on agency for each row
  when (old.active and not new.active) execute function an_agency_leaves_who_knows();
`
