/**
 * What fulfils each fact that a stage can require: one table over the conditions of
 * src/deal/stage/fact_conditions.sql. Each row checks the three results that clients get: `missing`, the filter and a
 * refused move.
 */
import { randomUUID } from 'node:crypto'
import { factCodes, shippedStages, type FactCode } from '../src/deal/stage/stage.js'
import { startTestService, type TestService } from './test-service.js'
import { createDealWithout, moveMutation } from './deal-fixtures.js'

const officer = 'officer@awex.example'
const head = 'head@awex.example'
const source = { kind: 'PRESS', name: 'L’Echo' }
const day = { from: '2018-01-15', to: '2018-01-15', precision: 'DAY' }

interface Row {
  id: string
  version: number
}

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
  await createDealWithout(ancrage, null) // shows every fact; none of them may count for another deal
})
afterAll(() => ancrage.stop())

async function write(verb: string, input: object, by = head): Promise<Row> {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const selection = ['projectJobs', 'verifyLanding'].includes(verb) ? 'id' : 'id version'
  const mutation = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`
  return (await ancrage.run(by, mutation, { input }))[verb] as Row
}

const versionOf = async (id: string): Promise<number> =>
  (await ancrage.run(head, 'query ($id: ID) { deal(id: $id) { version } }', { id })).deal.version
const update = async (id: string, changes: object) =>
  write('updateDeal', { id, version: await versionOf(id), ...changes })
const move = async (id: string, to: string, more: object = { override: true, reason: 'For the test' }) =>
  write('moveDeal', { id, version: await versionOf(id), to, effectiveOn: '2018-03-01', ...more })
const userId = async (email: string): Promise<string> =>
  (await ancrage.run(email, '{ viewer { id } }')).viewer.id

/** Adds something to a deal that shows no fact. */
type Arrangement = (deal: string) => Promise<unknown>
const nothing: Arrangement = () => Promise.resolve()
const set =
  (changes: object): Arrangement =>
  (deal) =>
    update(deal, changes)
const addLocation =
  (where: { site: true } | { town: string }, standing: string): Arrangement =>
  async (deal) => {
    const place =
      'town' in where
        ? { town: where.town, country: 'NL' }
        : { site: (await write('createSite', { name: 'A site', kind: 'GREENFIELD' })).id }
    return write('addLocation', { deal, ...place, standing, since: '2018-01-16' })
  }
const project = (deal: string, standing: string, more: object = {}) =>
  write('projectJobs', {
    ...{ deal, kind: 'DIRECT', horizon: 'INITIAL', low: 10, standing, statedOn: '2018-01-17', source },
    ...more,
  })
const projectJobs =
  (standing: string, replacement?: string): Arrangement =>
  async (deal) => {
    const { id } = await project(deal, standing)
    if (replacement) await project(deal, replacement, { replaces: id })
  }
const recordAgreement =
  (kind: string, standing: string): Arrangement =>
  (deal) =>
    write('recordAgreement', {
      kind,
      standing,
      title: 'A memorandum',
      deals: [deal],
      parties: [{ agency: 'awex' }, { name: 'A company' }],
      ...(standing === 'SIGNED' && { signedOn: '2018-01-18' }),
    })
const recordMeeting =
  (participants: object[] = []): Arrangement =>
  (deal) =>
    write('recordMeeting', { title: 'A talk', when: day, deals: [deal], participants })
const planMeeting =
  (participants: object[] = []): Arrangement =>
  (deal) =>
    write('planMeeting', { title: 'A talk', when: day, deals: [deal], participants })
const cancelMeeting: Arrangement = async (deal) => {
  const meeting = (await planMeeting()(deal)) as Row
  await write('cancelMeeting', { ...meeting, reason: 'They fell ill' })
}
/** A prospect of the deal with a contact, who is a decision maker. */
async function addContact(deal: string): Promise<Row> {
  const prospect = await write('createProspect', { name: 'A company' })
  await update(deal, { prospect: prospect.id })
  return write('createContact', { name: 'Daniel Zhang', prospect: prospect.id, decisionMaker: true })
}
const loseAndReopen: Arrangement = async (deal) => {
  await move(deal, 'NEGOTIATION')
  await move(deal, 'LOST', { lossReasons: [{ code: 'SITE', source }], lossDestination: { country: 'NL' } })
  await move(deal, 'NEGOTIATION', { reason: 'They called again' })
}
const landAndReopen: Arrangement = async (deal) => {
  await move(deal, 'LANDED')
  await move(deal, 'COMMITTED')
}
const verify = (deal: string, by = head) => write('verifyLanding', { id: deal }, by)

/** Creates a HEAD of Awex who has moved no deal, and returns the e-mail address. */
async function anotherHead(): Promise<string> {
  const email = `head-${randomUUID()}@awex.example`
  const input = { email, agency: 'awex', name: 'Another head', role: 'HEAD', clearance: 'SECRET' }
  const user = { ...input, language: 'EN', password: 'ancrage-demo' }
  await ancrage.run(
    'admin@awex.example',
    'mutation ($input: CreateUserInput!) { createUser(input: $input) { id } }',
    { input: user },
  )
  return email
}

const executive = { description: 'an executive', decisionMaker: true }

/** The fact, what was recorded, whether that shows the fact, how to record it, and the viewer (the HEAD if left out). */
const table: [fact: FactCode, what: string, isShown: boolean, arrange: Arrangement, viewer?: string][] = [
  ...factCodes.map((fact): [FactCode, string, boolean, Arrangement] => [fact, 'nothing', false, nothing]),

  ['prospect', 'a prospect', true, addContact],
  ['sector', 'a sector', true, set({ sector: '52' })],
  ['activity', 'an activity', true, set({ activity: 'LOGISTICS' })],
  ['type', 'a type', true, set({ type: 'GREENFIELD' })],
  ['officer', 'an officer', true, async (deal) => update(deal, { officer: await userId(officer) })],

  ['capex', 'a range', true, set({ capex: { low: '10000000', currency: 'EUR' } })],
  ['capex', 'that it is unknown', true, set({ capexUnknown: true })],
  ['expectedDecision', 'a day', true, set({ expectedDecision: day })],

  ['jobProjection', 'that it is unknown', true, set({ jobsUnknown: true })],
  ['jobProjection', 'a rumour', true, projectJobs('RUMOURED')],

  ['ourSite', 'a candidate site', true, addLocation({ site: true }, 'CANDIDATE')],
  ['ourSite', 'a chosen site', true, addLocation({ site: true }, 'CHOSEN')],
  ['ourSite', 'a rejected site', false, addLocation({ site: true }, 'REJECTED')],
  ['ourSite', 'a town', false, addLocation({ town: 'Venlo' }, 'CANDIDATE')],

  ['competingLocations', 'that there are none', true, set({ noCompetingLocations: true })],
  ['competingLocations', 'a town', true, addLocation({ town: 'Venlo' }, 'CANDIDATE')],
  ['competingLocations', 'a rejected town', true, addLocation({ town: 'Venlo' }, 'REJECTED')],
  ['competingLocations', 'a site of ours', false, addLocation({ site: true }, 'CANDIDATE')],

  ['chosenSite', 'a chosen site', true, addLocation({ site: true }, 'CHOSEN')],
  ['chosenSite', 'a shortlisted site', false, addLocation({ site: true }, 'SHORTLISTED')],
  ['chosenSite', 'a chosen town', false, addLocation({ town: 'Venlo' }, 'CHOSEN')],

  ['lossReason', 'a reason', true, set({ lossReasons: [{ code: 'SITE', source }] })],
  ['lossReason', 'only a destination', false, set({ lossDestination: { country: 'NL' } })],
  ['lossReason', 'the reason of a loss that was reopened', false, loseAndReopen],
  ['lossDestination', 'a country', true, set({ lossDestination: { country: 'NL' } })],
  ['lossDestination', 'that it is unknown', true, set({ lossDestination: { unknown: true } })],
  ['lossDestination', 'only a reason', false, set({ lossReasons: [{ code: 'SITE', source }] })],
  ['lossDestination', 'the destination of a loss that was reopened', false, loseAndReopen],

  ['realisedJobs', 'realised jobs', true, projectJobs('REALISED')],
  ['realisedJobs', 'jobs by contract', false, projectJobs('CONTRACTED')],
  ['realisedJobs', 'realised jobs, replaced by reported ones', false, projectJobs('REALISED', 'REPORTED')],
  ['realisedJobs', 'reported jobs, replaced by realised ones', true, projectJobs('REPORTED', 'REALISED')],

  ['verifiedLanding', 'a verification by the HEAD', true, (deal) => verify(deal), officer],
  ['verifiedLanding', 'a verification by the viewer', false, (deal) => verify(deal), head],
  [
    'verifiedLanding',
    'a verification by the HEAD who has become its officer',
    false,
    async (deal) => {
      await verify(deal)
      await update(deal, { officer: await userId(head) })
    },
    officer,
  ],
  [
    'verifiedLanding',
    'a verification before the landing was reopened',
    false,
    async (deal) => {
      await verify(deal)
      await landAndReopen(deal)
    },
    officer,
  ],
  [
    'verifiedLanding',
    'a verification after the landing was reopened',
    true,
    async (deal) => {
      await landAndReopen(deal)
      await verify(deal)
    },
    officer,
  ],

  [
    'verifiedLanding',
    'a verification while the deal was LANDED, before that was reopened',
    false,
    async (deal) => {
      await move(deal, 'LANDED')
      await verify(deal, await anotherHead())
      await move(deal, 'COMMITTED')
    },
    officer,
  ],
  [
    'verifiedLanding',
    'a verification before the deal went back and forward',
    true,
    async (deal) => {
      await verify(deal)
      await move(deal, 'NEGOTIATION')
      await move(deal, 'COMMITTED')
    },
    officer,
  ],

  ...['MOU', 'PARTNERSHIP', 'LEASE', 'INCENTIVE', 'INVESTMENT_CONTRACT'].map(
    (kind): [FactCode, string, boolean, Arrangement] => [
      'signedAgreement',
      `a signed ${kind}`,
      true,
      recordAgreement(kind, 'SIGNED'),
    ],
  ),
  ['signedAgreement', 'a signed letter of intent', false, recordAgreement('LETTER_OF_INTENT', 'SIGNED')],
  ['signedAgreement', 'a draft', false, recordAgreement('LEASE', 'DRAFT')],
  [
    'signedAgreement',
    'one that has ended',
    false,
    async (deal) => {
      const agreement = (await recordAgreement('LEASE', 'SIGNED')(deal)) as Row
      await write('updateAgreement', { ...agreement, standing: 'ENDED', endedOn: '2018-07-01' })
    },
  ],

  ['contactOrMeeting', 'a contact of the prospect', true, addContact],
  [
    'contactOrMeeting',
    'a prospect',
    false,
    async (deal) => {
      const prospect = await write('createProspect', { name: 'Another company' })
      return update(deal, { prospect: prospect.id })
    },
  ],
  [
    'contactOrMeeting',
    'an erased contact',
    false,
    async (deal) => write('eraseContact', await addContact(deal)),
  ],
  ['contactOrMeeting', 'a held meeting', true, recordMeeting()],
  ['contactOrMeeting', 'a planned meeting', true, planMeeting()],
  ['contactOrMeeting', 'a cancelled meeting', false, cancelMeeting],

  ['decisionMakerMet', 'a meeting with a described decision maker', true, recordMeeting([executive])],
  ['decisionMakerMet', 'a planned meeting with one', false, planMeeting([executive])],
  ['decisionMakerMet', 'a meeting with others', false, recordMeeting([{ description: 'a clerk' }])],
  [
    'decisionMakerMet',
    'a meeting with a contact who is a decision maker',
    true,
    async (deal) => recordMeeting([{ contact: (await addContact(deal)).id }])(deal),
  ],
  [
    'decisionMakerMet',
    'a meeting with a described decision maker of an agency',
    false,
    recordMeeting([{ ...executive, agency: 'cabinet-jeholet' }]),
  ],
  [
    'decisionMakerMet',
    'a meeting with a contact who is a decision maker of an agency',
    false,
    async (deal) => {
      const { id } = await write('createContact', {
        name: 'Pierre-Yves Jeholet',
        agency: 'cabinet-jeholet',
        decisionMaker: true,
      })
      return recordMeeting([{ contact: id }])(deal)
    },
  ],
  [
    'decisionMakerMet',
    'a meeting that was not held after all',
    false,
    async (deal) => {
      const meeting = (await recordMeeting([executive])(deal)) as Row
      await write('updateMeeting', { ...meeting, status: 'PLANNED', reason: 'They did not come' })
    },
  ],
]

const stageOf = (fact: FactCode): string =>
  shippedStages.find(({ requires }) => requires.includes(fact))!.code

const query = `query ($id: ID!, $stage: DealStageCode!, $fact: FactCode!) {
  deal(id: $id) { version missing(stage: $stage) { code } }
  deals(where: { id: { eq: $id }, missing: { stage: $stage, fact: { eq: $fact } } }) { totalCount }
}`

describe.each(factCodes)('the fact %s', (fact) => {
  it.each(
    table
      .filter(([code]) => code === fact)
      .map(([, what, isShown, arrange, viewer]) => ({
        what,
        isShown,
        arrange,
        viewer: viewer ?? head,
        verdict: isShown ? 'is shown' : 'is not shown',
      })),
  )('$verdict by $what', async ({ arrange, viewer, isShown }) => {
    const opening = { codeName: 'Lotus', title: 'A centre', openedOn: '2018-01-08', officer: null }
    // a landing is verified only while every other fact of it is there
    const { id } =
      fact === 'verifiedLanding' ? await createDealWithout(ancrage, fact) : await write('openDeal', opening)
    const stage = stageOf(fact)
    if (stage === 'LANDED') await move(id, 'COMMITTED') // the only stage that a deal lands from
    await arrange(id)
    const { deal, deals } = await ancrage.run(viewer, query, { id, stage, fact })
    expect(deal.missing.map(({ code }: { code: string }) => code).includes(fact)).toBe(!isShown)
    expect(deals.totalCount).toBe(isShown ? 0 : 1)
    const isComplete = isShown && fact === 'verifiedLanding'
    const { errors } = await ancrage.request(viewer, moveMutation, {
      input: { id, version: deal.version, to: stage, effectiveOn: '2018-03-01' },
    })
    expect(errors?.[0]?.extensions.code).toBe(isComplete ? undefined : 'STAGE_REFUSED')
    expect(errors?.[0]?.extensions.missing?.some(({ code }) => code === fact) ?? false).toBe(!isShown)
  })
})
