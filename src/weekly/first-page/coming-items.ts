/** What the following weeks bring: meetings, decisions of companies, and deadlines. */
import type { MeetingDto, WeeklyContent } from '../content.js'
import type { DecisionComingDto, TaskComingDto } from './facts.js'
import type { FirstPageItem, FirstPageList } from './page.js'
import { compareBy } from './news.js'
import { shorten, type Phrases } from './phrases.js'

interface DatedItem extends FirstPageItem {
  on: string
}

/** An empty week says nothing of an empty list: it is one sentence. `maxItems` is of each kind. */
export function listComing(
  content: WeeklyContent,
  phrases: Phrases,
  isQuiet: boolean,
  maxItems: number,
): FirstPageList {
  const { meetingsComing, decisionsComing, tasksComing } = content
  const decisions = [...decisionsComing].sort(compareBy(content, ({ deal }) => deal))
  const items = [
    ...meetingsComing.slice(0, maxItems).map((meeting) => makeMeeting(meeting, phrases)),
    ...decisions.slice(0, maxItems).map((decision) => makeDecision(decision, phrases)),
    ...tasksComing.slice(0, maxItems).map((task) => makeTask(task, phrases)),
  ].sort((a, b) => a.on.localeCompare(b.on))
  const more = meetingsComing.length + decisions.length + tasksComing.length - items.length
  return {
    title: phrases.translate('title.coming'),
    items: items.map(({ on: _, ...item }) => item),
    note:
      more > 0
        ? phrases.translateNumber('moreComing', more)
        : items.length === 0 && !isQuiet
          ? phrases.translateNone('comingNone')
          : null,
  }
}

function makeMeeting(
  { title, place, from, to, precision, startsAt, host, deals }: MeetingDto,
  phrases: Phrases,
): DatedItem {
  const when = startsAt
    ? phrases.formatter.formatHours(startsAt, null)
    : phrases.phraseWhen({ from, to, precision })
  const text = phrases.translate(place === null ? 'meeting' : 'meetingAt', {
    when: startsAt ? phrases.translate('when.DAY', { date: when }) : when,
    title: shorten(title),
    place: place ?? '',
  })
  const [deal] = deals
  if (deal === undefined)
    return { on: from, reference: null, codeName: null, name: host ?? shorten(title), text, details: null }
  return { on: from, ...nameOf(deal, phrases), text, details: null }
}

const makeDecision = ({ deal, ...range }: DecisionComingDto, phrases: Phrases): DatedItem => ({
  on: range.to,
  ...nameOf(deal, phrases),
  text: phrases.translate('decision', { when: phrases.phraseWhen(range) }),
  details: null,
})

const makeTask = ({ deal, title, on }: TaskComingDto, phrases: Phrases): DatedItem => ({
  on,
  ...nameOf(deal, phrases),
  text: phrases.translate('task', { ...phrases.dateParams(on), title: shorten(title) }),
  details: null,
})

export function nameOf(
  deal: string,
  phrases: Phrases,
): Pick<FirstPageItem, 'reference' | 'codeName' | 'name'> {
  const { reference, codeName } = phrases.findDeal(deal)
  return { reference, codeName, name: phrases.nameDeal(deal) }
}
