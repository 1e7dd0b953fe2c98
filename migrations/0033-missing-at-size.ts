import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Whether deals lack facts is asked fact by fact, and no further than to the first that is missing. Who is refused a SQL
 * login leaves a trace, as whoever reaches for what is SECRET.
 */
export class MissingAtSize0033 implements MigrationInterface {
  name = 'MissingAtSize1795219200033'

  async up(db: QueryRunner): Promise<void> {
    await db.query(factSql)
    await db.query(refusedSql)
  }

  async down(): Promise<void> {
    throw new Error('What was made faster is not made slower: restore a backup instead.')
  }
}

/** What shows each fact, of the deal `d` and its identity `i`, the cheapest first. */
const facts = {
  prospect: 'i.prospect_id is not null',
  sector: 'd.sector is not null',
  activity: 'd.activity is not null',
  type: 'd.type is not null',
  officer: 'd.officer_id is not null',
  capex: 'd.capex_unknown or d.capex_low is not null',
  expectedDecision: 'd.expected_decision_from is not null',
  jobProjection: 'd.jobs_unknown or exists (select 1 from job_projection j where j.deal_id = d.id)',
  ourSite: `exists (select 1 from location l where l.deal_id = d.id and l.site_id is not null and l.standing <> 'REJECTED')`,
  competingLocations: `d.no_competing_locations or exists (select 1 from location l where l.deal_id = d.id and l.site_id is null)`,
  chosenSite: `exists (select 1 from location l where l.deal_id = d.id and l.site_id is not null and l.standing = 'CHOSEN')`,
  lossReason: 'exists (select 1 from loss_reason r where r.deal_id = d.id and r.reopened_at is null)',
  lossDestination:
    'exists (select 1 from loss_destination r where r.deal_id = d.id and r.reopened_at is null)',
  realisedJobs: `exists (
    select 1 from job_projection j where j.deal_id = d.id and j.standing = 'REALISED'
       and not exists (select 1 from job_projection r where r.replaces_id = j.id))`,
  verifiedLanding: `exists (
    select 1 from landing_verification v
     where v.deal_id = d.id and v.by_id is distinct from d.officer_id and v.by_id is distinct from (select viewer_id())
       and v.recorded_at > coalesce((select max(t.recorded_at) from transition t where t.deal_id = d.id and t.from_stage = 'LANDED'), '-infinity'))`,
  signedAgreement: `exists (
    select 1 from agreement_deal ad join agreement a on a.id = ad.agreement_id
     where ad.deal_id = d.id and a.standing = 'SIGNED' and a.kind in ('MOU','PARTNERSHIP','LEASE','INCENTIVE','INVESTMENT_CONTRACT'))`,
  contactOrMeeting: `exists (select 1 from contact c where c.prospect_id = i.prospect_id and c.erased_at is null)
    or exists (select 1 from meeting_deal md join meeting m on m.id = md.meeting_id where md.deal_id = d.id and m.status <> 'CANCELLED')`,
  decisionMakerMet: `exists (
    select 1 from meeting_deal md join meeting m on m.id = md.meeting_id join meeting_participant p on p.meeting_id = m.id
      left join contact c on c.id = p.contact_id
     where md.deal_id = d.id and m.status = 'HELD' and p.agency_id is null and c.agency_id is null and (p.decision_maker or c.decision_maker))`,
}

/** Whether the fact of this name is shown. A branch that is not taken costs nothing. */
const shown = (fact: string): string =>
  `coalesce(case ${fact} ${Object.entries(facts)
    .map(([name, sql]) => `when '${name}' then ${sql}`)
    .join('\n    ')} end, false)`

/** A row for each deal and fact. Those not asked for are not looked up, since comparing names is leakproof and comes first. */
const factSql = `
create view deal_fact with (security_barrier) as
select d.id as deal_id, r.fact, ${shown('r.fact')} as is_shown
  from deal d join deal_identity i on i.deal_id = d.id, (values ${Object.keys(facts)
    .map((fact) => `('${fact}')`)
    .join(',')}) r(fact)
 where d.full_access &&& (select viewer_tokens());
grant select on deal_fact to ancrage_service;
`

const refusedSql = `
-- \`asked\`: references, and ids of deals or of what hangs on one. Where no hidden SECRET deal is meant, and no login to the
-- database by somebody who makes none, the same is done and undone.
create or replace function note_refused(asked text[], verb text) returns void
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
  wants_login constant boolean := verb = 'createSqlLogin' and exists (select from "user" u where u.id = viewer_id() and u.role <> 'ADMIN');
begin
  insert into audit_entry (id, user_id, verb, subject_type, subject_id, after)
  select new_id(), viewer_id(), 'refused', s.type, s.id, jsonb_build_object('asked', verb) from (
    select 'Deal', unnest(case when hidden = '{}' and not wants_login then array[gen_random_uuid()] else hidden end)
    union all select 'User', viewer_id() where wants_login) s(type, id);
  set constraints audit_entry_is_chained immediate;
  if hidden = '{}' and not wants_login then raise exception using errcode = 'AN000'; end if;
exception when sqlstate 'AN000' then null;
end $$;
`
