import type { Template } from '../read/shape.js'

export const timelineEventKinds = [
  'MOVED',
  'JOBS_STATED',
  'MEETING_PLANNED',
  'MEETING_HELD',
  'MEETING_CANCELLED',
  'AGREEMENT_DISCUSSED',
  'AGREEMENT_ANNOUNCED',
  'AGREEMENT_SIGNED',
  'CLAIMED',
  'HANDED_OVER',
  'JOINED',
  'LEFT',
  'LOCATION',
  'LANDING_VERIFIED',
  'TASK_DUE',
  'TASK_DONE',
] as const
export type TimelineEventKind = (typeof timelineEventKinds)[number]

/** Viewers who see the deal masked get neither texts nor names. */
const hasFullAccess = 'exists (select 1 from deal_identity i where i.deal_id = {p}.id)'
const label = (stage: string) => `(select label ->> viewer_language() from deal_stage where code = ${stage})`
const dash = (before: string, after: string) => `concat_ws(' – ', ${before}, ${after})`
/** The day in Brussels. */
const day = (instant: string) => `(${instant} at time zone 'Europe/Brussels')::date`

/** The columns of a partial date of a row. */
const dates = (column: string) => `${column}_from, ${column}_to, ${column}_precision`
const noDates = 'null::date, null::date, null'

/** The rows of the deal {p} that are events, each as (kind, on, id, text, by_id) and the columns of a partial date. */
const eventRows: Record<string, Template> = {
  moves: `select 'MOVED', t.effective_on, t.id, ${dash(
    `concat_ws(' → ', ${label('t.from_stage')}, ${label('t.to_stage')})`,
    'w.reason',
  )}, case when ${hasFullAccess} then t.by_id end, ${noDates}
    from transition t left join transition_text w on w.transition_id = t.id
    where t.deal_id = {p}.id and not exists (select 1 from transition_correction c where c.transition_id = t.id)`,
  jobs: `select 'JOBS_STATED', j.stated_on, j.id, ${dash(
    `concat(j.low, case when j.high is null then '+' when j.high > j.low then '–' || j.high end, ' ', j.kind)`,
    `concat_ws(' – ', j.standing, w.wording)`,
  )}, case when ${hasFullAccess} then j.by_id end, ${dates('j.stated_when')}
    from job_projection j left join job_projection_text w on w.job_projection_id = j.id
    where j.deal_id = {p}.id and j.withdrawn_at is null
      and not exists (select 1 from job_projection r where r.replaces_id = j.id and r.withdrawn_at is null)`,
  meetings: `select 'MEETING_' || m.status, case m.when_precision when 'BEFORE' then m.when_to else m.when_from end, m.id, ${dash('m.title', 'coalesce(m.cancel_reason, m.place)')}, null, ${dates('m.when')}
    from meeting m join meeting_deal h on h.meeting_id = m.id where h.deal_id = {p}.id and m.withdrawn_at is null`,
  agreements: `select case when a.signed_on is not null then 'AGREEMENT_SIGNED' when a.announced_on is not null then 'AGREEMENT_ANNOUNCED'
        else 'AGREEMENT_DISCUSSED' end,
      coalesce(a.signed_on, a.announced_on, ${day('a.recorded_at')}), a.id, ${dash('a.title', 'a.place')}, null, ${dates('a.signed_when')}
    from agreement a join agreement_deal h on h.agreement_id = a.id where h.deal_id = {p}.id and a.withdrawn_at is null`,
  claims: `select 'CLAIMED', c.stated_on, c.id, ${dash(`concat_ws(', ', c.source_name, nullif(c.source_medium, c.source_name))`, `concat_ws(' – ', c.statement, c.standing)`)}, c.by_id, ${dates('c.stated_when')} from claim c where c.deal_id = {p}.id and c.withdrawn_at is null`,
  handovers: `select 'HANDED_OVER', h."on", h.id, ${dash(`concat_ws(' → ', f.name, t.name)`, 'h.reason')}, h.by_id, ${noDates}
    from handover h join agency f on f.id = h.from_agency_id join agency t on t.id = h.to_agency_id
    where h.deal_id = {p}.id and not exists (select 1 from handover_correction c where c.handover_id = h.id)`,
  joined: `select 'JOINED', t.from_day, t.id, ${dash('a.name', 't.role')}, null, ${noDates}
    from deal_team t join agency a on a.id = t.agency_id where t.deal_id = {p}.id and ${hasFullAccess}`,
  left: `select 'LEFT', t.until_day, t.id, ${dash('a.name', 't.role')}, null, ${noDates}
    from deal_team t join agency a on a.id = t.agency_id where t.deal_id = {p}.id and t.until_day is not null and ${hasFullAccess}`,
  locations: `select 'LOCATION', l.since, l.id, ${dash('coalesce(s.name, l.town)', 'l.standing')}, null, ${dates('l.since_when')}
    from location l left join site s on s.id = l.site_id where l.deal_id = {p}.id and l.withdrawn_at is null`,
  verifications: `select 'LANDING_VERIFIED', ${day('v.recorded_at')}, v.id, v.note, v.by_id, ${noDates} from landing_verification v where v.deal_id = {p}.id`,
  tasks: `select case when t.completed_on is null then 'TASK_DUE' else 'TASK_DONE' end, coalesce(t.completed_on, t.due_on), t.id, t.title, t.completed_by_id, ${noDates}
    from task t where t.deal_id = {p}.id and t.withdrawn_at is null`,
}

/** `place` sorts by day, then by the order of recording: ids grow with time. */
export const timelineEventsSql: Template = `(select u.kind, u."on", u.id, u.text, u.by_id, coalesce(u.when_from, u."on") as when_from, coalesce(u.when_to, u."on") as when_to,
    coalesce(u.when_precision, 'DAY') as when_precision, to_char(u."on", 'YYYY-MM-DD ') collate "C" || u.id || u.kind as place
  from (${Object.values(eventRows).join(' union all ')}) u(kind, "on", id, text, by_id, when_from, when_to, when_precision))`
