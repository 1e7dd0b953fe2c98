/** What happened in the week as items of the first page. */
import type { AgreementDto, ClaimDto, MeetingDto, WeeklyContent } from '../content.js'
import type { FirstPageItem, FirstPageList } from './page.js'
import type { News } from './news.js'
import { capitalize, shorten, type Phrases } from './phrases.js'

/** Of one deal. */
const maxMeetings = 3
const maxFacts = 2

export function listNewsItems(
  content: WeeklyContent,
  news: readonly News[],
  phrases: Phrases,
  maxItems: number,
): FirstPageList {
  const more = news.length - maxItems
  return {
    title: phrases.translate('title.moved'),
    items: news.slice(0, maxItems).map((item) => makeItem(item, phrases)),
    note: more > 0 ? phrases.translateNumber('moreNews', more) : null,
  }
}

function makeItem(news: News, phrases: Phrases): FirstPageItem {
  const jobs = news.deal === null ? [] : writeJobs(news.deal, phrases)
  const areJobsNews = news.projections.length > 0
  const text = [
    ...writeMoves(news, null, phrases),
    ...writeAgreements(news, phrases),
    ...(areJobsNews ? jobs : []),
    ...news.handovers.map(({ to, on }) => phrases.translate('handover', { to, ...phrases.dateParams(on) })),
    ...(news.meetings.length > 0 ? [writeMeetings(news.meetings, phrases)] : []),
    ...news.facts.slice(0, maxFacts).map((claim) => writeFact(claim, phrases)),
    ...news.disputes.map((dispute) => writeDispute(dispute, phrases)),
    ...(areJobsNews ? [] : jobs),
  ].join(' ')
  if (news.deal === null)
    return { reference: null, codeName: null, name: nameOther(news, phrases), text, details: null }
  const { reference, codeName } = phrases.findDeal(news.deal)
  const name = phrases.nameDeal(news.deal)
  return { reference, codeName, name, text, details: phrases.describeDeal(news.deal) }
}

/** Writes the moves of a deal; `name` is for the headline, null where the deal is named beside. */
export function writeMoves({ movements }: News, name: string | null, phrases: Phrases): string[] {
  const deal = name === null ? phrases.translate('dealAny') : phrases.translate('dealNamed', { name })
  return movements.flatMap(({ direction, to, on, override }) => [
    phrases.translate(`move.${direction}`, {
      deal,
      stage: phrases.translate(`stage.${to}`),
      when: phrases.phraseWhen(on),
    }),
    ...(override && name === null ? [phrases.translate('override')] : []),
  ])
}

export const writeAgreements = ({ signed, announced }: News, phrases: Phrases): string[] => [
  ...signed.map((agreement) => writeAgreement('signed', agreement, phrases)),
  ...announced.map((agreement) => writeAgreement('announced', agreement, phrases)),
]

/** Names the parties if the reader may see them all; else the title. */
function writeAgreement(
  key: 'signed' | 'announced',
  { title, kind, parties, on, when: date }: AgreementDto,
  phrases: Phrases,
): string {
  const when = phrases.phraseWhen(date ?? on)
  const names = parties.filter((name) => name !== null)
  if (names.length < 2 || names.length < parties.length)
    return phrases.translate(`${key}Title`, { title: shorten(title), when })
  return phrases.translate(key, {
    parties: phrases.formatter.formatList(names),
    agreement: phrases.translate(`agreement.${kind}`),
    when,
  })
}

function writeMeetings(meetings: readonly MeetingDto[], phrases: Phrases): string {
  const titles = meetings.slice(0, maxMeetings).map(({ title, from, to, precision }) => {
    const day = phrases.formatter.formatPartialDate({ from, to, precision })
    return `${shorten(title)} (${day})`
  })
  const list = phrases.formatter.formatList([...titles, ...(meetings.length > maxMeetings ? ['…'] : [])])
  return phrases.translateNumber('held', meetings.length, { list })
}

function writeFact({ statement, source }: ClaimDto, phrases: Phrases): string {
  return phrases.translate('fact', {
    source: phrases.phraseSource(source),
    statement: endSentence(shorten(statement)),
  })
}

const writeDispute = (dispute: WeeklyContent['disputes'][number], phrases: Phrases): string =>
  phrases.translate('dispute', {
    source: capitalize(phrases.phraseAccordingTo(dispute.disputes.source)),
    statement: shorten(dispute.disputes.statement),
    otherSource: capitalize(phrases.phraseAccordingTo(dispute.source)),
    otherStatement: shorten(dispute.statement),
  })

const endSentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`)

/** What is realised, and what is projected; an unknown number has its own sentence, since unknown is not zero. */
function writeJobs(id: string, phrases: Phrases): string[] {
  const now = phrases.findDeal(id).now
  if (!now) return []
  const realised =
    now.realised === null
      ? []
      : [
          phrases.translate('stated.REALISED', {
            project: phrases.translate('projectAny'),
            jobs: phrases.phraseJobs({ low: now.realised, high: now.realisedHigh }),
          }),
        ]
  if (now.stage === 'LOST' || now.stage === 'LANDED') return realised
  return [...realised, ...writeProjectedJobs(id, phrases)]
}

function writeProjectedJobs(id: string, phrases: Phrases): string[] {
  const facts = phrases.findFacts(id)
  const { low, high } = phrases.findDeal(id).now!
  if (facts?.jobs) return [phrases.phraseStatedJobs(facts.jobs, facts.source, null)]
  // of a summary that was issued without the standing
  if (low !== null) return [phrases.translate('stated.unknown', { jobs: phrases.phraseJobs({ low, high }) })]
  return [phrases.translate('jobsUnknown')]
}

/** The parties of an agreement, or what is disputed. */
function nameOther({ signed, announced, disputes }: News, phrases: Phrases): string {
  const [agreement] = [...signed, ...announced]
  if (agreement) {
    const names = agreement.parties.filter((name) => name !== null)
    return names.length > 0 ? phrases.formatter.formatList(names) : shorten(agreement.title)
  }
  const [dispute] = disputes
  return dispute?.about ?? phrases.translate('disputeName')
}
