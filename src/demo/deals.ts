/** The four deals of the case. What the articles do not state is marked as assumed. */
import { DealService } from '../deal/deal.service.js'
import { JobProjectionService } from '../deal/job-projection/job-projection.service.js'
import { LocationService } from '../deal/location/location.service.js'
import { MoveService } from '../deal/transition/move.service.js'
import type { StageCode } from '../deal/stage/stage.js'
import type { MoveDealInput, OpenDealInput } from '../deal/deal.input.js'
import { HandoverOffer } from '../deal/team/handover-offer.entity.js'
import { HandoverService } from '../deal/team/handover.service.js'
import { TeamService } from '../deal/team/team.service.js'
import type { Scope } from '../core/scope.js'
import { Deal } from '../deal/deal.entity.js'
import type { Settings } from '../config/settings.js'
import type { DemoCompanies } from './companies.js'
import type { RunAs } from './run-as.js'

const opening = '2018-01-08'
const echo = { kind: 'PRESS', name: 'L’Echo', publishedOn: '2018-05-31', address: null } as const
const assumedOpening = 'Opened on 8 January 2018: assumed for the demo.'
const assumedMove =
  'Assumed for the demo: the articles state neither the day of this move nor the facts behind it.'

export type DemoDeals = Record<'alibaba' | 'cainiao' | 'thunderPower' | 'zalando', string>

const unstated = { origin: 'FOREIGN', capexUnknown: true } as const

/** Loads everything stated of them by 3 July 2018, in the order of the days. */
export async function loadDeals(as: RunAs, companies: DemoCompanies, settings: Settings): Promise<DemoDeals> {
  const deals = await open(as, companies, settings)
  await compete(as, companies, deals)
  await team(as, deals)
  await move(as, 'head@liege-airport.example', deals.cainiao, 'NEGOTIATION', '2018-02-01')
  await move(as, 'head@awex.example', deals.thunderPower, 'NEGOTIATION', '2018-03-05')
  await move(as, 'head@awex.example', deals.alibaba, 'NEGOTIATION', '2018-03-12')
  await lose(as, deals.zalando)
  await handOver(as, deals.alibaba)
  await move(as, 'head@liege-airport.example', deals.cainiao, 'COMMITTED', '2018-05-31')
  await project(as, deals.alibaba)
  return deals
}

async function handOver(as: RunAs, deal: string): Promise<void> {
  const service = new HandoverService()
  const giver = await as('head@awex.example', '2018-05-28')
  const { version } = await giver.db.findOneByOrFail(Deal, { id: deal })
  await service.offer(giver, {
    deal,
    version,
    to: 'cabinet-michel',
    on: '2018-05-28',
    reason: 'The file is in the hands of the Prime Minister; the day is assumed for the demo.',
  })
  const receiver = await as('head@michel.example', '2018-05-28')
  const offer = await receiver.db.findOneByOrFail(HandoverOffer, { dealId: deal, status: 'PENDING' })
  await service.accept(receiver, { offer: offer.id })
}

async function open(as: RunAs, { prospects }: DemoCompanies, settings: Settings): Promise<DemoDeals> {
  const service = new DealService(settings)
  const start = async (email: string, input: Omit<OpenDealInput, 'openedOn'>) =>
    (await service.open(await as(email, opening), { ...unstated, ...input, openedOn: opening })).id
  return {
    alibaba: await start('officer@awex.example', {
      codeName: 'Lotus',
      title: 'Alibaba: European distribution and logistics centre north of Liège Airport',
      confidentiality: 'RESTRICTED',
      description: `The company’s search has lasted more than a year; Liège is one of five candidates. ${assumedOpening}`,
      prospect: prospects.alibaba,
      sector: '52',
      activity: 'LOGISTICS',
      type: 'GREENFIELD',
    }),
    cainiao: await start('officer@liege-airport.example', {
      codeName: 'Plume',
      title: 'Cainiao: charter freight hub at Liège Airport',
      confidentiality: 'INTERNAL',
      description: `One of the five hubs named on 31 May 2018: Liège, Hangzhou, Kuala Lumpur, Moscow, Dubai. ${assumedOpening}`,
      prospect: prospects.cainiao,
      sector: '52',
      activity: 'LOGISTICS',
      type: 'GREENFIELD',
      jobsUnknown: true,
    }),
    thunderPower: await start('officer@awex.example', {
      codeName: 'Volt',
      title: 'Thunder Power: electric-car production line on the former Caterpillar site, Charleroi',
      confidentiality: 'INTERNAL',
      description: `Expected to come. ${assumedOpening}`,
      prospect: prospects.thunderPower,
      sector: '29',
      activity: 'MANUFACTURING',
      type: 'GREENFIELD',
      jobsUnknown: true,
    }),
    zalando: await start('officer@awex.example', {
      codeName: 'Angela',
      title: 'Zalando: logistics centre',
      confidentiality: 'OPEN',
      description: assumedOpening,
      prospect: prospects.zalando,
      sector: '52',
      activity: 'LOGISTICS',
      type: 'GREENFIELD',
      jobsUnknown: true,
    }),
  }
}

