import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The schema `analytics`: what SQL logins read, in the words of the API, under the same row-level rules. */
export class Analytics0020 implements MigrationInterface {
  name = 'Analytics1795219200020'

  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `create schema analytics; comment on schema analytics is 'The pipeline as whoever asks may know it.'`,
    )
    for (const view of views) await db.query(viewSql(view))
    await db.query(openSql)
  }

  async down(): Promise<void> {
    throw new Error('Views that somebody may build on are not taken away.')
  }
}

/** Column by column: name, what it is made of, what it says. */
type Column = [name: string, sql: string, said: string]
interface View {
  name: string
  about: string
  columns: Column[]
  from: string
}

const id = (what: string, sql = 't.id'): Column => ['id', sql, `Identifies the ${what}, as in the API.`]
const deal: Column = ['deal_id', 't.deal_id', 'Which deal: deals.id.']
const user = (column: string) => `(select u.name from "user" u where u.id = ${column})`
const agency = (column: string) => `(select a.code from agency a where a.id = ${column})`
const recorded: Column = ['recorded_at', 't.recorded_at', 'When it was recorded, UTC.']

const views: View[] = [
  {
    name: 'agencies',
    about: 'Public bodies that work on deals.',
    columns: [
      id('agency'),
      ['code', 't.code', 'Its short name.'],
      ['name', 't.name', 'Its name.'],
      ['kind', 't.kind', 'What kind of body.'],
      ['active', 't.active', 'Whether its users may sign in.'],
    ],
    from: 'from agency t',
  },
  {
    name: 'stages',
    about: 'How far a deal can have come.',
    columns: [
      ['code', 't.code', 'The stage.'],
      ['position', 't.position', 'Its place in the order.'],
      ['probability', 't.probability', 'Percent by which jobs are weighted.'],
      ['outcome', 't.outcome', 'OPEN, WON, LOST or PAUSED.'],
      ['label_fr', `t.label ->> 'FR'`, 'What it is called in French.'],
      ['label_nl', `t.label ->> 'NL'`, 'What it is called in Dutch.'],
      ['label_de', `t.label ->> 'DE'`, 'What it is called in German.'],
      ['label_en', `t.label ->> 'EN'`, 'What it is called in English.'],
    ],
    from: 'from deal_stage t',
  },
  {
    name: 'prospects',
    about: 'Companies that the region courts or follows.',
    columns: [
      id('prospect'),
      ['name', 't.name', 'Name in everyday use.'],
      ['legal_name', 't.legal_name', 'Name in the register of companies.'],
      ['aliases', 't.aliases', 'Other names.'],
      ['country', 't.country', 'ISO 3166-1 alpha-2 code of the seat.'],
      ['city', 't.city', 'City of the seat.'],
      ['sector', 't.sector', 'NACE section or division.'],
      ['headcount', 't.headcount', 'Number of employees.'],
      ['headcount_as_of', 't.headcount_as_of', 'The day that it was true of.'],
      ['revenue_amount', 't.revenue_amount', 'Yearly revenue.'],
      ['revenue_currency', 't.revenue_currency', 'Its currency.'],
      ['revenue_as_of', 't.revenue_as_of', 'The day that it was true of.'],
      ['enterprise_number', 't.enterprise_number', 'Number in the register of companies.'],
      ['lei', 't.lei', 'Legal Entity Identifier.'],
      ['entered_by', agency('t.entered_by_id'), 'Code of the agency that entered it.'],
      ['archived_at', 't.archived_at', 'When it was put away; null while it is followed.'],
      ['updated_at', 't.updated_at', 'When it was last changed, UTC.'],
    ],
    from: 'from prospect t',
  },
  {
    name: 'contacts',
    about: 'Persons, as far as they are not erased.',
    columns: [
      id('contact'),
      ['name', 't.name', 'Name.'],
      ['job_title', 't.job_title', 'What he or she does there.'],
      ['prospect_id', 't.prospect_id', 'At which prospect: prospects.id.'],
      ['agency', agency('t.agency_id'), 'At which agency: its code.'],
      ['decision_maker', 't.decision_maker', 'Whether he or she decides.'],
    ],
    from: 'from contact t where t.erased_at is null',
  },
  {
    name: 'sites',
    about: 'Land and buildings on offer.',
    columns: [
      id('site'),
      ['name', 't.name', 'Name.'],
      ['kind', 't.kind', 'What kind of place.'],
      ['municipality', 't.municipality', 'Where.'],
      ['nuts3', 't.nuts3', 'NUTS 3 code.'],
      ['area_low', 't.area_low', 'Hectares, at least.'],
      ['area_high', 't.area_high', 'Hectares, at most.'],
    ],
    from: 'from site t',
  },
  {
    name: 'deals',
    about: 'Investment projects, one row each, as they stand today.',
    columns: [
      id('deal'),
      ['reference', 't.reference', 'Region, year, serial; never used again.'],
      ['code_name', 't.code_name', 'What it is called where its title is not.'],
      ['masked', 'i.deal_id is null', 'You see it without what gives it away.'],
      ['title', 'coalesce(i.title, t.code_name)', 'What it is about; masked: the code name.'],
      ['description', 'i.description', 'In full; null when masked.'],
      ['prospect_id', 'i.prospect_id', 'Whose deal: prospects.id; null when masked or not known.'],
      ['stage', 't.stage', 'Where it stands: stages.code.'],
      ['stage_since', 't.stage_since', 'Since which day.'],
      [
        'days_in_stage',
        `(now() at time zone 'Europe/Brussels')::date - t.stage_since`,
        'Days since then, in Brussels.',
      ],
      ['outcome', 's.outcome', 'OPEN, WON, LOST or PAUSED.'],
      ['probability', 's.probability', 'Percent by which its jobs are weighted.'],
      ['sector', 't.sector', 'NACE section or division.'],
      ['activity', 't.activity', 'What the company would do here.'],
      ['type', 't.type', 'How the investment is made.'],
      ['origin', 't.origin', 'Where the investor comes from.'],
      ['confidentiality', 't.confidentiality', 'OPEN, INTERNAL, RESTRICTED or SECRET.'],
      ['lead_agency', agency('t.lead_agency_id'), 'Code of the agency that leads.'],
      [
        'officer',
        `case when i.deal_id is not null then ${user('t.officer_id')} end`,
        'Who works on it; null when masked.',
      ],
      ['opened_on', 't.opened_on', 'The day it was opened.'],
      ['expected_decision_from', 't.expected_decision_from', 'When the decision is expected: first day.'],
      ['expected_decision_to', 't.expected_decision_to', 'Last day.'],
      ['expected_decision_precision', 't.expected_decision_precision', 'How exactly that is known.'],
      ['next_review', 't.next_review', 'When it is to be looked at again.'],
      ['capex_low', 't.capex_low', 'Investment, at least.'],
      ['capex_high', 't.capex_high', 'Investment, at most; null: open-ended or not known.'],
      ['capex_currency', 't.capex_currency', 'Its currency.'],
      ['jobs_low', 'j.low', 'Direct jobs of the furthest horizon stated, rumours aside: at least.'],
      ['jobs_high', 'j.high', 'At most; null: open-ended, or none stated.'],
      ['jobs_open_ended', 'j.low is not null and j.high is null', 'Stated as more than jobs_low.'],
      ['jobs_realised', 'r.low', 'Direct jobs that are there.'],
      ['updated_at', 't.updated_at', 'When it was last changed, UTC.'],
    ],
    from: `from deal t left join deal_identity i on i.deal_id = t.id left join deal_stage s on s.code = t.stage
left join lateral (select p.low, p.high from job_projection p
  where p.deal_id = t.id and p.kind = 'DIRECT' and p.standing not in ('RUMOURED','REALISED')
    and not exists (select 1 from job_projection n where n.replaces_id = p.id)
  order by array_position('{INITIAL,MEDIUM_TERM,FULL}'::text[], p.horizon) desc, p.stated_on desc, p.recorded_at desc, p.id desc limit 1) j on true
left join lateral (select p.low from job_projection p
  where p.deal_id = t.id and p.kind = 'DIRECT' and p.standing = 'REALISED'
    and not exists (select 1 from job_projection n where n.replaces_id = p.id)
  order by p.stated_on desc, p.recorded_at desc, p.id desc limit 1) r on true`,
  },
  {
    name: 'transitions',
    about: 'Moves of deals from stage to stage that hold; what was corrected is not among them.',
    columns: [
      id('move'),
      deal,
      ['from_stage', 't.from_stage', 'Where it stood; null: it was opened.'],
      ['to_stage', 't.to_stage', 'Where it went.'],
      ['effective_on', 't.effective_on', 'The day it happened.'],
      recorded,
      ['by', user('t.by_id'), 'Who recorded it.'],
      ['override', 't.override', 'Whether facts were missing, and a HEAD moved it all the same.'],
      ['reason', 'w.reason', 'Why; null when masked or not given.'],
    ],
    from: `from transition t left join transition_words w on w.transition_id = t.id
where not exists (select 1 from transition_correction c where c.transition_id = t.id)`,
  },
  {
    name: 'projections',
    about: 'Statements of how many jobs, each as it was made.',
    columns: [
      id('statement'),
      deal,
      ['kind', 't.kind', 'Which jobs; kinds are never added.'],
      ['horizon', 't.horizon', 'By when; a horizon includes the earlier ones.'],
      ['target_year', 't.target_year', 'By which year.'],
      ['low', 't.low', 'At least.'],
      ['high', 't.high', 'At most; null: open-ended.'],
      ['standing', 't.standing', 'RUMOURED, REPORTED, ANNOUNCED, CONTRACTED or REALISED.'],
      ['stated_on', 't.stated_on', 'The day it was stated.'],
      recorded,
      [
        'replaced',
        'exists (select 1 from job_projection n where n.replaces_id = t.id)',
        'Another one was put in its place.',
      ],
      ['wording', 'w.wording', 'As it was said; null when masked.'],
      ['source_kind', 'w.source_kind', 'What kind of source; null when masked.'],
      ['source_name', 'w.source_name', 'Which source; null when masked.'],
    ],
    from: 'from job_projection t left join job_projection_words w on w.job_projection_id = t.id',
  },
  {
    name: 'team',
    about: 'Which agencies work on a deal, and worked on it.',
    columns: [
      id('membership'),
      deal,
      ['agency', agency('t.agency_id'), 'Code of the agency.'],
      ['role', 't.role', 'LEAD, SUPPORT or INFORMED.'],
      ['from_day', 't.from_day', 'Since which day.'],
      ['until_day', 't.until_day', 'Until the morning of which day; null: still.'],
      recorded,
    ],
    from: 'from deal_team t where exists (select 1 from deal_identity i where i.deal_id = t.deal_id)',
  },
  {
    name: 'locations',
    about: 'Places that compete for a deal.',
    columns: [
      id('location'),
      deal,
      ['site_id', 't.site_id', 'One of our sites: sites.id; null: a town elsewhere.'],
      ['town', 't.town', 'The town.'],
      ['country', 't.country', 'Its country.'],
      ['standing', 't.standing', 'CANDIDATE, SHORTLISTED, CHOSEN or REJECTED.'],
      ['since', 't.since', 'Since which day.'],
    ],
    from: 'from location t',
  },
  {
    name: 'loss_reasons',
    about: 'Why deals were lost that are lost.',
    columns: [
      id('reason'),
      deal,
      ['rank', 't.rank', '1 is the first.'],
      ['code', 't.code', 'The reason.'],
      ['wording', 't.wording', 'In words.'],
      ['source_kind', 't.source_kind', 'What kind of source.'],
    ],
    from: 'from loss_reason t where t.reopened_at is null',
  },
  {
    name: 'meetings',
    about: 'Encounters, planned or held.',
    columns: [
      id('meeting'),
      ['title', 't.title', 'What it is about.'],
      ['when_from', 't.when_from', 'First day.'],
      ['when_to', 't.when_to', 'Last day.'],
      ['when_precision', 't.when_precision', 'How exactly that is known.'],
      ['starts_at', 't.starts_at', 'When it starts, UTC; null where only the day is known.'],
      ['ends_at', 't.ends_at', 'When it ends, UTC.'],
      ['place', 't.place', 'Where.'],
      ['status', 't.status', 'PLANNED, HELD or CANCELLED.'],
      ['host', agency('t.host_agency_id'), 'Code of the agency that invites.'],
      ['topics', 't.topics', 'What is talked about.'],
      ['outcome', 't.outcome', 'What came of it.'],
    ],
    from: 'from meeting t',
  },
  {
    name: 'meeting_deals',
    about: 'Which deals a meeting is about.',
    columns: [['meeting_id', 't.meeting_id', 'meetings.id.'], deal],
    from: 'from meeting_deal t where exists (select 1 from meeting m where m.id = t.meeting_id)',
  },
  {
    name: 'agreements',
    about: 'Commitments between parties.',
    columns: [
      id('agreement'),
      ['title', 't.title', 'What it is about.'],
      ['kind', 't.kind', 'What kind of commitment.'],
      ['standing', 't.standing', 'DISCUSSED, DRAFT, SIGNED or ENDED.'],
      ['signed_on', 't.signed_on', 'The day it was signed.'],
      ['place', 't.place', 'Where.'],
      ['amount', 't.amount', 'How much money.'],
      ['currency', 't.currency', 'Its currency.'],
      ['ended_on', 't.ended_on', 'The day it ended.'],
      recorded,
    ],
    from: 'from agreement t',
  },
  {
    name: 'agreement_deals',
    about: 'Which deals an agreement is about.',
    columns: [['agreement_id', 't.agreement_id', 'agreements.id.'], deal],
    from: 'from agreement_deal t',
  },
  {
    name: 'claims',
    about: 'What was stated, with its source and grade.',
    columns: [
      id('claim'),
      ['deal_id', 't.deal_id', 'About which deal: deals.id.'],
      ['prospect_id', 't.prospect_id', 'Or about which prospect: prospects.id.'],
      ['agreement_id', 't.agreement_id', 'Or about which agreement: agreements.id.'],
      ['statement', 't.statement', 'What is said.'],
      ['wording', 't.wording', 'As it was said.'],
      ['stated_on', 't.stated_on', 'The day it was said.'],
      recorded,
      ['standing', 't.standing', 'UNCONFIRMED, CONFIRMED, DENIED or RETRACTED.'],
      ['reliability', 't.reliability', 'Of the source, A to F.'],
      ['credibility', 't.credibility', 'Of the statement, 1 to 6.'],
      ['source_kind', 't.source_kind', 'What kind of source.'],
      ['source_name', 't.source_name', 'Which source.'],
      ['disputes_id', 't.disputes_id', 'Which claim it disputes: claims.id.'],
    ],
    from: 'from claim t',
  },
  {
    name: 'tasks',
    about: 'What somebody has to do by a day.',
    columns: [
      id('task'),
      ['title', 't.title', 'What.'],
      ['deal_id', 't.deal_id', 'For which deal: deals.id.'],
      ['meeting_id', 't.meeting_id', 'From which meeting: meetings.id.'],
      ['assignee', user('t.assignee_id'), 'Who.'],
      ['due_on', 't.due_on', 'By which day.'],
      ['completed_on', 't.completed_on', 'The day it was done; null: it is not.'],
    ],
    from: 'from task t',
  },
  {
    name: 'monthly_status',
    about:
      'How many deals stood in which stage at the end of each month, as it is known today; the present month until today.',
    columns: [
      ['month', 't.month', 'First day of the month.'],
      ['stage', 't.stage', 'stages.code.'],
      ['deals', 'count(*)::int', 'How many deals.'],
      [
        'jobs_low',
        'coalesce(sum(t.low), 0)::bigint',
        'Their direct jobs as stated by then, furthest horizon, rumours aside: at least.',
      ],
      [
        'jobs_high',
        'case when count(t.low) = count(t.high) then coalesce(sum(t.high), 0)::bigint end',
        'At most; null where one is open-ended.',
      ],
    ],
    from: `from (
  select date_trunc('month', m.day)::date as month, h.to_stage as stage, j.low, j.high
    from (select t.deal_id, t.to_stage, t.effective_on,
                 lead(t.effective_on) over (partition by t.deal_id order by coalesce(t.place, t.ordinal)) as until
            from transition t where not exists (select 1 from transition_correction c where c.transition_id = t.id)) h
    join (select least(first + interval '1 month' - interval '1 day', (now() at time zone 'Europe/Brussels')::date)::date as day
            from generate_series(date_trunc('month', (select min(effective_on) from transition)::timestamp), now() at time zone 'Europe/Brussels', interval '1 month') first) m
      on h.effective_on <= m.day and (h.until is null or h.until > m.day)
    left join lateral (select p.low, p.high from job_projection p
      where p.deal_id = h.deal_id and p.kind = 'DIRECT' and p.standing not in ('RUMOURED','REALISED') and p.stated_on <= m.day
        and not exists (select 1 from job_projection n where n.replaces_id = p.id and n.stated_on <= m.day)
      order by array_position('{INITIAL,MEDIUM_TERM,FULL}'::text[], p.horizon) desc, p.stated_on desc, p.recorded_at desc, p.id desc limit 1) j on true) t
group by t.month, t.stage`,
  },
]

