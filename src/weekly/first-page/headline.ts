/** The week in one or two sentences: what weighs most. */
import type { WeeklyContent } from '../content.js'
import type { News } from './news.js'
import { writeAgreements, writeMoves } from './news-items.js'
import type { Phrases } from './phrases.js'

const maxSentences = 2

/** A deal that was won or lost comes before one that moved on. */
const endings: readonly string[] = ['WON', 'LOST']

export function writeHeadline(content: WeeklyContent, news: readonly News[], phrases: Phrases): string {
  if (news.length === 0) return writeQuiet(content, phrases)
  const moved = news.filter(({ movements }) => movements.length > 0)
  const first = moved.find(({ movements }) => movements.some(isEnding)) ?? moved[0]
  const sentences = [
    ...(first ? [lastMove(first, phrases)] : []),
    ...writeOtherNews(news, phrases).slice(0, 1),
    ...(moved.length > 1 ? [phrases.translateNumber('otherMoves', moved.length - 1)] : []),
    ...(first ? [] : [phrases.translateNone('noMove')]),
  ]
  return sentences.slice(0, maxSentences).join(' ')
}

const isEnding = ({ direction }: News['movements'][number]): boolean => endings.includes(direction)

const lastMove = (news: News, phrases: Phrases): string =>
  writeMoves(news, phrases.nameDeal(news.deal!), phrases).at(-1)!

/** The heaviest statement about jobs, else the heaviest signature, else the heaviest meeting. */
function writeOtherNews(news: readonly News[], phrases: Phrases): string[] {
  const ofDeals = news.filter(({ deal }) => deal !== null)
  return [
    ...ofDeals.flatMap((item) => writeStatedJobs(item, phrases)),
    ...news.flatMap(({ signed, ...rest }) =>
      rest.deal === null ? [] : writeAgreements({ ...rest, signed, announced: [] }, phrases),
    ),
    ...ofDeals.flatMap(({ deal, meetings }) =>
      meetings.length === 0
        ? []
        : [phrases.translateNumber('heldFor', meetings.length, { name: phrases.nameDeal(deal!) })],
    ),
    ...news.flatMap((item) => (item.deal === null ? writeAgreements(item, phrases) : [])),
  ]
}

/** Only of deals about whose jobs something was stated in the week. */
function writeStatedJobs({ deal, projections }: News, phrases: Phrases): string[] {
  const facts = phrases.findFacts(deal!)
  if (projections.length === 0 || !facts?.jobs) return []
  return [phrases.phraseStatedJobs(facts.jobs, facts.source, phrases.nameDeal(deal!))]
}

/** One sentence for an empty week. */
function writeQuiet({ figures }: WeeklyContent, phrases: Phrases): string {
  const { deals } = figures.closing
  if (deals === 0 && !phrases.isPartial) return phrases.translate('quietNoDeals')
  return phrases.translateNumber(phrases.isPartial ? 'quietVisible' : 'quiet', deals)
}
