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
import { partialDate } from '../core/time/partial-date.js'
import { Deal } from '../deal/deal.entity.js'
import type { Settings } from '../config/settings.js'
import type { DemoCompanies } from './companies.js'
import type { RunAs } from './run-as.js'

const opening = '2018-01-08'
const echo = {
  kind: 'PRESS',
  name: 'L’Echo',
  medium: 'L’Echo',
  publishedOn: '2018-05-31',
  address: null,
} as const
const assumedOpening =
  'Supposés pour la démonstration : le jour d’ouverture (8 janvier 2018), la confidentialité, le type de projet, le rôle de chaque organisme'
const assumedMove =
  'Supposés pour la démonstration : le jour de ce passage et les faits qui le justifient, que les articles ne donnent pas.'
/** The day is stated; only the facts behind the move are not. */
const statedMove =
  'Partenariat signé et Liège désignée le 31 mai 2018. Les autres faits que demande cette étape ne figurent pas dans les articles ; l’autorisation est supposée pour la démonstration.'

/** What the articles say of the first deal, by the day on which it is entered. */
const alibabaFacts = {
  [opening]: `${assumedOpening}, le nom de code, ainsi que le code NUTS et la nature du terrain.`,
  '2018-05-31':
    'La recherche de l’entreprise dure depuis plus d’un an ; Hangzhou, Kuala Lumpur, Moscou et Dubaï sont candidates comme Liège. ' +
    'Alibaba, géant comparable à l’américain Amazon, veut desservir une centaine de villes du monde au lieu de 30.',
  '2018-07-03':
    'L’eWTP (Electronic World Trade Platform) est une initiative privée qui veut ouvrir la vente en ligne aux petites entreprises ; la Belgique a été invitée à y adhérer. ' +
    'Une décision est attendue bientôt ; le troisième trimestre 2018 est supposé pour la démonstration.',
}

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
  await choose(as, deals.cainiao)
  await move(as, 'head@liege-airport.example', deals.cainiao, 'COMMITTED', '2018-05-31', statedMove)
  await project(as, deals.alibaba)
  await competeAbroad(as, deals.alibaba)
  await describe(as, deals.alibaba, settings)
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
    reason: 'Le dossier est entre les mains du Premier ministre ; le jour est supposé pour la démonstration.',
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
      title:
        'Alibaba : centre européen de distribution et de logistique sur plusieurs hectares au nord de Liège Airport',
      confidentiality: 'RESTRICTED',
      description: alibabaFacts[opening],
      prospect: prospects.alibaba,
      sector: '52',
      activity: 'LOGISTICS',
      type: 'GREENFIELD',
    }),
    cainiao: await start('officer@liege-airport.example', {
      codeName: 'Plume',
      title: 'Cainiao : hub de fret charter à Liège Airport',
      confidentiality: 'INTERNAL',
      description: `Cainiao, bras logistique d’Alibaba, veut passer de 30 à 100 villes dans six grands pays et régions en trois ans. Ses cinq hubs : Liège, Hangzhou, Kuala Lumpur, Moscou et Dubaï. ${assumedOpening} et le nom de code.`,
      prospect: prospects.cainiao,
      sector: '52',
      activity: 'LOGISTICS',
      type: 'GREENFIELD',
      jobsUnknown: true,
    }),
    thunderPower: await start('officer@awex.example', {
      codeName: 'Volt',
      title:
        'Thunder Power : chaîne de production de voitures électriques sur l’ancien site de Caterpillar, à Charleroi',
      confidentiality: 'INTERNAL',
      description: `La venue de l’entreprise est attendue. ${assumedOpening}, le nom de code et le code NUTS du terrain.`,
      prospect: prospects.thunderPower,
      sector: '29',
      activity: 'MANUFACTURING',
      type: 'GREENFIELD',
      jobsUnknown: true,
    }),
    zalando: await start('officer@awex.example', {
      codeName: 'Angela',
      title: 'Zalando : centre logistique',
      confidentiality: 'OPEN',
      description: `« Angela » est le nom que la presse a rapporté pour ce dossier. ${assumedOpening}.`,
      prospect: prospects.zalando,
      sector: '52',
      activity: 'LOGISTICS',
      type: 'GREENFIELD',
      jobsUnknown: true,
    }),
  }
}

/** Adds the places of the projects; which of them compete abroad was reported on 31 May only. */
async function compete(as: RunAs, { sites }: DemoCompanies, deals: DemoDeals): Promise<void> {
  const service = new LocationService()
  const candidate = { standing: 'CANDIDATE', since: opening } as const
  const scope = await as('officer@awex.example', opening)
  await service.add(scope, { deal: deals.alibaba, site: sites.airport, ...candidate })
  await service.add(scope, { deal: deals.thunderPower, site: sites.caterpillar, ...candidate })
}

async function competeAbroad(as: RunAs, deal: string): Promise<void> {
  const scope = await as('officer@awex.example', '2018-05-31')
  for (const [town, country] of [
    ['Hangzhou', 'CN'],
    ['Kuala Lumpur', 'MY'],
    ['Moscou', 'RU'],
    ['Dubaï', 'AE'],
  ] as const)
    await new LocationService().add(scope, {
      ...{ deal, town, country, standing: 'CANDIDATE' as const, since: '2018-05-31' },
    })
}

/** Liège is designated on the day of the signature. */
async function choose(as: RunAs, deal: string): Promise<void> {
  const day = '2018-05-31'
  const scope = await as('officer@liege-airport.example', day)
  await new LocationService().add(scope, {
    ...{ deal, town: 'Liège', country: 'BE', standing: 'CHOSEN' as const, since: day },
  })
}

/** Adds to the description of the first deal what each article says of it, and when a decision is expected. */
async function describe(as: RunAs, id: string, settings: Settings): Promise<void> {
  const texts = [alibabaFacts['2018-05-31'], alibabaFacts[opening]]
  for (const day of ['2018-05-31', '2018-07-03'] as const) {
    if (day === '2018-07-03') texts.splice(1, 0, alibabaFacts[day])
    const scope = await as('officer@awex.example', day)
    const expectedDecision = day === '2018-07-03' ? partialDate('QUARTER', day) : undefined
    const description = texts.join('\n\n')
    await new DealService(settings).update(
      scope,
      await withVersion(scope, id, { description, expectedDecision }),
    )
  }
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

/** Moves by override, with the reason that says what is assumed. */
async function move(
  as: RunAs,
  email: string,
  id: string,
  to: StageCode,
  day: string,
  reason = assumedMove,
): Promise<void> {
  const scope = await as(email, day)
  await new MoveService().move(
    scope,
    await withVersion(scope, id, { to, effectiveOn: day, override: true, reason }),
  )
}

async function lose(as: RunAs, id: string): Promise<void> {
  const scope = await as('officer@awex.example', '2018-03-30')
  const lost = {
    to: 'LOST',
    effectiveOn: '2018-03-30',
    reason: 'Perdu au profit des Pays-Bas ; le jour, en mars 2018, est supposé pour la démonstration.',
    lossReasons: [
      { code: 'OTHER', wording: 'Aucune raison n’est indiquée dans ces articles.', source: echo },
    ],
    lossDestination: { country: 'NL', town: null, source: echo },
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
    wordingLanguage: 'FR',
    source: echo,
  } as const
  await service.project(scope, {
    ...stated,
    horizon: 'INITIAL',
    low: 200,
    high: 999,
    wording: 'plusieurs centaines d’emplois',
  })
  await service.project(scope, {
    ...stated,
    horizon: 'MEDIUM_TERM',
    low: 1000,
    wording: 'plus d’un millier à moyen terme',
  })
}