async function compete(as: RunAs, { sites }: DemoCompanies, deals: DemoDeals): Promise<void> {
  const service = new LocationService()
  const scope = await as('officer@awex.example', opening)
  const standing = 'CANDIDATE' as const
  await service.add(scope, { deal: deals.alibaba, site: sites.airport, standing, since: opening })
  for (const [town, country] of [
    ['Hangzhou', 'CN'],
    ['Kuala Lumpur', 'MY'],
    ['Moscow', 'RU'],
    ['Dubai', 'AE'],
  ] as const)
    await service.add(scope, { deal: deals.alibaba, town, country, standing, since: opening })
  await service.add(scope, { deal: deals.thunderPower, site: sites.caterpillar, standing, since: opening })
  await service.add(await as('officer@liege-airport.example', opening), {
    deal: deals.cainiao,
    site: sites.airport,
    standing,
    since: opening,
  })
}

async function team(as: RunAs, deals: DemoDeals): Promise<void> {
  const service = new TeamService()
  const scope = await as('officer@awex.example', opening)
  for (const [agency, role] of [
    ['cabinet-jeholet', 'SUPPORT'],
    ['logistics-in-wallonia', 'INFORMED'],
    ['liege-airport', 'SUPPORT'],
  ] as const)
    await service.join(scope, { deal: deals.alibaba, agency, role, from: opening })
  await service.join(await as('officer@liege-airport.example', opening), {
    deal: deals.cainiao,
    agency: 'awex',
    role: 'INFORMED',
    from: opening,
  })
}

/** Moves by override, with the reason that it is assumed. */
async function move(as: RunAs, email: string, id: string, to: StageCode, day: string): Promise<void> {
  const scope = await as(email, day)
  await new MoveService().move(
    scope,
    await withVersion(scope, id, { to, effectiveOn: day, override: true, reason: assumedMove }),
  )
}

async function lose(as: RunAs, id: string): Promise<void> {
  const scope = await as('officer@awex.example', '2018-03-30')
  const lost = {
    to: 'LOST',
    effectiveOn: '2018-03-30',
    reason: 'Lost to the Netherlands; the day in March 2018 is assumed for the demo.',
    lossReasons: [{ code: 'OTHER', wording: 'No reason is stated in these articles.', source: echo }],
    lossDestination: { country: 'NL', town: null },
  } satisfies Omit<MoveDealInput, 'id' | 'version'>
  await new MoveService().move(scope, await withVersion(scope, id, lost))
}

/** Adds the id and the present version of the deal to the input of a move. */
async function withVersion<T extends object>(
  scope: Scope,
  id: string,
  move: T,
): Promise<T & { id: string; version: number }> {
  const { version } = await scope.db.findOneByOrFail(Deal, { id })
  return { ...move, id, version }
}

async function project(as: RunAs, deal: string): Promise<void> {
  const service = new JobProjectionService()
  const scope = await as('officer@awex.example', '2018-05-31')
  const stated = {
    deal,
    kind: 'DIRECT',
    standing: 'REPORTED',
    statedOn: '2018-05-31',
    wordingLanguage: 'EN',
    source: echo,
  } as const
  await service.project(scope, {
    ...stated,
    horizon: 'INITIAL',
    low: 200,
    high: 999,
    wording: 'several hundred',
  })
  await service.project(scope, {
    ...stated,
    horizon: 'MEDIUM_TERM',
    low: 1000,
    wording: 'more than a thousand',
  })
}
