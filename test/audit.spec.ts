/** Every mutation of the schema leaves exactly one entry, with one good call each to see it by. */
import { getNamedType, isCompositeType } from 'graphql'
import { anAncrage, type Ancrage } from './ancrage.js'
import { schema } from './schema.js'

/** A session is its own record: it is never changed but for its end, and never removed. */
const unaudited = ['signIn', 'signOut']

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const admin = 'admin@awex.example'

const person = { name: 'A person', agency: 'awex', role: 'HEAD', clearance: 'SECRET', language: 'EN' }
const deal = { codeName: 'Lotus', title: 'A title', confidentiality: 'OPEN', openedOn: '2018-01-08' }
const agreement = {
  title: 'A title',
  kind: 'MOU',
  standing: 'DISCUSSED',
  parties: [{ agency: 'awex' }, { name: 'Belgium' }],
}
const claim = { statement: 'Talks are under way', statedOn: '2018-05-31', source: { kind: 'UNNAMED' } }
const town = { town: 'Liège', country: 'BE', standing: 'CANDIDATE' }

const meeting = {
  title: 'A meeting',
  when: { from: '2018-03-01', to: '2018-03-10', precision: 'EARLY_MONTH' },
}
const task = { title: 'Call', dueOn: '2018-04-01' }

const create = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { id version } }'
const open = 'mutation ($input: OpenDealInput!) { openDeal(input: $input) { id version } }'
const join = 'mutation ($input: JoinDealInput!) { joinDeal(input: $input) { id } }'
const add = 'mutation ($input: AddLocationInput!) { addLocation(input: $input) { id version } }'
const record = 'mutation ($input: RecordAgreementInput!) { recordAgreement(input: $input) { id version } }'
const claimed = 'mutation ($input: RecordClaimInput!) { recordClaim(input: $input) { id version } }'
const plan = 'mutation ($input: PlanMeetingInput!) { planMeeting(input: $input) { id version } }'
const note = 'mutation ($input: AddTaskInput!) { addTask(input: $input) { id version } }'

/** One good call: who makes it, and its input, from whatever has to be there before. */
interface Call {
  as: string
  input: (get: Ancrage['get']) => object | Promise<object>
}

const ofDeal = (more: object) => async (get: Ancrage['get']) => ({ deal: (await aDeal(get)).id, ...more })

const calls: Record<string, Call> = {
  createUser: {
    as: admin,
    input: () => ({ ...person, email: 'new@awex.example', password: 'correct horse battery' }),
  },
  updateUser: { as: admin, input: async (get) => ({ ...(await aUser(get)), name: 'Another name' }) },
  createProspect: { as: head, input: () => ({ name: 'A company' }) },
  updateProspect: { as: head, input: async (get) => ({ ...(await aProspect(get)), name: 'Another name' }) },
  archiveProspect: { as: head, input: aProspect },
  updateDealStage: {
    as: admin,
    input: async (get) => ({
      ...(await get(admin, '{ dealStages { code version } }')).dealStages[0],
      probability: 7,
    }),
  },
  openDeal: { as: head, input: () => deal },
  updateDeal: { as: head, input: async (get) => ({ ...(await aDeal(get)), title: 'Another title' }) },
  moveDeal: { as: head, input: async (get) => ({ ...(await aDeal(get)), to: 'CONTACTED' }) },
  verifyLanding: { as: head, input: async (get) => ({ id: (await aDeal(get, officer)).id }) },
  handOverDeal: { as: head, input: ofDeal({ to: 'liege-airport', reason: 'It is theirs' }) },
  joinDeal: { as: head, input: ofDeal({ agency: 'liege-airport', role: 'SUPPORT' }) },
  leaveDeal: {
    as: head,
    input: async (get) => {
      const { id } = await aDeal(get)
      await get(head, join, { input: { deal: id, agency: 'liege-airport', role: 'SUPPORT' } })
      return { deal: id, agency: 'liege-airport' }
    },
  },
  letKnow: { as: head, input: async (get) => ({ deal: (await aDeal(get)).id, user: (await aUser(get)).id }) },
  projectJobs: {
    as: head,
    input: ofDeal({
      kind: 'DIRECT',
      horizon: 'FULL',
      low: 30,
      standing: 'REPORTED',
      statedOn: '2018-02-01',
      source: { kind: 'COMPANY' },
    }),
  },
  addLocation: { as: head, input: ofDeal(town) },
  updateLocation: {
    as: head,
    input: async (get) => {
      const input = { deal: (await aDeal(get)).id, ...town }
      const { addLocation } = await get(head, add, { input })
      return { ...addLocation, standing: 'SHORTLISTED' }
    },
  },
  recordAgreement: { as: head, input: () => agreement },
  updateAgreement: {
    as: head,
    input: async (get) => {
      const { recordAgreement } = await get(head, record, { input: agreement })
      return { ...recordAgreement, place: 'Liège' }
    },
  },
  recordClaim: { as: head, input: ofDeal(claim) },
  gradeClaim: {
    as: head,
    input: async (get) => {
      const { recordClaim } = await get(head, claimed, { input: await ofDeal(claim)(get) })
      return { ...recordClaim, standing: 'DENIED', reason: 'They said so' }
    },
  },
  planMeeting: { as: head, input: async (get) => ({ ...meeting, deals: [(await aDeal(get)).id] }) },
  recordMeeting: {
    as: head,
    input: async (get) => ({ ...(await aPlan(get)), tasks: [{ title: 'Call', dueOn: '2018-04-01' }] }),
  },
  updateMeeting: { as: head, input: async (get) => ({ ...(await aPlan(get)), participants: [] }) },
  cancelMeeting: { as: head, input: aPlan },
  addTask: { as: head, input: ofDeal(task) },
  updateTask: { as: head, input: async (get) => ({ ...(await aTask(get)), title: 'Write' }) },
  completeTask: { as: head, input: aTask },
}

