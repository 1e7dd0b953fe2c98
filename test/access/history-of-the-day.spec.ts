/** An audit entry is shown to viewers who see its subject today and could see it when the entry was written. */
import { startTestService, type TestService } from '../test-service.js'
import { createUser } from './fixture.js'
import { expectedAccess, levels, type Level, type MatrixRole, type Relation } from './table.js'
import { runMutation, type TestUser } from './witnessed-deal.js'

const word = 'Axolotl'

interface Viewer {
  agency: string
  role: MatrixRole
  clearance: Level
  relation: Relation
}
const viewerKinds: Viewer[] = [
  { agency: 'awex', role: 'HEAD', clearance: 'SECRET', relation: 'LISTED' },
  { agency: 'awex', role: 'HEAD', clearance: 'SECRET', relation: 'LEAD' },
  { agency: 'awex', role: 'OFFICER', clearance: 'RESTRICTED', relation: 'LEAD' },
  { agency: 'awex', role: 'OFFICER', clearance: 'OPEN', relation: 'LEAD' },
  { agency: 'liege-airport', role: 'HEAD', clearance: 'SECRET', relation: 'OTHER' },
  { agency: 'cabinet-michel', role: 'OFFICER', clearance: 'OPEN', relation: 'OTHER' },
]

let ancrage: TestService
let viewers: (Viewer & TestUser)[]
beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: 100_000_000 })
  viewers = []
  for (const kind of viewerKinds)
    viewers.push({
      ...kind,
      ...(kind.relation === 'LISTED' ? await signInHead() : await createUser(ancrage, kind)),
    })
})
afterAll(() => ancrage.stop())

/** The HEAD who opens every deal, and so is on the need-to-know list of each SECRET one. */
async function signInHead(): Promise<TestUser> {
  const credentials = { email: 'head@awex.example', password: 'ancrage-demo' }
  const mutation = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
  const { signIn } = await ancrage.run(null, mutation, { input: credentials })
  return { id: '', token: signIn.token }
}

const write = (verb: string, input: object): Promise<{ id: string; version: number }> =>
  runMutation(ancrage, verb, input, 'id version')
const openDeal = (confidentiality: Level, more: object = {}) =>
  write('openDeal', { codeName: 'Lotus', title: 'A plant', openedOn: '2018-01-02', confidentiality, ...more })
const versionOfDeal = async (id: string): Promise<number> =>
  (await ancrage.run('head@awex.example', 'query ($id: ID!) { deal(id: $id) { version } }', { id })).deal
    .version
const reclassify = async (id: string, confidentiality: Level) =>
  write('updateDeal', { id, version: await versionOfDeal(id), confidentiality })

const day = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
const parties = [{ agency: 'awex' }, { name: 'A party' }]
const source = { kind: 'PRESS', name: 'Le Soir' }

/**
 * Makes a subject that only viewers of deals of the level `before` see, changes it into one that viewers of deals of
 * the level `after` see, and changes it once more. Returns its id. The first version has the word.
 */
type Story = (before: Level, after: Level) => Promise<string>

/** The verbs of the story: written before the change of access, in the same transaction, and after it. */
interface Subject {
  then: string[]
  crossing: string[]
  now: string[]
  story: Story
}

