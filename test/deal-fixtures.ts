/** Test deals, created over the API: with every fact but one, or in a stage. */
import type { FactCode, StageCode } from '../src/deal/stage/stage.js'
import type { TestService } from './test-service.js'

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

/** Creates a deal of the officer of Awex with every fact but one; null: with every fact. */
export async function createDealWithout(
  ancrage: Pick<TestService, 'run'>,
  missing: FactCode | null,
): Promise<DealVersion> {
  const has = (fact: FactCode) => fact !== missing
  const runMutation = async (
    name: string,
    input: string,
    values: object,
    selection = 'id version',
    by = officer,
  ) => (await ancrage.run(by, mutation(name, input, selection), { input: values }))[name] as DealVersion
  const prospect = has('prospect')
    ? (await runMutation('createProspect', 'CreateProspectInput', { name: 'A company' })).id
    : null
  const dealInput = {
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
  const { id } = await runMutation('openDeal', 'OpenDealInput', dealInput)
  if (has('contactOrMeeting')) await meet(id, has('decisionMakerMet'))
  if (has('ourSite')) await locate(id, has('chosenSite'))
  if (has('jobProjection')) await project(id, has('realisedJobs') ? 'REALISED' : 'REPORTED')
  if (has('signedAgreement')) await sign(id)
  // a landing is verified only while every other fact of it is there
  if (missing === null || missing === 'lossReason' || missing === 'lossDestination')
    await runMutation('verifyLanding', 'VerifyLandingInput', { id }, 'id', head)
  const deal = await read(id)
  const changes = {
    ...deal,
    ...(has('lossReason') && { lossReasons: [{ code: 'SITE', source }] }),
    ...(has('lossDestination') && { lossDestination: { country: 'NL' } }),
  }
  return runMutation('updateDeal', 'UpdateDealInput', changes)

  async function read(id: string): Promise<DealVersion> {
    return (await ancrage.run(officer, 'query ($id: ID) { deal(id: $id) { id version } }', { id })).deal
  }
  async function meet(deal: string, decisionMaker: boolean) {
    const when = { from: '2018-01-15', to: '2018-01-15', precision: 'DAY' }
    const participants = [{ description: 'an executive', decisionMaker }]
    await runMutation('recordMeeting', 'RecordMeetingInput', {
      title: 'A talk',
      when,
      deals: [deal],
      participants,
    })
  }
  async function locate(deal: string, chosen: boolean) {
    const { id: site } = await runMutation('createSite', 'CreateSiteInput', {
      name: 'A site',
      kind: 'GREENFIELD',
    })
    await runMutation('addLocation', 'AddLocationInput', {
      deal,
      site,
      standing: chosen ? 'CHOSEN' : 'CANDIDATE',
      since: '2018-01-16',
    })
  }
  async function project(deal: string, standing: string) {
    const projection = {
      kind: 'DIRECT',
      horizon: 'INITIAL',
      low: 10,
      standing,
      statedOn: '2018-01-17',
      source,
    }
    await runMutation('projectJobs', 'ProjectJobsInput', { deal, ...projection }, 'id')
  }
  async function sign(deal: string) {
    const parties = [{ agency: 'awex' }, { name: 'A company' }]
    const agreement = {
      kind: 'MOU',
      standing: 'SIGNED',
      signedOn: '2018-01-18',
      title: 'A memorandum',
      parties,
      deals: [deal],
    }
    await runMutation('recordAgreement', 'RecordAgreementInput', agreement)
  }
}

/** Creates a deal of Awex without facts and moves it to a stage by overrides. */
export async function createDealIn(ancrage: TestService, stage: StageCode): Promise<DealVersion> {
  const opened = await ancrage.run(head, mutation('openDeal', 'OpenDealInput', 'id version stage { code }'), {
    input: { codeName: 'Lotus', title: 'A centre', openedOn: '2018-01-08' },
  })
  let deal = opened.openDeal as DealVersion
  const paths: Record<string, StageCode[]> = {
    IDENTIFIED: [],
    LANDED: ['COMMITTED', 'LANDED'],
    LOST: ['NEGOTIATION', 'LOST'],
    DORMANT: ['NEGOTIATION', 'DORMANT'],
  }
  for (const to of paths[stage] ?? [stage]) deal = await moveWithOverride(ancrage, deal, to)
  return deal
}

async function moveWithOverride(
  ancrage: TestService,
  { id, version }: DealVersion,
  to: StageCode,
): Promise<DealVersion> {
  const input = { id, version, to, effectiveOn: '2018-02-01', override: true, reason: 'For the test' }
  return (await ancrage.run(head, moveMutation, { input })).moveDeal
}
