/** The meetings and tasks of a calendar feed, as far as its user may see them now. */
import type { Pool } from 'pg'
import { addDays, type Day } from '../core/time/day.js'
import type { Language } from '../core/locale.js'
import type { PartialDateValue } from '../core/time/partial-date.js'
import type { ViewerIdentity } from '../core/scope.js'
import { notifyAs, readIfAuthenticated } from '../database/authenticated-query.js'
import type { MeetingStatus } from '../meeting/meeting.entity.js'

export interface FeedMeeting {
  id: string
  version: number
  updatedAt: string
  status: MeetingStatus
  when: PartialDateValue
  startsAt: string | null
  endsAt: string | null
  /** Null if one of its deals is RESTRICTED or SECRET. */
  place: string | null
  /** Its deals: the code names of OPEN and INTERNAL ones, the references of RESTRICTED ones, nothing of SECRET ones. */
  deals: string[]
  /** Null if one of its deals (without deals: the meeting) is not OPEN: the event then names only its deals. */
  words: { title: string; topics: string[]; people: string[] } | null
}

/** An open task of the user. */
export interface FeedTask {
  id: string
  version: number
  updatedAt: string
  dueOn: Day
  /** Null if its deal, or a deal of its meeting, is not OPEN, or if it has neither. */
  title: string | null
  /** As in a meeting; null if there is none. */
  deal: string | null
}

interface FeedRows {
  meetings: FeedMeeting[]
  tasks: FeedTask[]
}

export interface Feed extends FeedRows {
  viewer: ViewerIdentity
  language: Language
}

/** Returns how a feed names a deal. */
const nameDeal = (deal: string): string =>
  `case ${deal}.confidentiality when 'SECRET' then null when 'RESTRICTED' then ${deal}.reference
    else coalesce(${deal}.code_name || ' (' || ${deal}.reference || ')', ${deal}.reference) end`

/**
 * Calendars are copied to telephones and servers of others: they get the texts of what is OPEN, code names and places of
 * what is INTERNAL, and references of what is RESTRICTED. A deal that the user may not see counts as SECRET.
 */
const meetingsSql = `
  select json_agg(json_build_object('id', m.id, 'version', m.version, 'updatedAt', m.updated_at, 'status', m.status,
      'when', json_build_object('from', m.when_from, 'to', m.when_to, 'precision', m.when_precision),
      'startsAt', m.starts_at, 'endsAt', m.ends_at, 'deals', d.names,
      'place', case when d.level <= 1 then m.place end,
      'words', case when d.level = 0 then json_build_object('title', m.title, 'topics', m.topics, 'people', p.names) end)
      order by m.when_from, m.starts_at, m.id)
    from meeting m,
      lateral (select coalesce(json_agg(${nameDeal('d')} order by d.reference) filter (where d.confidentiality <> 'SECRET'), '[]') as names,
                      coalesce(max(case when d.id is null then 3 else confidentiality_level(d.confidentiality) end),
                        confidentiality_level(m.confidentiality)) as level
                 from meeting_deal h left join deal d on d.id = h.deal_id where h.meeting_id = m.id) d,
      lateral (select coalesce(json_agg(n.name order by n.name), '[]') as names
                 from (select coalesce(u.name, c.name, q.description) as name from meeting_participant q
                         left join "user" u on u.id = q.user_id left join contact c on c.id = q.contact_id where q.meeting_id = m.id) n
                where n.name is not null) p
   where m.when_to >= $1 and m.when_from <= $2 and m.when_precision <> 'BEFORE' and m.withdrawn_at is null`

/** Without a deal or a meeting, a task has no confidentiality, and its title may say anything. */
const tasksSql = `
  select json_agg(json_build_object('id', t.id, 'version', t.version, 'updatedAt', t.updated_at, 'dueOn', t.due_on,
      'title', case when d.confidentiality = 'OPEN' or (t.deal_id is null and w.level = 0) then t.title end,
      'deal', case when d.id is not null then ${nameDeal('d')} end)
      order by t.due_on, t.id)
    from task t left join deal d on d.id = t.deal_id,
      lateral (select coalesce(max(case when e.id is null then 3 else confidentiality_level(e.confidentiality) end),
                        (select confidentiality_level(m.confidentiality) from meeting m where m.id = t.meeting_id)) as level
                 from meeting_deal h left join deal e on e.id = h.deal_id where h.meeting_id = t.meeting_id) w
   where t.assignee_id = viewer_id() and t.completed_on is null and t.withdrawn_at is null
     and t.due_on between $1 and $2`

const feedSql = `select json_build_object('meetings', coalesce((${meetingsSql}), '[]'), 'tasks', coalesce((${tasksSql}), '[]'))::text`

/** Records which deals the feed shows. The database leaves out those whose reads are not recorded. */
async function recordReads(pool: Pool, token: Buffer, { meetings, tasks }: FeedRows): Promise<void> {
  const ids = [
    ...meetings.filter(({ words }) => words === null).map(({ id }) => id),
    ...tasks.filter(({ deal }) => deal !== null).map(({ id }) => id),
  ]
  if (ids.length > 0)
    await notifyAs(pool, token, 'record_deal_reads', ids, 'CALENDAR', 'authenticate_calendar_feed')
}

/** Returns the meetings and tasks from 90 days ago to a year from now; null if the token is invalid. */
export async function readFeed(pool: Pool, token: Buffer, today: Day): Promise<Feed | null> {
  const result = await readIfAuthenticated(pool, 'authenticate_calendar_feed', token, {
    text: feedSql,
    values: [addDays(today, -90), addDays(today, 365)],
  })
  if (!result) return null
  const rows = JSON.parse(result.text ?? '{"meetings":[],"tasks":[]}') as FeedRows
  await recordReads(pool, token, rows)
  return { viewer: result.viewer, language: result.viewer.language, ...rows }
}
