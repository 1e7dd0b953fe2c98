/** Deals to test with, made over the API: complete up to a stage, or without one fact. */
import type { FactCode, StageCode } from '../src/deal/stage/stage.js'
import type { Ancrage } from './ancrage.js'

const officer = 'officer@awex.example'
const head = 'head@awex.example'
const source = { kind: 'PRESS', name: 'L’Echo' }

export interface DealVersion {
  id: string
  version: number
}

const mutation = (name: string, input: string, selection: string) =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ${selection} } }`

export const moveMutation = mutation('moveDeal', 'MoveDealInput', 'id version stage { code }')

/** A deal that shows every fact but one, opened by the officer of Awex, who leads it together with Liège Airport. */
export async function createDealWithout(ancrage: Ancrage, missing: FactCode | null): Promise<DealVersion> {
  const has = (fact: FactCode) => fact !== missing
  const give = async (name: string, input: string, values: object, selection = 'id version', by = officer) =>
    (await ancrage.get(by, mutation(name, input, selection), { input: values }))[name] as DealVersion
  const prospect = has('prospect')
    ? (await give('createProspect', 'CreateProspectInput', { name: 'A company' })).id
    : null
  const facts = {
    codeName: 'Lotus',
    title: 'A centre',
    openedOn: '2018-01-08',
    prospect,
    sector: has('sector') ? '52' : null,
    activity: has('activity') ? 'LOGISTICS' : null,
    type: has('type') ? 'GREENFIELD' : null,
    ...(!has('officer') && { officer: null }),
    capexUnknown: has('capex'),
    noCompetingLocations: has('competingLocations'),
    ...(has('expectedDecision') && {
      expectedDecision: { from: '2018-06-01', to: '2018-06-30', precision: 'MONTH' },
    }),
  }
  const { id } = await give('openDeal', 'OpenDealInput', facts)
  if (has('contactOrMeeting')) await meet(id, has('decisionMakerMet'))
  if (has('ourSite')) await locate(id, has('chosenSite'))
  if (has('jobProjection')) await project(id, has('realisedJobs') ? 'REALISED' : 'REPORTED')
  if (has('signedAgreement')) await sign(id)
  if (has('verifiedLanding')) await give('verifyLanding', 'VerifyLandingInput', { id }, 'id', head)
  const deal = await read(id)
  const losing = {
    ...deal,
    ...(has('lossReason') && { lossReasons: [{ code: 'SITE', source }] }),
    ...(has('lossDestination') && { lossDestination: { country: 'NL' } }),
  }
  return give('updateDeal', 'UpdateDealInput', losing)

  async function read(id: string): Promise<DealVersion> {
    return (await ancrage.get(officer, 'query ($id: ID) { deal(id: $id) { id version } }', { id })).deal
  }
  async function meet(deal: string, decisionMaker: boolean) {
    const when = { from: '2018-01-15', to: '2018-01-15', precision: 'DAY' }
    const participants = [{ description: 'an executive', decisionMaker }]
    await give('recordMeeting', 'RecordMeetingInput', { title: 'A talk', when, deals: [deal], participants })
  }
  async function locate(deal: string, chosen: boolean) {
    const { id: site } = await give('createSite', 'CreateSiteInput', { name: 'A site', kind: 'GREENFIELD' })
    await give('addLocation', 'AddLocationInput', {
      deal,
      site,
      standing: chosen ? 'CHOSEN' : 'CANDIDATE',
      since: '2018-01-16',
    })
  }
  async function project(deal: string, standing: string) {
    const stated = { kind: 'DIRECT', horizon: 'INITIAL', low: 10, standing, statedOn: '2018-01-17', source }
    await give('projectJobs', 'ProjectJobsInput', { deal, ...stated }, 'id')
  }
  async function sign(deal: string) {
    const parties = [{ agency: 'awex' }, { name: 'A company' }]
    const signed = {
      kind: 'MOU',
      standing: 'SIGNED',
      signedOn: '2018-01-18',
      title: 'A memorandum',
      parties,
      deals: [deal],
    }
    await give('recordAgreement', 'RecordAgreementInput', signed)
  }
}

/** A bare deal of Awex, moved to a stage by its HEAD, facts or no facts. */
export async function createDealIn(ancrage: Ancrage, stage: StageCode): Promise<DealVersion> {
  const opened = await ancrage.get(head, mutation('openDeal', 'OpenDealInput', 'id version stage { code }'), {
    input: { codeName: 'Lotus', title: 'A centre', openedOn: '2018-01-08' },
  })
  let deal = opened.openDeal as DealVersion
  const way: Record<string, StageCode[]> = {
    IDENTIFIED: [],
    LANDED: ['COMMITTED', 'LANDED'],
    LOST: ['NEGOTIATION', 'LOST'],
    DORMANT: ['NEGOTIATION', 'DORMANT'],
  }
  for (const to of way[stage] ?? [stage]) deal = await overriding(ancrage, deal, to)
  return deal
}

async function overriding(
  ancrage: Ancrage,
  { id, version }: DealVersion,
  to: StageCode,
): Promise<DealVersion> {
  const input = { id, version, to, effectiveOn: '2018-02-01', override: true, reason: 'For the test' }
  return (await ancrage.get(head, moveMutation, { input })).moveDeal
}