const subjects: Record<string, Subject> = {
  'a deal': {
    then: ['openDeal'],
    crossing: ['updateDeal'],
    now: ['moveDeal'],
    story: async (before, after) => {
      const { id, version } = await openDeal(before, { title: word, description: word })
      const input = { id, version, title: 'A title', description: null, confidentiality: after }
      const deal = await write('updateDeal', input)
      await write('moveDeal', {
        ...{ id, version: deal.version, to: 'CONTACTED', effectiveOn: '2018-01-15' },
        ...{ override: true, reason: 'assumed' },
      })
      return id
    },
  },
  'a meeting': {
    then: ['planMeeting'],
    crossing: ['updateMeeting'],
    now: ['cancelMeeting'],
    story: async (before, after) => {
      const deals = [(await openDeal(before)).id]
      const participants = [{ description: word }]
      const { id } = await write('planMeeting', {
        title: word,
        topics: [word],
        when: day,
        deals,
        participants,
      })
      const reuse = {
        title: 'A title',
        topics: [],
        participants: [],
        widensAccess: true,
        deals: [(await openDeal(after)).id],
      }
      const { version } = await write('updateMeeting', { id, version: 1, ...reuse })
      await write('cancelMeeting', { id, version, reason: 'Moved' })
      return id
    },
  },
  'a meeting of two deals': {
    then: ['planMeeting'],
    crossing: ['updateMeeting'],
    now: ['cancelMeeting'],
    story: async (before, after) => {
      const deals = [(await openDeal(before)).id, (await openDeal('OPEN')).id]
      const { id } = await write('planMeeting', { title: word, when: day, deals })
      const reuse = { title: 'A title', widensAccess: true, deals: [(await openDeal(after)).id] }
      const { version } = await write('updateMeeting', { id, version: 1, ...reuse })
      await write('cancelMeeting', { id, version, reason: 'Moved' })
      return id
    },
  },
  'an agreement': {
    then: ['recordAgreement'],
    crossing: ['updateAgreement'],
    now: ['updateAgreement'],
    story: async (before, after) => {
      const [was, is] = [await openDeal(before), await openDeal(after)]
      const input = { title: word, kind: 'MOU', standing: 'DISCUSSED', parties, deals: [was.id] }
      const { id } = await write('recordAgreement', input)
      const reuse = { title: 'A title', widensAccess: true, deals: [is.id] }
      const { version } = await write('updateAgreement', { id, version: 1, ...reuse })
      await write('updateAgreement', { id, version, title: 'Another title' })
      return id
    },
  },
  'an agreement of two deals': {
    then: ['recordAgreement', 'updateAgreement'],
    crossing: [],
    now: ['updateAgreement'],
    story: async (before, after) => {
      const [was, open] = [await openDeal(before), await openDeal('OPEN')]
      const input = { title: word, kind: 'MOU', standing: 'DISCUSSED', parties, deals: [was.id, open.id] }
      const { id } = await write('recordAgreement', input)
      await write('updateAgreement', { id, version: 1, title: 'A title' })
      await reclassify(was.id, after)
      await write('updateAgreement', { id, version: 2, title: 'Another title' })
      return id
    },
  },
  'a task of a meeting of two deals': {
    then: ['addTask', 'updateTask'],
    crossing: [],
    now: ['updateTask'],
    story: async (before, after) => {
      const [was, open] = [await openDeal(before), await openDeal('OPEN')]
      const deals = [was.id, open.id]
      const { id: meeting } = await write('planMeeting', { title: 'A meeting', when: day, deals })
      const { id } = await write('addTask', { title: word, dueOn: '2018-03-01', meeting })
      await write('updateTask', { id, version: 1, title: 'A title' })
      await reclassify(was.id, after)
      await write('updateTask', { id, version: 2, title: 'Another title' })
      return id
    },
  },
  // with the entry of the employment
  'a contact': {
    then: ['createContact', 'createContact', 'updateContact'],
    crossing: [],
    now: ['updateContact'],
    story: async (before, after) => {
      const { id: prospect } = await write('createProspect', { name: 'A company' })
      const deal = await openDeal(before, { prospect })
      const { id } = await write('createContact', { name: word, prospect })
      await write('updateContact', { id, version: 1, name: 'A name' })
      await reclassify(deal.id, after)
      await write('updateContact', { id, version: 2, name: 'Another name' })
      return id
    },
  },
  'an employment': {
    then: ['createEmployment', 'updateEmployment'],
    crossing: [],
    now: ['updateEmployment'],
    story: async (before, after) => {
      const { id: prospect } = await write('createProspect', { name: 'A company' })
      const deal = await openDeal(before, { prospect })
      const { id: contact } = await write('createContact', { name: 'A name' })
      const { id } = await write('createEmployment', { contact, prospect, jobTitle: word })
      await write('updateEmployment', { id, version: 1, jobTitle: 'A title' })
      await reclassify(deal.id, after)
      await write('updateEmployment', { id, version: 2, jobTitle: 'Another title' })
      return id
    },
  },
  'a prospect': {
    then: ['updateProspect', 'updateProspect'],
    crossing: [],
    now: ['updateProspect'],
    story: async (before, after) => {
      const { id } = await write('createProspect', { name: 'A company' })
      const deal = await openDeal(before, { prospect: id })
      await write('updateProspect', { id, version: 1, name: word })
      await write('updateProspect', { id, version: 2, name: 'A name' })
      await reclassify(deal.id, after)
      await write('updateProspect', { id, version: 3, name: 'Another name' })
      return id
    },
  },
  'a claim': {
    then: ['recordClaim'],
    crossing: [],
    now: ['gradeClaim'],
    story: async (before, after) => {
      const deal = (await openDeal(before)).id
      const { id } = await write('recordClaim', { deal, statement: word, statedOn: '2018-03-01', source })
      await reclassify(deal, after)
      await write('gradeClaim', {
        id,
        version: 1,
        standing: 'CONFIRMED',
        gradedOn: '2018-03-02',
        reason: 'x',
      })
      return id
    },
  },
  'a location': {
    then: ['addLocation'],
    crossing: [],
    now: ['updateLocation'],
    story: async (before, after) => {
      const deal = (await openDeal(before)).id
      const { id } = await write('addLocation', { deal, town: word, country: 'BE', standing: 'CANDIDATE' })
      await reclassify(deal, after)
      await write('updateLocation', { id, version: 1, standing: 'REJECTED' })
      return id
    },
  },
  'a task': {
    then: ['addTask'],
    crossing: [],
    now: ['updateTask'],
    story: async (before, after) => {
      const deal = (await openDeal(before)).id
      const { id } = await write('addTask', { title: word, dueOn: '2018-03-01', deal })
      await reclassify(deal, after)
      await write('updateTask', { id, version: 1, dueOn: '2018-03-02' })
      return id
    },
  },
  'a stake': {
    then: ['recordStake'],
    crossing: [],
    now: ['recordStake'],
    story: async (before, after) => {
      const holder = (await write('createProspect', { name: 'A holder' })).id
      const deal = await openDeal(before, { prospect: holder })
      const held = await prospectOf('OPEN')
      const { id } = await write('recordStake', { holder, held, percent: 10 })
      await reclassify(deal.id, after)
      await write('recordStake', { holder, held, version: 1, percent: 20 })
      return id
    },
  },
}