const mutations = Object.values(schema.getMutationType()!.getFields()).filter(
  ({ name }) => !unaudited.includes(name),
)

describe('the audit trail', () => {
  let ancrage: Ancrage
  beforeAll(async () => {
    ancrage = await anAncrage()
  })
  afterAll(() => ancrage.stop())

  it.each(mutations.map((mutation) => [mutation.name, mutation] as const))(
    'has one entry of %s',
    async (name, { type }) => {
      const call = calls[name]
      if (!call) throw new Error(`Add a good call of ${name} to the table above.`)
      const variables = { input: await call.input(ancrage.get) }
      const before = await entries(ancrage)
      const selection = isCompositeType(getNamedType(type)) ? '{ __typename }' : ''
      await ancrage.get(
        call.as,
        `mutation ($input: ${inputOf(name)}!) { ${name}(input: $input) ${selection} }`,
        variables,
      )
      expect(await entriesBeside(ancrage, before)).toEqual([{ verb: name, email: call.as, told: true }])
    },
  )

  it('has no call of what is no mutation', () => {
    expect(
      Object.keys(calls).filter((name) => !mutations.some((mutation) => mutation.name === name)),
    ).toEqual([])
  })
})

/** `{ id, version }` of a new prospect, to edit. */
async function aProspect(get: Ancrage['get']): Promise<object> {
  return (await get(head, 'mutation { createProspect(input: { name: "A company" }) { id version } }'))
    .createProspect
}

let users = 0

async function aUser(get: Ancrage['get']): Promise<{ id: string; version: number }> {
  const input = { ...person, email: `person${++users}@awex.example`, password: 'correct horse battery' }
  return (await get(admin, create, { input })).createUser
}

/** Whoever opens it is its officer. */
async function aDeal(get: Ancrage['get'], by = head): Promise<{ id: string; version: number }> {
  return (await get(by, open, { input: deal })).openDeal
}

async function aPlan(get: Ancrage['get']): Promise<object> {
  return (await get(head, plan, { input: meeting })).planMeeting
}

async function aTask(get: Ancrage['get']): Promise<object> {
  return (await get(head, note, { input: task })).addTask
}

const inputOf = (mutation: string) => `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`

async function entries({ owner }: Ancrage): Promise<string[]> {
  return (await owner.query<{ id: string }>('select id from audit_entry')).rows.map(({ id }) => id)
}

async function entriesBeside({ owner }: Ancrage, before: string[]): Promise<object[]> {
  const { rows } = await owner.query<object>(
    `select verb, email, num_nonnulls(subject_id, subject_key) = 1 and (before is not null or after is not null) as told
       from audit_entry a left join "user" u on u.id = a.user_id where not a.id = any($1::uuid[])`,
    [before],
  )
  return rows
}
