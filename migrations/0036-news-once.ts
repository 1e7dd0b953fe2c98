import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The same answers as before: which events are of the agency's deals is looked up in its team, and who was present is read at once. */
export class NewsOnce0036 implements MigrationInterface {
  name = 'NewsOnce1795219200036'

  async up(db: QueryRunner): Promise<void> {
    await db.query('create index on meeting (when_from, when_to)')
    await db.query(newsSql)
    await db.query(linesSql)
    await db.query('call close_routines()')
  }

  async down(): Promise<void> {
    throw new Error('The functions before these give the same answers more slowly: restore a backup instead.')
  }
}

const held = (fn: string): string =>
  `t.recorded_at <= ${fn}.known
           and not exists (select 1 from transition_correction c where c.transition_id = t.id and c.recorded_at <= ${fn}.known)`

/**
 * Whether the agency worked on it on a day of the week, as was known: of a week there are some thousand events, of an agency
 * there may be many more deals. `offset 0` keeps the planner to that.
 */
const inView = (deal: string): string => `(exists (
      select 1 from deal_team m where m.agency_id = week_news.agency and m.deal_id = ${deal} and ${worked} offset 0)
    or exists (
      select 1 from deal_team_correction m where m.agency_id = week_news.agency and m.deal_id = ${deal} and m.corrected_at > week_news.known and ${worked} offset 0))`

const worked = `m.from_day <= monday + 6 and m.recorded_at <= week_news.known
        and (m.until_day is null or m.until_day > monday or m.end_recorded_at > week_news.known)`

/** Of these agreements those between deals of the view, or with one of their companies. */
const ofAgreements = (agreements: string): string => `
    select a.id from ${agreements} a, lateral (select h.deal_id from agreement_deal h where h.agreement_id = a.id offset 0) h
     where ${inView('h.deal_id')}
    union
    select a.id from ${agreements} a, lateral (
        select i.deal_id from agreement_party p join deal_identity i on i.prospect_id = p.prospect_id where p.agreement_id = a.id offset 0) i
     where ${inView('i.deal_id')}`