/** Returns a prospect that viewers of deals of this level see. */
async function prospectOf(level: Level): Promise<string> {
  const { id } = await write('createProspect', { name: 'A company' })
  await openDeal(level, { prospect: id })
  return id
}

const history =
  'query ($subject: ID!) { history(subject: $subject, orderBy: [{ at: ASC }]) { nodes { verb subjectType before after } } }'

describe.each(Object.entries(subjects))('the history of %s', (_, { then, crossing, now, story }) => {
  it.each(levels)('hides what was written when it was %s from those who could not see it', async (before) => {
    for (const after of levels) {
      const subject = await story(before, after)
      for (const viewer of viewers) {
        const sees = (level: Level) =>
          expectedAccess(level, viewer.role, viewer.clearance, viewer.relation) === 'FULL'
        const { data, errors } = await ancrage.send(viewer.token, history, { subject })
        expect(errors).toBeUndefined()
        const entries = (data.history.nodes as { verb: string }[]).filter(
          ({ verb }) => verb !== 'createProspect',
        )
        const expected = sees(after) ? [...(sees(before) ? [...then, ...crossing] : []), ...now] : []
        const situation = { before, after, viewer: viewerKinds[viewers.indexOf(viewer)] }
        expect({ ...situation, verbs: entries.map(({ verb }) => verb) }).toEqual({
          ...situation,
          verbs: expected,
        })
        if (!sees(before)) expect(JSON.stringify(entries)).not.toContain(word)
      }
    }
  })
})

it('hides what was written about a contact when they joined a company, from those who could not see it', async () => {
  const { id: prospect } = await write('createProspect', { name: 'A company' })
  const deal = await openDeal('SECRET', { prospect })
  const { id } = await write('createContact', { name: 'A name' })
  await write('updateContact', { id, version: 1, name: word, prospect })
  await reclassify(deal.id, 'OPEN')
  for (const { token, relation } of viewers) {
    const { data } = await ancrage.send(token, history, { subject: id })
    expect([relation, JSON.stringify(data).includes(word)]).toEqual([relation, relation === 'LISTED'])
  }
})

it('hides the earlier name of a company that became OPEN by the same edit, from those who could not see it', async () => {
  const { id } = await write('createProspect', { name: word, confidentiality: 'INTERNAL' })
  await write('updateProspect', { id, version: 1, name: 'A company', confidentiality: 'OPEN' })
  for (const { token, agency, relation } of viewers) {
    const { data } = await ancrage.send(token, history, { subject: id })
    const sees = agency === 'awex'
    expect([relation, JSON.stringify(data).includes(word)]).toEqual([relation, sees])
  }
})

it('shows the history of a site to every signed-in user', async () => {
  const { id } = await write('createSite', { name: 'A site', kind: 'BUILDING' })
  for (const { token } of viewers) {
    const { data } = await ancrage.send(token, history, { subject: id })
    expect(data.history.nodes).toMatchObject([{ verb: 'createSite' }])
  }
})
