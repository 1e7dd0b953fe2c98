/** The news of a week by deal, the heaviest first: the deal with most jobs, then capex, then the furthest stage. */
import { stageCodes } from '../../deal/stage/stage.js'
import type {
  AgreementDto,
  ClaimDto,
  DealDto,
  HandoverDto,
  MeetingDto,
  MovementDto,
  ProjectionDto,
  WeeklyContent,
} from '../content.js'

/** What happened to one deal, or, without a deal, one agreement or dispute. */
export interface News {
  /** Null: about no deal. */
  deal: string | null
  movements: MovementDto[]
  signed: AgreementDto[]
  announced: AgreementDto[]
  projections: ProjectionDto[]
  handovers: HandoverDto[]
  meetings: MeetingDto[]
  facts: ClaimDto[]
  disputes: WeeklyContent['disputes']
}

const noNews = (deal: string | null): News => ({
  deal,
  movements: [],
  signed: [],
  announced: [],
  projections: [],
  handovers: [],
  meetings: [],
  facts: [],
  disputes: [],
})

/** Rumours and denials are no news for the first page; what is disputed is there as a dispute only. */
export function listNews(content: WeeklyContent): News[] {
  const byDeal = new Map<string, News>()
  const others: News[] = []
  const newsOf = (deal: string): News => {
    const news = byDeal.get(deal) ?? noNews(deal)
    byDeal.set(deal, news)
    return news
  }
  const add = (deals: readonly string[], put: (news: News) => void, isAlone = false): void => {
    for (const deal of deals) put(newsOf(deal))
    if (deals.length > 0 || !isAlone) return
    const news = noNews(null)
    put(news)
    others.push(news)
  }
  for (const item of content.movements) add([item.deal], ({ movements }) => movements.push(item))
  for (const item of content.agreementsSigned) add(item.deals, ({ signed }) => signed.push(item), true)
  for (const item of content.agreementsAnnounced)
    add(item.deals, ({ announced }) => announced.push(item), true)
  for (const item of content.projections)
    if (!item.replaced && item.standing !== 'RUMOURED')
      add([item.deal], ({ projections }) => projections.push(item))
  for (const item of content.handovers) add([item.deal], ({ handovers }) => handovers.push(item))
  for (const item of content.meetingsHeld) add(item.deals, ({ meetings }) => meetings.push(item))
  const isDisputed = disputedTest(content)
  for (const item of content.facts)
    if (item.deal !== null && !isDisputed(item)) add([item.deal], ({ facts }) => facts.push(item))
  for (const item of content.disputes) add(dealsOfDispute(item), ({ disputes }) => disputes.push(item), true)
  return [...[...byDeal.values()].sort(compareBy(content, ({ deal }) => deal!)), ...others]
}

const dealsOfDispute = ({ deal, disputes }: WeeklyContent['disputes'][number]): string[] =>
  [...new Set([deal, disputes.deal])].filter((id) => id !== null)

function disputedTest({ disputes }: WeeklyContent): (claim: ClaimDto) => boolean {
  const keyOf = ({ statement, on, deal, about }: ClaimDto) => JSON.stringify([statement, on, deal, about])
  const disputed = new Set(disputes.flatMap((claim) => [keyOf(claim), keyOf(claim.disputes)]))
  return (claim) => disputed.has(keyOf(claim))
}

/** Compares by weight, then by reference, so that the order is always the same. */
export function compareBy<T>({ deals }: WeeklyContent, dealOf: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => compareWeight(deals[dealOf(a)]!, deals[dealOf(b)]!)
}

/** Jobs that are not stated weigh less than any number. */
function compareWeight(a: DealDto, b: DealDto): number {
  for (const weigh of [weighJobs, weighCapex, weighStage]) {
    const difference = weigh(b) - weigh(a)
    if (difference !== 0) return difference
  }
  return a.reference.localeCompare(b.reference)
}

const weighJobs = ({ now }: DealDto): number => Math.max(now?.low ?? -1, now?.realised ?? -1)
/** Only to sort: amounts of different currencies are compared by their numbers. */
const weighCapex = ({ now }: DealDto): number => Number(now?.capex?.low ?? -1)
const weighStage = ({ now }: DealDto): number => (now ? stageCodes.indexOf(now.stage) : -1)