/** What happened in the week is found first, and then which of it is about deals of the view. */
const newsSql = `
create or replace function week_news(agency uuid, monday date, known timestamptz) returns table (kind text, id uuid, note text, other uuid)
language sql stable rows 500 set work_mem = '32MB' set random_page_cost = 1.1 as $$
  with
  -- a claim is news when it was stated or graded in the week
  touched as materialized (
    select t.id, t.disputes_id from claim t where t.stated_on between monday and monday + 6
    union
    select t.id, t.disputes_id from claim_grading g join claim t on t.id = g.claim_id where g.graded_on between monday and monday + 6),
  -- or stands against one that was
  candidate as materialized (
    select t.* from claim t
     where t.recorded_at <= week_news.known and t.stated_on <= monday + 6 and t.id in (
       select u.id from touched u union select u.disputes_id from touched u
       union select c.id from touched u join claim c on c.disputes_id = u.id)),
  about as materialized (select distinct c.agreement_id as id from candidate c where c.agreement_id is not null),
  near as materialized (
    select t.id from candidate t where ${inView('t.deal_id')}
    union
    select t.id from candidate t, lateral (select i.deal_id from deal_identity i where i.prospect_id = t.prospect_id offset 0) i
     where ${inView('i.deal_id')}
    union
    select t.id from candidate t where t.agreement_id in (${ofAgreements('about')})),
  claimed as materialized (
    select t.id, t.disputes_id, g.standing, t.stated_on between monday and monday + 6 or g.graded_on between monday and monday + 6 as is_news
      from candidate t, lateral (
        select g.standing, g.graded_on from claim_grading g
         where g.claim_id = t.id and g.graded_on <= monday + 6 and g.recorded_at <= week_news.known
           and not exists (select 1 from claim_grading o where o.replaces_id = g.id and o.recorded_at <= week_news.known)
         order by g.graded_on desc, g.ordinal desc limit 1) g
     where t.id in (select n.id from near n)),
  meeting_then as materialized (
    select t.id, k.kind, t.host_agency_id
      from meeting t, (values ('meetingHeld', monday, array['HELD']), ('meetingComing', monday + 7, array['PLANNED','HELD'])) k(kind, first_day, statuses)
     where t.when_from between monday - 366 and monday + 13 and t.when_to >= monday
       and t.status = any(k.statuses) and t.when_from <= k.first_day + 6 and t.when_to >= k.first_day and t.created_at <= week_news.known),
  moved as materialized (
    select t.* from transition t where t.effective_on between monday and monday + 6 and ${held('week_news')}),
  stated as materialized (
    select t.id, t.deal_id from job_projection t where t.stated_on between monday and monday + 6 and t.recorded_at <= week_news.known),
  signed as materialized (
    select t.id from agreement t where t.signed_on between monday and monday + 6 and t.recorded_at <= week_news.known)
  select 'movement', t.id, case when t.from_stage is null then 'OPENED'
      when f.outcome in ('WON','LOST') then 'REOPENED' when f.outcome = 'PAUSED' then 'RESUMED'
      when s.outcome <> 'OPEN' then s.outcome when s.position > f.position then 'FORWARD' else 'BACK' end, null::uuid
    from moved t join deal_stage s on s.code = t.to_stage left join deal_stage f on f.code = t.from_stage
   where ${inView('t.deal_id')}
  union all
  select 'handover', t.id, null, null from handover t
   where t."on" between monday and monday + 6 and t.recorded_at <= week_news.known and ${inView('t.deal_id')}
     and not exists (select 1 from handover_correction c where c.handover_id = t.id and c.recorded_at <= week_news.known)
  union all
  select m.kind, m.id, null, null from meeting_then m
   where m.host_agency_id = week_news.agency or m.id in (
     select h.meeting_id from meeting_then t join meeting_deal h on h.meeting_id = t.id where ${inView('h.deal_id')})
  union all
  select 'agreementSigned', a.id, null, null from (${ofAgreements('signed')}) a
  union all
  select 'projection', t.id, null, null from stated t where ${inView('t.deal_id')}
  union all
  select case c.standing when 'CONFIRMED' then 'fact' when 'UNCONFIRMED' then 'rumour' else 'denied' end, c.id, c.standing, null
    from claimed c where c.is_news
  union all
  select 'dispute', later.id, later.standing, earlier.id from claimed later join claimed earlier on earlier.id = later.disputes_id
   where later.is_news or earlier.is_news
$$;
`

/**
 * The news as lines of a document, without a word of any language but those that were stated; names stand on lines of their
 * own, and persons are named by their id: who is erased is so in what was issued as well.
 */
