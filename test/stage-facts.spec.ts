/**
 * What fulfils each fact that a stage can require: one table over the conditions of
 * src/deal/stage/fact_conditions.sql. Each row checks the three results that clients get: `missing`, the filter and a
 * refused move.
 */
import { agreementKinds } from '../src/agreement/agreement.entity.js'
import { agreementStandings } from '../src/agreement/agreement-standing.js'
import { jobHorizons, jobKinds, jobStandings } from '../src/deal/job-projection/job-projection.entity.js'
import { locationStandings } from '../src/deal/location/location.entity.js'
import { factCodes, shippedStages, type FactCode } from '../src/deal/stage/stage.js'
import { startTestService, type TestService } from './test-service.js'
import { createDealWithout, moveMutation } from './deal-fixtures.js'
import { arrangementsOn, type Arrangement, type Row } from './fact-arrangements.js'

const officer = 'officer@awex.example'
const head = 'head@awex.example'
const day = { from: '2018-01-15', to: '2018-01-15', precision: 'DAY' }

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
  await createDealWithout(ancrage, null) // shows every fact; none of them may count for another deal
})
afterAll(() => ancrage.stop())

const {
  write,
  update,
  move,
  userId,
  nothing,
  set,
  addLocation,
  projectJobs,
  recordAgreement,
  recordMeeting,
  planMeeting,
  cancelMeeting,
  addContact,
  loseAndReopen,
  landAndReopen,
  verify,
  anotherHead,
  verifyAfterReopening,
  executive,
} = arrangementsOn(() => ancrage)
const source = { kind: 'PRESS', name: 'L’Echo' }

/** The fact, what was recorded, whether that shows the fact, how to record it, and the viewer (the HEAD if left out). */
type FactRow = [fact: FactCode, what: string, isShown: boolean, arrange: Arrangement, viewer?: string]
const row = (...values: FactRow): FactRow => values

const table: FactRow[] = [
  ...factCodes.map((fact) => row(fact, 'nothing', false, nothing)),

  ['prospect', 'a prospect', true, addContact],
  ['sector', 'a sector', true, set({ sector: '52' })],
  ['activity', 'an activity', true, set({ activity: 'LOGISTICS' })],
  ['type', 'a type', true, set({ type: 'GREENFIELD' })],
  ['officer', 'an officer', true, async (deal) => update(deal, { officer: await userId(officer) })],

  ['capex', 'a range', true, set({ capex: { low: '10000000', currency: 'EUR' } })],
  ['capex', 'that it is unknown', true, set({ capexUnknown: true })],
  ['expectedDecision', 'a day', true, set({ expectedDecision: day })],
  [
    'expectedDecision',
    'a quarter',
    true,
    set({ expectedDecision: { from: '2018-04-01', to: '2018-06-30', precision: 'QUARTER' } }),
  ],

  ['jobProjection', 'that it is unknown', true, set({ jobsUnknown: true })],
  ...jobStandings.map((standing) => row('jobProjection', `${standing} jobs`, true, projectJobs(standing))),
  ...jobKinds.map((kind) =>
    row('jobProjection', `${kind} jobs`, true, projectJobs('REPORTED', undefined, { kind })),
  ),
  ...jobHorizons.map((horizon) =>
    row('jobProjection', `${horizon} jobs`, true, projectJobs('REPORTED', undefined, { horizon })),
  ),

  ...locationStandings.map((standing) =>
    row('ourSite', `a ${standing} site`, standing !== 'REJECTED', addLocation({ site: true }, standing)),
  ),
  ['ourSite', 'a town', false, addLocation({ town: 'Venlo' }, 'CANDIDATE')],

  ['competingLocations', 'that there are none', true, set({ noCompetingLocations: true })],
  ...locationStandings.map((standing) =>
    row('competingLocations', `a ${standing} town`, true, addLocation({ town: 'Venlo' }, standing)),
  ),
  ['competingLocations', 'a site of ours', false, addLocation({ site: true }, 'CANDIDATE')],

  ...locationStandings.map((standing) =>
    row('chosenSite', `a ${standing} site`, standing === 'CHOSEN', addLocation({ site: true }, standing)),
  ),
  ['chosenSite', 'a chosen town', false, addLocation({ town: 'Venlo' }, 'CHOSEN')],

  ['lossReason', 'a reason', true, set({ lossReasons: [{ code: 'SITE', source }] })],
  ['lossReason', 'only a destination', false, set({ lossDestination: { country: 'NL' } })],
  ['lossReason', 'the reason of a loss that was reopened', false, loseAndReopen],
  ['lossDestination', 'a country', true, set({ lossDestination: { country: 'NL' } })],
  ['lossDestination', 'that it is unknown', true, set({ lossDestination: { unknown: true } })],
  ['lossDestination', 'only a reason', false, set({ lossReasons: [{ code: 'SITE', source }] })],
  ['lossDestination', 'the destination of a loss that was reopened', false, loseAndReopen],

  ...jobStandings.map((standing) =>
    row('realisedJobs', `${standing} jobs`, standing === 'REALISED', projectJobs(standing)),
  ),
  ...jobKinds.map((kind) =>
    row('realisedJobs', `realised ${kind} jobs`, true, projectJobs('REALISED', undefined, { kind })),
  ),
  ...jobHorizons.map((horizon) =>
    row('realisedJobs', `realised ${horizon} jobs`, true, projectJobs('REALISED', undefined, { horizon })),
  ),
  ['realisedJobs', 'realised jobs, replaced by reported ones', false, projectJobs('REALISED', 'REPORTED')],
  ['realisedJobs', 'reported jobs, replaced by realised ones', true, projectJobs('REPORTED', 'REALISED')],

  ['verifiedLanding', 'a verification of another deal', false, nothing, officer],
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
    'a verification in the millisecond in which the landing was reopened',
    false,
    verifyAfterReopening(0),
    officer,
  ],
  ['verifiedLanding', 'a verification one millisecond after that', true, verifyAfterReopening(1), officer],
  [
    'verifiedLanding',
    'a verification between two landings that were reopened',
    false,
    async (deal) => {
      await landAndReopen(deal)
      await verify(deal)
      await landAndReopen(deal)
    },
    officer,
  ],
  [
    'verifiedLanding',
    'a verification before the landing of another deal was reopened',
    true,
    async (deal) => {
      await verify(deal)
      const other = await write('openDeal', { codeName: 'Lys', title: 'A plant', openedOn: '2018-01-08' })
      await move(other.id, 'COMMITTED')
      await landAndReopen(other.id)
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

  ...agreementKinds.flatMap((kind) =>
    agreementStandings.map((standing) =>
      row(
        'signedAgreement',
        `a ${kind} that is ${standing}`,
        standing === 'SIGNED' && kind !== 'LETTER_OF_INTENT',
        recordAgreement(kind, standing),
      ),
    ),
  ),

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
  ['contactOrMeeting', 'a cancelled meeting', false, cancelMeeting()],

  ['decisionMakerMet', 'a meeting with a described decision maker', true, recordMeeting([executive])],
  ['decisionMakerMet', 'a planned meeting with one', false, planMeeting([executive])],
  ['decisionMakerMet', 'a cancelled meeting with one', false, cancelMeeting([executive])],
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
