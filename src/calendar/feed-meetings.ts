/** The meetings of a calendar feed, as far as its user may see them now. */
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
  /** References of its deals, without those that are SECRET. */
  deals: string[]
  /** Null if one of its deals (without deals: the meeting) is not OPEN: the event then shows only its deals. */
  words: { title: string; place: string | null; topics: string[]; people: string[] } | null
}

export interface Feed {
  viewer: ViewerIdentity
  language: Language
  meetings: FeedMeeting[]
}

/** Calendars are copied to telephones and servers of others, so they get only what is OPEN. */
const meetingsSql = `
  select coalesce(json_agg(json_build_object('id', m.id, 'version', m.version, 'updatedAt', m.updated_at, 'status', m.status,
      'when', json_build_object('from', m.when_from, 'to', m.when_to, 'precision', m.when_precision),
      'startsAt', m.starts_at, 'endsAt', m.ends_at, 'deals', d.references_shown,
      'words', case when d.open then json_build_object('title', m.title, 'place', m.place, 'topics', m.topics, 'people', p.names) end)
      order by m.when_from, m.starts_at, m.id), '[]')::text
    from meeting m,
      lateral (select coalesce(json_agg(d.reference order by d.reference) filter (where d.confidentiality <> 'SECRET'), '[]') as references_shown,
                      coalesce(bool_and(d.confidentiality = 'OPEN'), m.confidentiality = 'OPEN')
                        and count(d.id) = count(h.deal_id) as open
                 from meeting_deal h left join deal d on d.id = h.deal_id where h.meeting_id = m.id) d,
      lateral (select coalesce(json_agg(n.name order by n.name), '[]') as names
                 from (select coalesce(u.name, c.name, q.description) as name from meeting_participant q
                         left join "user" u on u.id = q.user_id left join contact c on c.id = q.contact_id where q.meeting_id = m.id) n
                where n.name is not null) p
   where m.when_to >= $1 and m.when_from <= $2 and m.withdrawn_at is null`

/** Records which deals the feed shows. The database leaves out those whose reads are not recorded. */
async function recordReads(pool: Pool, token: Buffer, meetings: readonly FeedMeeting[]): Promise<void> {
  const ids = meetings.filter(({ words }) => words === null).map(({ id }) => id)
  if (ids.length > 0)
    await notifyAs(pool, token, 'record_deal_reads', ids, 'CALENDAR', 'authenticate_calendar_feed')
}

/** Returns the meetings from 90 days ago to a year from now; null if the token is invalid. */
export async function readFeed(pool: Pool, token: Buffer, today: Day): Promise<Feed | null> {
  const result = await readIfAuthenticated(pool, 'authenticate_calendar_feed', token, {
    text: meetingsSql,
    values: [addDays(today, -90), addDays(today, 365)],
  })
  if (!result) return null
  const meetings = JSON.parse(result.text ?? '[]') as FeedMeeting[]
  await recordReads(pool, token, meetings)
  return { viewer: result.viewer, language: result.viewer.language, meetings }
}
