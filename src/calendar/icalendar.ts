/** Meetings and tasks as an iCalendar file (RFC 5545); equal ones give an equal file. */
import { DateTime } from 'luxon'
import { addDays, timeZone } from '../core/time/day.js'
import { languageTag, translate, type Language } from '../core/locale.js'
import { printPartialDate } from '../core/time/partial-date.js'
import type { Feed, FeedMeeting, FeedTask } from './feed-rows.js'
import { brussels } from './brussels.js'
import { escapeText, printComponent, type Component, type Property } from './ical-lines.js'

/** The recommended interval between two requests of a program. */
const interval = 'PT1H'

/** A calendar needs a component: without any event, it is the time zone. */
export function printCalendar({ language, meetings, tasks }: Feed): string {
  const name = escapeText(translate(language, 'calendar.name'))
  return printComponent({
    name: 'VCALENDAR',
    properties: [
      ['VERSION', '2.0'],
      ['PRODID', `-//Ancrage//Ancrage//${languageTag(language).slice(0, 2).toUpperCase()}`],
      ['CALSCALE', 'GREGORIAN'],
      ['NAME', name],
      ['X-WR-CALNAME', name],
      ['X-WR-TIMEZONE', timeZone],
      ['REFRESH-INTERVAL;VALUE=DURATION', interval],
      ['X-PUBLISHED-TTL', interval],
    ],
    components: [
      brussels,
      ...meetings.map((meeting) => toEvent(meeting, language)),
      ...tasks.map((task) => toTaskEvent(task, language)),
    ],
  })
}

function toEvent(meeting: FeedMeeting, language: Language): Component {
  const description = describe(meeting, language)
  return {
    name: 'VEVENT',
    properties: [
      ...identify(meeting),
      ...printTime(meeting),
      ['SUMMARY', escapeText(summarize(meeting, language))],
      ...printOptional('LOCATION', meeting.place),
      ...printOptional('DESCRIPTION', description),
      ['STATUS', chooseStatus(meeting)],
      ...(meeting.words === null ? [isPrivate] : []),
    ],
  }
}

const isPrivate: Property = ['CLASS', 'PRIVATE']

/** The stamp is that of the last change, so that the file changes with its content only. */
const identify = ({ id, version, updatedAt }: FeedMeeting | FeedTask): Property[] => [
  ['UID', `${id}@ancrage`],
  ['SEQUENCE', String(version)],
  ['DTSTAMP', formatUtc(updatedAt)],
  ['LAST-MODIFIED', formatUtc(updatedAt)],
]

const printOptional = (name: string, text: string | null): Property[] =>
  text === null ? [] : [[name, escapeText(text)]]

/** At the end of summer time an hour occurs twice; only UTC can name the second one. An unknown end stays open. */
function printTime({ startsAt, endsAt, when }: FeedMeeting): Property[] {
  if (startsAt === null)
    return [...printDays(when.from, when.to), ...(when.precision === 'DAY' ? [] : [isFree])]
  const times = [startsAt, ...(endsAt === null ? [] : [endsAt])].map((at) =>
    DateTime.fromISO(at, { zone: timeZone }),
  )
  const isAmbiguous = times.some((at) => at.getPossibleOffsets().length > 1)
  return times.map((at, i): Property => {
    const name = i === 0 ? 'DTSTART' : 'DTEND'
    if (isAmbiguous) return [name, formatUtc(at.toISO()!)]
    return [`${name};TZID=${timeZone}`, at.toFormat("yyyyMMdd'T'HHmmss")]
  })
}

/** A meeting in "early March" does not block the whole period. */
const isFree: Property = ['TRANSP', 'TRANSPARENT']

/** The end of an all-day event is exclusive. */
const printDays = (from: string, to: string): Property[] => [
  ['DTSTART;VALUE=DATE', formatDay(from)],
  ['DTEND;VALUE=DATE', formatDay(addDays(to, 1))],
]

const formatDay = (day: string): string => day.replaceAll('-', '')

const formatUtc = (instant: string): string =>
  DateTime.fromISO(instant, { zone: 'utc' }).toFormat("yyyyMMdd'T'HHmmss'Z'")

function chooseStatus({ status, when }: FeedMeeting): string {
  if (status === 'CANCELLED') return 'CANCELLED'
  return when.precision === 'DAY' || status === 'HELD' ? 'CONFIRMED' : 'TENTATIVE'
}

/** "Meeting: Lotus (early March 2018)". */
function summarize({ words, deals, when }: FeedMeeting, language: Language): string {
  const untitled = deals.length > 0 ? 'calendar.meetingOf' : 'calendar.meeting'
  const title = words?.title ?? translate(language, untitled, { deals: deals.join(', ') })
  return when.precision === 'DAY' ? title : `${title} (${printPartialDate(when, language)})`
}

function describe({ words, deals }: FeedMeeting, language: Language): string | null {
  if (words === null) return null
  const lines = { deals, people: words.people, topics: words.topics }
  const texts = Object.entries(lines).filter(([, list]) => list.length > 0)
  return (
    texts
      .map(([key, list]) => translate(language, `calendar.${key}`, { list: list.join(', ') }))
      .join('\n') || null
  )
}

/** A task is an event of its due day, as calendars that read an address show no to-dos. It blocks no time. */
function toTaskEvent(task: FeedTask, language: Language): Component {
  const { title, deal, dueOn } = task
  const summary = [title, deal].filter((part) => part !== null).join(' – ')
  const key = summary === '' ? 'calendar.task' : 'calendar.taskOf'
  return {
    name: 'VEVENT',
    properties: [
      ...identify(task),
      ...printDays(dueOn, dueOn),
      isFree,
      ['SUMMARY', escapeText(translate(language, key, { task: summary }))],
      ['STATUS', 'CONFIRMED'],
      ['CATEGORIES', escapeText(translate(language, 'calendar.task'))],
      ...(title === null ? [isPrivate] : []),
    ],
  }
}
