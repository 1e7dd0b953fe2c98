/** One valid call of every mutation, with the rows that it requires. A new mutation needs a call here. */
import { Secret, TOTP } from 'otpauth'
import { createDealWithout } from './deal-fixtures.js'
import type { TestService } from './test-service.js'

type Run = TestService['run']

interface Row {
  id: string
  version: number
}

export interface Call {
  as: string
  /** The verb of its audit entry, by default the name of the mutation: a deprecated one runs its successor. */
  verb?: string
  /** How many rows with a history of their own it edits, each with its entry; by default one. */
  entries?: number
  /** The verbs of its audit entries, in their order, if they differ. */
  verbs?: string[]
  /** Missing if the mutation has no input. */
  input?: (run: Run, owner: TestService['owner']) => object | Promise<object>
  /** Returns the token of a separate session, for mutations that end their session. */
  token?: (run: Run) => Promise<string>
}

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const admin = 'admin@awex.example'
const operator = 'operator@ancrage.example'

const person = { agency: 'awex', role: 'OFFICER', clearance: 'INTERNAL', language: 'EN' }
const deal = { codeName: 'Lotus', title: 'A title', confidentiality: 'OPEN', openedOn: '2018-01-08' }
const town = { town: 'Liège', country: 'BE', standing: 'CANDIDATE' }
const day = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
const source = { kind: 'COMPANY' }
const projection = {
  kind: 'DIRECT',
  horizon: 'FULL',
  low: 30,
  standing: 'REPORTED',
  statedOn: '2018-02-01',
  source,
}
const meeting = { title: 'A meeting', when: day }
const agreement = {
  title: 'An agreement',
  kind: 'MOU',
  standing: 'DISCUSSED',
  parties: [{ agency: 'awex' }, { name: 'A party' }],
}
const claim = { statement: 'It is so', statedOn: '2018-02-01', source }
const task = { title: 'To do', dueOn: '2018-03-01' }

/** Runs a mutation and returns its row. */
async function runMutation(run: Run, mutation: string, input: object, as = head): Promise<Row> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  return (
    await run(as, `mutation ($input: ${type}!) { ${mutation}(input: $input) { id version } }`, { input })
  )[mutation]
}

const transitions = 'query ($id: ID) { deal(id: $id) { transitions { nodes { id } } } }'
const team = 'query ($id: ID) { deal(id: $id) { team { id } handovers { nodes { id } } } }'

let users = 0
const aPerson = () => ({ ...person, name: 'A person', email: `person${++users}@awex.example` })
const aUser = (run: Run) => runMutation(run, 'createUser', aPerson(), admin)
const aUserChange = async (run: Run) => {
  const user = await aUser(run)
  await runMutation(run, 'updateUser', { ...user, role: 'HEAD' }, admin)
  const { userChanges } = await run(
    admin,
    'query ($id: ID!) { userChanges(where: { user: { id: { eq: $id } } }) { nodes { id } } }',
    { id: user.id },
  )
  return { id: userChanges.nodes[0].id }
}
/** The user whose second factor is set up and removed. */
const second = { email: 'analyst@awex.example', password: 'ancrage-demo' }
const confirmText =
  'mutation ($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { recoveryCodes } }'
const secondUser = async (run: Run): Promise<{ user: string }> => {
  const query = `{ users(where: { email: { eq: "${second.email}" } }) { nodes { id } } }`
  return { user: (await run(admin, query)).users.nodes[0].id }
}
const removeFactor = async (run: Run): Promise<typeof second> => {
  const text = 'mutation ($input: RemoveSecondFactorInput!) { removeSecondFactor(input: $input) { id } }'
  await run(admin, text, { input: await secondUser(run) })
  return second
}
const enrol = async (run: Run): Promise<{ secret: string }> => {
  const text = 'mutation ($input: EnrolSecondFactorInput!) { enrolSecondFactor(input: $input) { secret } }'
  return (await run(null, text, { input: await removeFactor(run) })).enrolSecondFactor
}
const codeOf = (secret: string): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate()
const aProspect = (run: Run) => runMutation(run, 'createProspect', { name: 'A company' })
const aContact = (run: Run) => runMutation(run, 'createContact', { name: 'A contact' })
const anEmployment = async (run: Run) =>
  runMutation(run, 'createEmployment', { contact: (await aContact(run)).id, agency: 'awex' })