const linesSql = `
create or replace function week_lines(agency uuid, monday date, known timestamptz)
  returns table (kind text, source_id uuid, deal_ids uuid[], words boolean, place text, body jsonb)
language sql stable rows 5000 set work_mem = '32MB' as $$
  with news as materialized (select * from week_news(week_lines.agency, monday, week_lines.known)),
  present as materialized (
    select p.meeting_id, jsonb_agg(case when p.contact_id is null then jsonb_build_object('name', coalesce(u.name, p.description))
                                        else jsonb_build_object('contact', p.contact_id) end order by p.id) as participants
      from (select distinct n.id from news n where n.kind in ('meetingHeld', 'meetingComing')) n join meeting_participant p on p.meeting_id = n.id
      left join "user" u on u.id = p.user_id group by p.meeting_id)
  select n.kind, t.id, array[t.deal_id], false, t.effective_on::text || t.recorded_at::text, jsonb_build_object('deal', t.deal_id, 'direction', n.note,
      'from', t.from_stage, 'to', t.to_stage, 'on', t.effective_on, 'by', u.name, 'override', t.override,
      'recordedLate', (t.recorded_at at time zone 'Europe/Brussels')::date > monday + 6)
    from news n join transition t on t.id = n.id and n.kind = 'movement' join "user" u on u.id = t.by_id
  union all
  select n.kind, w.transition_id, array[w.deal_id], true, t.effective_on::text || t.recorded_at::text, jsonb_build_object('reason', w.reason)
    from news n join transition_words w on w.transition_id = n.id and n.kind = 'movement' join transition t on t.id = n.id
  union all
  select n.kind, t.id, array[t.deal_id], false, t.stated_on::text || t.recorded_at::text, jsonb_build_object('deal', t.deal_id, 'kind', t.kind, 'horizon', t.horizon,
      'targetYear', t.target_year, 'low', t.low, 'high', t.high, 'standing', t.standing, 'on', t.stated_on,
      'replaces', (select jsonb_build_object('low', o.low, 'high', o.high, 'on', o.stated_on) from job_projection o where o.id = t.replaces_id),
      'replaced', exists (select 1 from job_projection r where r.replaces_id = t.id and r.recorded_at <= week_lines.known))
    from news n join job_projection t on t.id = n.id and n.kind = 'projection'
  union all
  select n.kind, w.job_projection_id, array[w.deal_id], true, t.stated_on::text || t.recorded_at::text, jsonb_build_object('wording', w.wording,
      'wordingLanguage', w.wording_language, 'source', jsonb_build_object('kind', w.source_kind, 'name', w.source_name))
    from news n join job_projection_words w on w.job_projection_id = n.id and n.kind = 'projection' join job_projection t on t.id = n.id
  union all
  select n.kind, t.id, array[t.deal_id], true, t."on"::text || t.recorded_at::text, jsonb_build_object('deal', t.deal_id, 'from', f.name, 'to', o.name,
      'on', t."on", 'reason', t.reason)
    from news n join handover t on t.id = n.id and n.kind = 'handover' join agency f on f.id = t.from_agency_id join agency o on o.id = t.to_agency_id
  union all
  select n.kind, t.id, array(select h.deal_id from meeting_deal h where h.meeting_id = t.id order by 1), true, t.when_from::text || coalesce(t.starts_at::text, ''),
    jsonb_build_object('title', t.title, 'from', t.when_from, 'to', t.when_to, 'precision', t.when_precision, 'startsAt', t.starts_at, 'endsAt', t.ends_at,
      'place', t.place, 'host', (select a.name from agency a where a.id = t.host_agency_id), 'topics', t.topics,
      'deals', (select coalesce(jsonb_agg(h.deal_id order by h.deal_id), '[]') from meeting_deal h where h.meeting_id = t.id),
      'participants', coalesce(p.participants, '[]'))
    from news n join meeting t on t.id = n.id and n.kind in ('meetingHeld', 'meetingComing') left join present p on p.meeting_id = t.id
  union all
  select n.kind, t.id, array(select h.deal_id from agreement_deal h where h.agreement_id = t.id order by 1), true, t.signed_on::text,
    jsonb_build_object('title', t.title, 'kind', t.kind, 'on', t.signed_on, 'place', t.place, 'amount', t.amount::text, 'currency', t.currency,
      'deals', (select coalesce(jsonb_agg(h.deal_id order by h.deal_id), '[]') from agreement_deal h where h.agreement_id = t.id),
      'parties', (select coalesce(jsonb_agg(coalesce(c.name, a.name, p.name) order by coalesce(c.name, a.name, p.name)), '[]')
         from agreement_party p left join prospect c on c.id = p.prospect_id left join agency a on a.id = p.agency_id where p.agreement_id = t.id))
    from news n join agreement t on t.id = n.id and n.kind = 'agreementSigned'
  union all
  select n.kind, t.id, case when t.deal_id is not null then array[t.deal_id]
      else array(select h.deal_id from agreement_deal h where h.agreement_id = t.agreement_id order by 1) end, true,
    t.stated_on::text || t.recorded_at::text, claim_line(t, n.note, week_lines.known) ||
      case when n.kind = 'dispute' then jsonb_build_object('disputes', (select claim_line(o, null, week_lines.known) from claim o where o.id = n.other)) else '{}' end
    from news n join claim t on t.id = n.id and n.kind in ('fact', 'rumour', 'denied', 'dispute')
$$;
`
