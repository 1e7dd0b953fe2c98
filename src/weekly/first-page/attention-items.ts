/** At most five deals that need attention, each with a reason of its own. */
import type { AttentionReason } from '../attention.js'
import type { AttentionDto, WeeklyContent } from '../content.js'
import { nameOf } from './coming-items.js'
import type { FirstPageItem, FirstPageList } from './page.js'
import { compareBy } from './news.js'
import type { Phrases } from './phrases.js'

const maxDeals = 5
const maxFacts = 3

/** What is urgent first. */
const reasons = [
  'VERIFICATION_INVALID',
  'DECISION_OVERDUE',
  'TASKS_OVERDUE',
  'NO_CONTACT',
  'FACTS_MISSING',
] as const satisfies AttentionReason[]

export function listAttention(content: WeeklyContent, phrases: Phrases, isQuiet: boolean): FirstPageList {
  const chosen = chooseAttention(content)
  const deals = new Set(content.attention.map(({ deal }) => deal)).size
  const more = deals - chosen.length
  return {
    title: phrases.translate('title.attention'),
    items: chosen.map((item) => makeItem(item, content, phrases)),
    note:
      more > 0
        ? phrases.translateNumber('moreAttention', more)
        : deals === 0 && !isQuiet
          ? phrases.translateNone('attentionNone')
          : null,
  }
}

/**
 * Takes the heaviest deal of each reason in turn, so that the reasons differ as far as there are several. A deal is there
 * once; the same words are there twice only when nothing else is left.
 */
export function chooseAttention(content: WeeklyContent): AttentionDto[] {
  const byReason = reasons.map((code) =>
    content.attention.filter((item) => item.code === code).sort(compareBy(content, ({ deal }) => deal)),
  )
  const chosen = new Map<string, AttentionDto>()
  for (const mayRepeat of [false, true])
    for (let round = 0; round < maxDeals; round++)
      for (const items of byReason) {
        const wordings = new Set([...chosen.values()].map(keyOfWording))
        const item = items.find(
          (each) => !chosen.has(each.deal) && (mayRepeat || !wordings.has(keyOfWording(each))),
        )
        if (item && chosen.size < maxDeals) chosen.set(item.deal, item)
      }
  return [...chosen.values()]
}

const keyOfWording = ({ code, since, tasks, facts }: AttentionDto): string =>
  JSON.stringify([code, since, tasks, facts])

const makeItem = (item: AttentionDto, content: WeeklyContent, phrases: Phrases): FirstPageItem => ({
  ...nameOf(item.deal, phrases),
  text: writeReason(item, content, phrases),
  details: null,
})

function writeReason(
  { code, since, tasks, facts }: AttentionDto,
  { to }: WeeklyContent,
  phrases: Phrases,
): string {
  const date = since === null ? {} : phrases.dateParams(since)
  switch (code) {
    case 'NO_CONTACT': {
      const lastDay = phrases.knownDay < to ? phrases.knownDay : to
      return since === null
        ? phrases.translate('why.neverMet')
        : phrases.translateCount('why.lastMet', countDays(since, lastDay))
    }
    case 'DECISION_OVERDUE':
      return phrases.translate('why.decisionOverdue', date)
    case 'TASKS_OVERDUE':
      return phrases.translateNumber('why.tasksOverdue', tasks, date)
    case 'FACTS_MISSING':
      return phrases.translate('why.factsMissing', { facts: listFacts(facts, phrases) })
    case 'VERIFICATION_INVALID':
      return phrases.translate('why.verificationInvalid', date)
  }
}

function listFacts(facts: AttentionDto['facts'], phrases: Phrases): string {
  const labels = facts.slice(0, maxFacts).map((fact) => phrases.translate(`missing.${fact}`))
  const more = facts.length - maxFacts
  return phrases.formatter.formatList([
    ...labels,
    ...(more > 0 ? [phrases.translateNumber('moreFacts', more)] : []),
  ])
}

const countDays = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000