/**
 * Nothing that a reader puts into a statement is evaluated before a row is his to see. PostgreSQL asks a leakproof
 * condition, such as one name or id equals another, of rows before the policy does: what it estimates then follows from
 * hidden rows, and `explain analyze` counts those that an index found. Behind `offset 0` no condition of the reader
 * comes near a table.
 */
function viewSql({ name, about, columns, from }: View): string {
  const listed = columns.map(([column, sql]) => `${sql} as ${column}`).join(',\n  ')
  const comments = columns.map(
    ([column, , said]: Column) =>
      `comment on column analytics.${name}.${column} is '${said.replaceAll("'", "''")}';`,
  )
  return `create view analytics.${name} with (security_invoker, security_barrier) as
select ${listed}
${from}
offset 0;
comment on view analytics.${name} is '${about.replaceAll("'", "''")}';
${comments.join('\n')}`
}

/** The policies of the tables behind the views hold for whoever reads them, not for the service alone. */
const openSql = `
do $$
declare t regclass;
begin
  for t in select distinct d.refobjid::regclass from pg_class v join pg_rewrite r on r.ev_class = v.oid
             join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
             join pg_class c on c.oid = d.refobjid and c.relkind = 'r'
            where v.relnamespace = 'analytics'::regnamespace
  loop
    execute format('alter policy viewer_sees on %s to public', t);
  end loop;
end $$;
`
