import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Who may read a row of an issued summary is asked without a call for each: what was known of a deal on the day of issue
 * stands with its rows as a key, and what is known of it now, the deal's own policy says. Lines about several deals ask on.
 */
export class IssuedAtSize0034 implements MigrationInterface {
  name = 'IssuedAtSize1795219200034'

  async up(db: QueryRunner): Promise<void> {
    await db.query(keysOfLinesSql)
    await db.query(triggersSql)
    await db.query(policySql)
    await db.query(freezeSql)
    await db.query('call close_routines()')
  }

  async down(): Promise<void> {
    throw new Error('The policies before these give the same answers more slowly: restore a backup instead.')
  }
}

/** What was issued before gets the keys that lines are issued with now. */
export const keysOfLinesSql = `
alter table weekly_line disable trigger issued_stays;
update weekly_line l set key = case when l.words then k.full_access else k.seen end
  from weekly_key k where cardinality(l.deal_ids) = 1 and k.summary_id = l.summary_id and k.deal_id = l.deal_ids[1];
alter table weekly_line enable trigger issued_stays;
`

const triggersSql = `
drop trigger keeps_key_of_the_day on weekly_deal;
drop trigger keeps_key_of_the_day on weekly_deal_words;
drop function keeps_key_of_the_day;
`

const policySql = `
alter policy viewer_sees on weekly_deal
  using (key &&& (select viewer_tokens()) and exists (select 1 from deal d where d.id = deal_id));
alter policy viewer_sees on weekly_deal_words
  using (key &&& (select viewer_tokens()) and exists (select 1 from deal_identity i where i.deal_id = weekly_deal_words.deal_id));
alter policy viewer_sees on weekly_line using (
  case when cardinality(deal_ids) > 1 then saw_and_sees(summary_id, deal_ids, words) else key &&& (select viewer_tokens()) end
  and case when cardinality(deal_ids) <> 1 then true
           when words then exists (select 1 from deal_identity i where i.deal_id = deal_ids[1])
           else exists (select 1 from deal d where d.id = deal_ids[1]) end
  and case when kind in ('meetingHeld','meetingComing') then exists (select 1 from meeting m where m.id = source_id)
           when kind = 'agreementSigned' then exists (select 1 from agreement a where a.id = source_id)
           when kind in ('fact','rumour','denied','dispute') then exists (select 1 from claim c where c.id = source_id)
           else true end);
drop function line_is_seen;
`

/** What is kept of a week, each row with the key of the day: of whoever may know of the deal, or see it whole where there are words. */
const freezeSql = `
create or replace function freeze_week(summary uuid, agency uuid, monday date, at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  deals uuid[];
  stages text[];
begin
  insert into weekly_deal
  select summary, w.*, d.seen from week_rows(freeze_week.agency, freeze_week.monday, at) w join deal d on d.id = w.deal_id;

  select array_agg(w.deal_id), array_agg(w.stage) into deals, stages
    from weekly_deal w where w.summary_id = summary and w.part = 'week' and w.closing;

  insert into weekly_line (summary_id, ordinal, kind, source_id, deal_ids, words, key, body)
  select summary, row_number() over (order by l.kind, l.place, l.source_id, l.words, l.body::text), l.kind, l.source_id, l.deal_ids, l.words,
      case cardinality(l.deal_ids)
        when 0 then coalesce((select m.access from meeting m where m.id = l.source_id), (select a.access from agreement a where a.id = l.source_id),
          (select case when c.embargo_until > at then (select array[agency_token(g.serial, 0)] from "user" u join agency g on g.id = u.agency_id where u.id = c.by_id)
                       else c.access end from claim c where c.id = l.source_id))
        when 1 then (select case when l.words then d.full_access else d.seen end from deal d where d.id = l.deal_ids[1]) end, l.body
    from (
      select * from week_lines(freeze_week.agency, freeze_week.monday, at)
      union all
      select 'attention', a.deal_id, array[a.deal_id], true, a.deal_id::text || a.code, jsonb_build_object('deal', a.deal_id, 'code', a.code, 'since', a.since, 'tasks', a.tasks, 'facts', a.facts)
        from week_attention(deals, stages, least(freeze_week.monday + 6, (at at time zone 'Europe/Brussels')::date)) a) l;

  insert into weekly_deal_words (summary_id, deal_id, title, prospect, key)
  select summary, i.deal_id, i.title, (select c.name from prospect c where c.id = i.prospect_id), d.full_access
    from deal_identity i join deal d on d.id = i.deal_id
   where i.deal_id in (select deal_id from weekly_deal where summary_id = summary union select unnest(deal_ids) from weekly_line where summary_id = summary);

  insert into weekly_key (summary_id, deal_id, seen, full_access)
  select summary, d.id, d.seen, d.full_access from deal d
   where d.id in (select deal_id from weekly_deal where summary_id = summary union select unnest(deal_ids) from weekly_line where summary_id = summary);
end $$;
`