const aSite = (run: Run) => runMutation(run, 'createSite', { name: 'A site', kind: 'GREENFIELD' })
/** The user who opens the deal becomes its officer. */
const aDeal = (run: Run, as = head) => runMutation(run, 'openDeal', deal, as)
const aMeeting = (run: Run) => runMutation(run, 'planMeeting', meeting)
const anAgreement = (run: Run) => runMutation(run, 'recordAgreement', agreement)
const question = { name: 'Open deals', shared: false, question: { list: 'deals' } }
const aQuestion = (run: Run) => runMutation(run, 'saveQuestion', question)
const aTask = (run: Run) => runMutation(run, 'addTask', task)
const aLocation = async (run: Run) => runMutation(run, 'addLocation', await ofDeal(town)(run))
const aClaim = async (run: Run) => runMutation(run, 'recordClaim', await ofDeal(claim)(run))

const aKey = () => ({ name: 'A key', expiresAt: new Date(Date.now() + 86_400_000).toISOString() })
const aKeyOf = async (run: Run): Promise<string> => {
  const make = 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } } }'
  return (await run(officer, make, { input: aKey() })).createApiKey.apiKey.id
}

/** An identity is linked by a sign-in at a provider only. */
async function anIdentity(owner: TestService['owner']): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into user_identity (id, issuer, subject, user_id)
     select gen_random_uuid(), 'https://login.example', '42', id from "user" where email = $1 returning id`,
    [officer],
  )
  return rows[0]!.id
}

const aSqlLogin = () => ({ ...aKey(), name: 'A login' })
const aSqlLoginOf = async (run: Run): Promise<string> => {
  const make = 'mutation ($input: CreateSqlLoginInput!) { createSqlLogin(input: $input) { sqlLogin { id } } }'
  return (await run(officer, make, { input: aSqlLogin() })).createSqlLogin.sqlLogin.id
}

const credentials = { email: officer, password: 'ancrage-demo' }
const aToken = async (run: Run): Promise<string> => {
  const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
  return (await run(null, signIn, { input: credentials })).signIn.token
}
const aSession = async (run: Run) => {
  await aToken(run)
  const { viewer } = await run(officer, '{ viewer { sessions { id current } } }')
  return { id: viewer.sessions.find((session: { current: boolean }) => !session.current).id }
}

type Make = (run: Run) => Promise<Row>

const edit =
  (make: Make, changes: object = {}) =>
  async (run: Run) => ({ ...(await make(run)), ...changes })
const ofDeal = (more: object) => async (run: Run) => ({ deal: (await aDeal(run)).id, ...more })
const mistake = { reason: 'Entered by mistake' }
/** A job projection has no version. */
const aProjection = async (run: Run): Promise<{ id: string }> => {
  const text = 'mutation ($input: ProjectJobsInput!) { projectJobs(input: $input) { id } }'
  return (await run(head, text, { input: await ofDeal(projection)(run) })).projectJobs
}
const idOf = (make: Make) => async (run: Run) => ({ id: (await make(run)).id })

interface Answerable {
  answeredAt: string | null
}
let requests = 0

/** Offers the lead of a new deal of the agency of `giver` to another agency. */
async function anOffer(run: Run, giver: string, to: string): Promise<{ offer: string; deal: string }> {
  const { id, version } = await aDeal(run, giver)
  const input = { deal: id, version, to, on: '2018-02-01', reason: 'It is theirs' }
  await runMutation(run, 'handOverDeal', input, giver)
  const { deal } = await run(giver, 'query ($id: ID) { deal(id: $id) { handoverOffers { nodes { id } } } }', {
    id,
  })
  return { offer: deal.handoverOffers.nodes[0].id, deal: id }
}
const offerOf = (giver: string, to: string) => async (run: Run) => ({
  offer: (await anOffer(run, giver, to)).offer,
})

let agencies = 0
const anAgency = () => ({ code: `agency-${++agencies}`, name: 'An agency', kind: 'CLUSTER' })

export const calls: Record<string, Call> = {
  createAgency: { as: operator, input: anAgency },
  updateAgency: {
    as: operator,
    input: edit((run) => runMutation(run, 'createAgency', anAgency(), operator), { name: 'Another name' }),
  },
  loadExchangeRates: {
    as: operator,
    input: () => ({ text: 'Date,USD,\n2018-03-12,1.23,\n', source: 'test data' }),
  },
  createUser: { as: admin, input: aPerson },
  updateUser: { as: admin, input: edit(aUser, { name: 'Another name' }) },
  deactivateUser: { as: admin, input: aUser },
  approveUserChange: { as: operator, input: aUserChange },
  refuseUserChange: { as: operator, input: aUserChange },
  createPasswordLink: { as: admin, input: async (run) => ({ user: (await aUser(run)).id }) },
  requestPasswordReset: {
    as: admin,
    verb: 'requestUserChange',
    input: async (run) => ({ user: (await aUser(run)).id }),
  },
  confirmIdentity: { as: officer, input: () => ({ password: credentials.password }) },
  enrolSecondFactor: { as: second.email, input: removeFactor },
  confirmSecondFactor: {
    as: second.email,
    input: async (run) => ({ ...second, code: codeOf((await enrol(run)).secret) }),
  },
  endUserSessions: { as: admin, input: async (run) => ({ user: (await aUser(run)).id }) },
  removeSecondFactor: {
    as: admin,
    input: async (run) => {
      const code = codeOf((await enrol(run)).secret)
      await run(null, confirmText, { input: { ...second, code } })
      return secondUser(run)
    },
  },
  signIn: { as: officer, input: () => credentials },
  renewSession: { as: officer, token: aToken },
  signOut: { as: officer, token: aToken },
  endSession: { as: officer, input: aSession },
  endSessions: { as: officer },
  changePassword: {
    as: officer,
    input: () => ({ current: credentials.password, new: credentials.password }),
  },
  followDeal: { as: head, input: ofDeal({}) },
  unfollowDeal: { as: head, input: ofDeal({}) },
  reportPresence: { as: head, entries: 0, input: ofDeal({ open: true }) },
  recordVisit: { as: head, entries: 0, input: () => ({ seen: true }) },
  setLanguage: { as: officer, input: () => ({ language: 'NL' }) },
  createSqlLogin: { as: officer, input: aSqlLogin },
  revokeSqlLogin: { as: officer, input: async (run) => ({ id: await aSqlLoginOf(run) }) },
  createApiKey: { as: officer, input: aKey },
  removeIdentity: { as: admin, input: async (_, owner) => ({ id: await anIdentity(owner) }) },
  revokeApiKey: { as: officer, input: async (run) => ({ id: await aKeyOf(run) }) },
  createCalendarFeed: { as: officer, input: () => ({ name: 'A telephone' }) },
  revokeCalendarFeed: {
    as: officer,
    input: async (run) => {
      const make = 'mutation { createCalendarFeed(input: {}) { feed { id } } }'
      return { id: (await run(officer, make)).createCalendarFeed.feed.id }
    },
  },
  createProspect: { as: head, input: () => ({ name: 'A company' }) },
  updateProspect: { as: head, input: edit(aProspect, { name: 'Another name' }) },
  archiveProspect: { as: head, input: aProspect },
  recordStake: {
    as: head,
    input: async (run) => ({
      holder: (await aProspect(run)).id,
      held: (await aProspect(run)).id,
      percent: '51',
    }),
  },
  createContact: { as: head, input: () => ({ name: 'A contact' }) },
  // the contact, and the employment that has the job title
  updateContact: { as: head, input: edit(aContact, { jobTitle: 'Director' }), entries: 2 },
  eraseContact: { as: head, input: aContact },
  answerErasureRequest: {
    as: head,
    input: async (run) => {
      const name = `Person ${++requests} of Interest`
      await runMutation(run, 'addTask', { ...task, title: `Ask ${name}` })
      const airport = 'officer@liege-airport.example'
      const contact = await runMutation(run, 'createContact', { name }, airport)
      await runMutation(run, 'eraseContact', contact, airport)
      const { erasureRequests } = await run(head, '{ erasureRequests { nodes { id version answeredAt } } }')
      const { answeredAt: _, ...request } = erasureRequests.nodes.find((node: Answerable) => !node.answeredAt)
      return request
    },
  },
  exportContact: { as: head, input: idOf(aContact) },
  createEmployment: {
    as: head,
    input: async (run) => ({ contact: (await aContact(run)).id, agency: 'awex', jobTitle: 'Director' }),
  },
  updateEmployment: { as: head, input: edit(anEmployment, { jobTitle: 'Chairman' }) },
  endEmployment: { as: head, input: edit(anEmployment, {}) },
  createSite: { as: head, input: () => ({ name: 'A site', kind: 'GREENFIELD' }) },
  updateSite: { as: head, input: edit(aSite, { kind: 'BROWNFIELD' }) },
  updateDealStage: {
    as: operator,
    input: async (run) => {
      const { dealStages } = await run(operator, '{ dealStages { code version } }')
      return { ...dealStages[0], probability: 7 }
    },
  },
  openDeal: { as: head, input: () => deal },
  updateDeal: { as: head, input: edit(aDeal, { title: 'Another title' }) },
  moveDeal: { as: head, input: edit(aDeal, { to: 'CONTACTED' }) },
  correctMove: {
    as: head,
    input: async (run) => {
      const { id, version } = await aDeal(run)
      const { deal } = await run(head, transitions, { id })
      return {
        move: deal.transitions.nodes[0].id,
        version,
        effectiveOn: '2018-01-09',
        reason: 'It was a day later',
      }
    },
  },
  recordEarlierMove: {
    as: head,
    input: async (run) => {
      const { id, version } = await aDeal(run)
      const last = {
        id,
        version,
        to: 'SHORTLISTED',
        effectiveOn: '2018-03-01',
        override: true,
        reason: 'For the test',
      }
      const moved = await runMutation(run, 'moveDeal', last)
      return {
        deal: id,
        version: moved.version,
        to: 'CONTACTED',
        effectiveOn: '2018-02-01',
        reason: 'Learned of late',
      }
    },
  },
  correctMembership: {
    as: head,
    input: async (run) => {
      const input = await ofDeal({ agency: 'liege-airport', role: 'SUPPORT', from: '2018-02-01' })(run)
      await runMutation(run, 'joinDeal', input)
      const { deal } = await run(head, team, { id: input.deal })
      return { member: deal.team[1].id, from: '2018-02-02', reason: 'It was a day later' }
    },
  },
  correctHandover: {
    as: head,
    input: async (run) => {
      const { offer, deal: id } = await anOffer(run, 'head@michel.example', 'awex')
      await run(head, 'mutation ($input: AcceptHandoverInput!) { acceptHandover(input: $input) { id } }', {
        input: { offer },
      })
      const { deal } = await run(head, team, { id })
      return { handover: deal.handovers.nodes[0].id, on: '2018-02-02', reason: 'It was a day later' }
    },
  },
  verifyLanding: {
    as: head,
    input: async (run) => ({ id: (await createDealWithout({ run }, 'verifiedLanding')).id }),
  },
  handOverDeal: {
    as: head,
    input: async (run) => {
      const { id, version } = await aDeal(run)
      return { deal: id, version, to: 'cabinet-michel', reason: 'It is theirs' }
    },
  },
  acceptHandover: { as: head, input: offerOf('head@michel.example', 'awex') },
  declineHandover: { as: head, input: offerOf('head@michel.example', 'awex') },
  withdrawHandover: { as: head, input: offerOf(head, 'cabinet-michel') },
  joinDeal: { as: head, input: ofDeal({ agency: 'liege-airport', role: 'SUPPORT' }) },
  leaveDeal: {
    as: head,
    input: async (run) => {
      const input = await ofDeal({ agency: 'liege-airport' })(run)
      await runMutation(run, 'joinDeal', { ...input, role: 'SUPPORT' })
      return input
    },
  },
  saveQuestion: { as: head, input: () => question },
  updateQuestion: { as: head, input: edit(aQuestion, { shared: true }) },
  removeQuestion: { as: head, input: aQuestion },
  addToNeedToKnow: { as: head, input: async (run) => ofDeal({ user: (await aUser(run)).id })(run) },
  removeFromNeedToKnow: { as: head, input: async (run) => ofDeal({ user: (await aUser(run)).id })(run) },
  letKnow: {
    as: head,
    verb: 'addToNeedToKnow',
    input: async (run) => ofDeal({ user: (await aUser(run)).id })(run),
  },
  scheduleWeeklyMail: { as: head, input: () => ({ agency: 'awex', on: true, weekday: 1, hour: 8 }) },
  orderSending: {
    as: head,
    verb: 'scheduleWeeklyMail',
    input: () => ({ agency: 'awex', on: true, weekday: 1, hour: 8 }),
  },
  addRecipient: { as: head, input: async (run) => ({ agency: 'awex', user: (await aUser(run)).id }) },
  subscribeToWeeklySummary: { as: head, input: () => ({ agency: 'liege-airport' }) },
  removeRecipient: {
    as: head,
    input: async (run) => {
      const add = 'mutation ($input: AddRecipientInput!) { addRecipient(input: $input) { id } }'
      const input = { agency: 'awex', user: (await aUser(run)).id }
      return { id: (await run(head, add, { input })).addRecipient.id }
    },
  },
  issueWeeklySummary: { as: head, input: () => ({ agency: 'awex', week: '2018-W22' }) },
  projectJobs: { as: head, input: ofDeal(projection) },
  withdrawJobProjection: {
    as: head,
    input: async (run) => ({
      id: (await aProjection(run)).id,
      reason: 'Entered on the wrong deal',
    }),
  },
  withdrawMeeting: { as: head, input: edit(aMeeting, { reason: 'Entered twice' }) },
  withdrawAgreement: { as: head, input: edit(anAgreement, { reason: 'It was never signed' }) },
  withdrawTask: { as: head, input: edit(aTask, { reason: 'Entered on the wrong deal' }) },
  correctJobProjection: {
    as: head,
    input: async (run) => ({
      ...{ id: (await aProjection(run)).id, statedOn: '2018-01-30', reason: 'Another day' },
    }),
    // the withdrawal, and the statement on the other day
    verbs: ['withdrawJobProjection', 'correctJobProjection'],
  },
  withdrawDeal: { as: head, input: edit(aDeal, mistake) },
  withdrawLocation: { as: head, input: edit(aLocation, mistake) },
  withdrawClaim: { as: head, input: edit(aClaim, mistake) },
  correctClaim: {
    as: head,
    input: edit(aClaim, { ...mistake, statedOn: '2018-01-30' }),
    verbs: ['withdrawClaim', 'correctClaim'],
  },
  withdrawStake: {
    as: head,
    input: async (run) => {
      const [holder, held] = [(await aProspect(run)).id, (await aProspect(run)).id]
      return { ...(await runMutation(run, 'recordStake', { holder, held, percent: '51' })), ...mistake }
    },
  },
  addLocation: { as: head, input: ofDeal(town) },
  updateLocation: { as: head, input: edit(aLocation, { standing: 'SHORTLISTED' }) },
  planMeeting: { as: head, input: () => meeting },
  updateMeeting: { as: head, input: edit(aMeeting, { title: 'Another title' }) },
  cancelMeeting: { as: head, input: aMeeting },
  recordMeeting: { as: head, input: () => ({ ...meeting, tasks: [task] }) },
  recordAgreement: { as: head, input: () => agreement },
  updateAgreement: { as: head, input: edit(anAgreement, { standing: 'DRAFT' }) },
  recordClaim: { as: head, input: ofDeal(claim) },
  gradeClaim: {
    as: head,
    input: edit(aClaim, { standing: 'CONFIRMED', reason: 'They confirmed it themselves' }),
  },
  embargoClaim: { as: head, input: edit(aClaim, { until: '2018-06-01T00:00:00Z' }) },
  addTask: { as: head, input: () => task },
  updateTask: { as: head, input: edit(aTask, { title: 'To do soon' }) },
  completeTask: { as: head, input: aTask },
}
