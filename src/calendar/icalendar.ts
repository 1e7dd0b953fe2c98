/** Meetings as an iCalendar file (RFC 5545); equal meetings give an equal file. */
import ical, {
  ICalEventClass,
  ICalEventStatus,
  ICalEventTransparency,
  type ICalEventData,
} from 'ical-generator'
import { DateTime } from 'luxon'
import { toDateTime, timeZone } from '../core/time/day.js'
import { languageTag, translate, type Language } from '../core/locale.js'
import { printPartialDate } from '../core/time/partial-date.js'
import type { Feed, FeedMeeting } from './feed-meetings.js'
import { brussels } from './brussels.js'

/** The recommended interval between two requests of a program, in seconds. */
const ttl = 3600

export function printCalendar({ language, meetings }: Feed): string {
  const file = ical({
    name: translate(language, 'calendar.name'),
    prodId: { company: 'Ancrage', product: 'Ancrage', language: languageTag(language) },
    // no zone of the file itself: the library would write its UTC stamps in it
    timezone: { name: null, generator: () => brussels },
    ttl,
  })
  for (const meeting of meetings) file.createEvent(eventOf(meeting, language))
  return file.toString()
}

const eventOf = (meeting: FeedMeeting, language: Language): ICalEventData => ({
  id: `${meeting.id}@ancrage`,
  sequence: meeting.version,
  stamp: new Date(meeting.updatedAt),
  lastModified: new Date(meeting.updatedAt),
  ...timeOf(meeting),
  ...(meeting.words === null && { class: ICalEventClass.PRIVATE }),
  status: statusOf(meeting),
  summary: summaryOf(meeting, language),
  location: meeting.words?.place ?? null,
  description: descriptionOf(meeting, language),
})

/** At the end of summer time an hour occurs twice; only UTC can name the second one. An unknown end stays open. */
function timeOf({
  startsAt,
  endsAt,
  when,
}: FeedMeeting): Pick<ICalEventData, 'start'> & Partial<ICalEventData> {
  if (startsAt === null) return { ...daysOf(when), ...(when.precision !== 'DAY' && free) }
  const [start, end] = [startsAt, endsAt].map((at) =>
    at === null ? null : DateTime.fromISO(at, { zone: timeZone }),
  )
  const isAmbiguous = [start, end].some((at) => at && at.getPossibleOffsets().length > 1)
  return { start: start!, end, timezone: isAmbiguous ? null : timeZone }
}

/** A meeting in "early March" does not block the whole period. */
const free = { transparency: ICalEventTransparency.TRANSPARENT }

/** The end of an all-day event is exclusive. */
const daysOf = ({ from, to }: FeedMeeting['when']) => ({
  allDay: true,
  start: toDateTime(from),
  end: toDateTime(to).plus({ days: 1 }),
})

function statusOf({ status, when }: FeedMeeting): ICalEventStatus {
  if (status === 'CANCELLED') return ICalEventStatus.CANCELLED
  return when.precision === 'DAY' || status === 'HELD' ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE
}

/** "Meeting: WAL-2018-0001 (early March 2018)". */
function summaryOf({ words, deals, when }: FeedMeeting, language: Language): string {
  const untitled = deals.length > 0 ? 'calendar.meetingOf' : 'calendar.meeting'
  const title = words?.title ?? translate(language, untitled, { deals: deals.join(', ') })
  return when.precision === 'DAY' ? title : `${title} (${printPartialDate(when, language)})`
}

function descriptionOf({ words, deals }: FeedMeeting, language: Language): string | null {
  if (words === null) return null
  const lines = { deals, people: words.people, topics: words.topics }
  const texts = Object.entries(lines).filter(([, list]) => list.length > 0)
  return (
    texts
      .map(([key, list]) => translate(language, `calendar.${key}`, { list: list.join(', ') }))
      .join('\n') || null
  )
}
