import { randomUUID } from 'node:crypto'
import { startTestService, type TestService } from './test-service.js'
import { dealClient, type DealClient } from './deal-client.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const admin = 'admin@awex.example'
const airport = 'officer@liege-airport.example'
const minister = 'cabinet@jeholet.example'
const outsider = 'analyst@logistics.example'

let ancrage: TestService
let deals: DealClient
beforeAll(async () => {
  ancrage = await startTestService()
  deals = dealClient(ancrage)
})
afterAll(() => ancrage.stop())

const history =
  'query ($subject: ID!, $first: Int, $after: String, $where: AuditEntryWhere, $orderBy: [AuditEntryOrder!]) { history(subject: $subject, first: $first, after: $after, where: $where, orderBy: $orderBy) { totalCount pageInfo { hasNextPage endCursor } nodes { id at verb subjectType subjectId subjectKey by { email } before after erased } } }'

const historyOf = async (email: string, subject: string, more: object = {}) =>
  (await ancrage.run(email, history, { subject, ...more })).history
const verbsOf = async (email: string, subject: string, more: object = {}): Promise<string[]> =>
  (await historyOf(email, subject, more)).nodes.map(({ verb }: { verb: string }) => verb)

async function write(email: string, verb: string, input: object, selection = 'id version') {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const mutation = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`
  return (await ancrage.run(email, mutation, { input }))[verb]
}

const day = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
const claim = { statement: 'They come', statedOn: '2018-03-01', source: { kind: 'PRESS', name: 'Le Soir' } }

describe('the history', () => {
  it('of a prospect has user, verb, instant and the values before and after', async () => {
    const from = Date.now()
    const { id, version } = await write(officer, 'createProspect', { name: 'Alibaba' })
    await write(head, 'updateProspect', { id, version, name: 'Cainiao' })
    const { nodes } = await historyOf(officer, id)
    expect(nodes).toMatchObject([
      {
        verb: 'updateProspect',
        by: { email: head },
        subjectType: 'Prospect',
        subjectId: id,
        subjectKey: null,
        before: { name: 'Alibaba' },
        after: { name: 'Cainiao' },
        erased: false,
      },
      { verb: 'createProspect', by: { email: officer }, before: null, after: { name: 'Alibaba' } },
    ])
    for (const { at } of nodes) expect(Date.parse(at)).toBeGreaterThan(from - 1000)
  })

  it('of a deal includes its locations, meetings, agreements, claims and tasks', async () => {
    const deal = await deals.open({})
    await write(head, 'addLocation', { deal, town: 'Liège', country: 'BE', standing: 'CANDIDATE' })
    await write(head, 'planMeeting', { title: 'A meeting', when: day, deals: [deal] })
    const parties = [{ agency: 'awex' }, { name: 'A party' }]
    await write(head, 'recordAgreement', {
      ...{ title: 'An agreement', kind: 'MOU', standing: 'DISCUSSED', parties },
      deals: [deal],
    })
    await write(head, 'recordClaim', { ...claim, deal })
    await write(head, 'addTask', { title: 'To do', dueOn: '2018-03-01', deal })
    await expect(verbsOf(head, deal)).resolves.toEqual([
      ...['addTask', 'recordClaim', 'recordAgreement', 'planMeeting', 'addLocation', 'openDeal'],
    ])
  })

  it('is paged, filtered and ordered like any list', async () => {
    const { id } = await write(officer, 'createSite', { name: 'One', kind: 'BUILDING' })
    for (let version = 1; version <= 4; version++)
      await write(officer, 'updateSite', { id, version, name: `Name ${version}` })
    const first = await historyOf(officer, id, { first: 3 })
    expect(first).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true } })
    const rest = await historyOf(officer, id, { first: 3, after: first.pageInfo.endCursor })
    expect([...first.nodes, ...rest.nodes].map(({ after }) => after.name)).toEqual([
      ...['Name 4', 'Name 3', 'Name 2', 'Name 1', 'One'],
    ])
    const oldest = { orderBy: [{ at: 'ASC' }], first: 1 }
    await expect(verbsOf(officer, id, oldest)).resolves.toEqual(['createSite'])
    const where = { verb: { eq: 'updateSite' }, by: { email: { eq: officer } } }
    await expect(historyOf(officer, id, { where, first: 0 })).resolves.toMatchObject({ totalCount: 4 })
  })

  it('is filtered by user, verbs and instants, with a subject and without', async () => {
    const site = await write(officer, 'createSite', { name: 'One', kind: 'BUILDING' })
    const edit = await write(head, 'updateSite', { id: site.id, version: 1, name: 'Two' })
    await write(officer, 'updateSite', { id: site.id, version: edit.version, name: 'Three' })
    const { nodes: all } = await historyOf(officer, site.id)
    const instants = all.map(({ at }: { at: string }) => at)
    const query =
      'query ($subject: ID, $by: ID, $verbs: [String!], $from: DateTime, $until: DateTime) { history(subject: $subject, by: $by, verbs: $verbs, from: $from, until: $until) { nodes { id subjectId after } } }'
    const namesOf = async (filters: object) =>
      (await ancrage.run(officer, query, filters)).history.nodes
        .filter(({ subjectId }: { subjectId: string }) => subjectId === site.id)
        .map(({ after }: { after: { name: string } }) => after.name)
    const by = (await ancrage.run(officer, '{ viewer { id } }')).viewer.id
    const subject = site.id
    await expect(namesOf({ subject })).resolves.toEqual(['Three', 'Two', 'One'])
    await expect(namesOf({ subject, by })).resolves.toEqual(['Three', 'One'])
    await expect(namesOf({ by })).resolves.toEqual(['Three', 'One'])
    await expect(namesOf({ verbs: ['createSite', 'moveDeal'] })).resolves.toEqual(['One'])
    await expect(namesOf({ subject, verbs: [] })).resolves.toEqual([])
    await expect(namesOf({ subject, from: instants[1] })).resolves.toEqual(['Three', 'Two'])
    await expect(namesOf({ until: instants[1] })).resolves.toEqual(['Two', 'One'])
    await expect(namesOf({ subject, by, from: instants[0], verbs: ['updateSite'] })).resolves.toEqual([
      'Three',
    ])
  })

  it('has only the values that an edit changed', async () => {
    const deal = await deals.open({ description: 'A long description', title: 'Before' })
    const { version } = await write(head, 'updateDeal', { id: deal, version: 1, title: 'After' })
    const meeting = await write(head, 'planMeeting', {
      title: 'Before',
      topics: ['x'],
      when: day,
      deals: [deal],
    })
    await write(head, 'updateMeeting', { ...meeting, title: 'After' })
    const parties = [{ agency: 'awex' }, { name: 'A party' }]
    const terms = { kind: 'MOU', standing: 'DISCUSSED', parties }
    const agreement = await write(head, 'recordAgreement', { title: 'Before', ...terms, deals: [deal] })
    await write(head, 'updateAgreement', { ...agreement, title: 'After' })
    expect(version).toBe(2)
    for (const subject of [deal, meeting.id, agreement.id]) {
      const where = { verb: { startsWith: 'update' }, subjectType: { ne: 'Claim' } }
      const { nodes } = await historyOf(head, subject, { where })
      const change = nodes.find(({ subjectId }: { subjectId: string }) => subjectId === subject)
      expect(change).toMatchObject({ before: { title: 'Before' }, after: { title: 'After' } })
      expect([Object.keys(change.before), Object.keys(change.after)]).toEqual([['title'], ['title']])
    }
  })

  it('rejects a malformed id', async () => {
    const { errors } = await ancrage.request(officer, history, { subject: 'x' })
    expect(errors![0]!.extensions.fields).toMatchObject([{ path: 'subject', code: 'NOT_AN_ID' }])
  })

  /** How many entries of a deal of Awex each user sees. */
  it.each([
    ['OPEN', { [head]: 1, [officer]: 1, [airport]: 1, [minister]: 1, [outsider]: 1 }],
    ['INTERNAL', { [head]: 1, [officer]: 1, [airport]: 0, [minister]: 0, [outsider]: 0 }],
    ['RESTRICTED', { [head]: 1, [officer]: 1, [airport]: 0, [minister]: 0, [outsider]: 0 }],
    ['SECRET', { [head]: 1, [officer]: 0, [airport]: 0, [minister]: 0, [outsider]: 0 }],
  ])('of a deal requires full access: %s', async (confidentiality, expected) => {
    const deal = await deals.open({ confidentiality })
    for (const [email, count] of Object.entries(expected))
      expect((await historyOf(email, deal)).totalCount).toBe(count)
  })

  it('of a hidden deal is the same as of an unknown one', async () => {
    const deal = await deals.open({ confidentiality: 'SECRET', title: 'Secret' })
    const answerAbout = async (subject: string) => {
      const { data, errors } = await ancrage.request(airport, history, { subject })
      return { data, errors }
    }
    expect(await answerAbout(deal)).toEqual(await answerAbout(randomUUID()))
  })

  it('follows the access to its subject immediately', async () => {
    const deal = await deals.open({ confidentiality: 'RESTRICTED' })
    await expect(verbsOf(airport, deal)).resolves.toEqual([])
    await deals.join(deal, 'liege-airport', 'SUPPORT', '2018-02-01')
    // not openDeal: the deal was hidden from them then
    await expect(verbsOf(airport, deal)).resolves.toEqual(['joinDeal'])
    await deals.leave(deal, 'liege-airport', '2018-03-01')
    await expect(verbsOf(airport, deal)).resolves.toEqual([])
  })

  it('shows attempts to read a SECRET deal to users with access', async () => {
    const deal = await deals.open({ confidentiality: 'SECRET' })
    await ancrage.run(airport, 'query ($id: ID!) { deal(id: $id) { id } }', { id: deal })
    const { nodes } = await historyOf(head, deal, { where: { verb: { eq: 'refused' } } })
    expect(nodes).toMatchObject([{ by: { email: airport }, after: { operation: 'deal' } }])
  })

  it('of a user is visible only to an ADMIN of the agency', async () => {
    const person = { name: 'A person', email: 'new@awex.example', agency: 'awex', role: 'HEAD' }
    const more = { clearance: 'SECRET', language: 'EN' }
    const { id } = await write(admin, 'createUser', { ...person, ...more })
    await expect(verbsOf(admin, id)).resolves.toEqual(['requestUserChange', 'createUser'])
    for (const other of [head, 'admin@michel.example', 'operator@ancrage.example'])
      await expect(verbsOf(other, id)).resolves.toEqual([])
  })

  it('of a user contains neither the password nor its hash', async () => {
    const { rows } = await ancrage.owner.query(
      `select after from audit_entry where verb = 'createUser' and after::text ~* 'password|argon'`,
    )
    expect(rows).toEqual([])
  })
})

describe('the timeline of a deal', () => {
  const timeline =
    'query ($id: ID!, $first: Int, $after: String, $where: TimelineEventWhere) { deal(id: $id) { timeline(first: $first, after: $after, where: $where) { totalCount pageInfo { hasNextPage endCursor } nodes { kind on text id by { email } } } } }'
  const timelineOf = async (email: string, id: string, more: object = {}) =>
    (await ancrage.run(email, timeline, { id, ...more })).deal.timeline
  const timelineLines = async (email: string, id: string, more: object = {}) =>
    (await timelineOf(email, id, more)).nodes.map(
      ({ kind, on, text }: Record<string, string>) => `${on} ${kind} ${text}`,
    )

  let deal: string
  beforeAll(async () => {
    deal = await deals.open({ confidentiality: 'INTERNAL' })
    await deals.move(deal, 'CONTACTED', '2018-01-15', { reason: 'They called' })
    await deals.join(deal, 'liege-airport', 'SUPPORT', '2018-02-02')
    const wording = { wording: 'several hundred', wordingLanguage: 'EN', low: 300, high: 900 }
    await deals.project(deal, { ...wording, statedOn: '2018-02-10' })
    await deals.project(deal, { low: 30, statedOn: '2018-02-09' })
    await write(head, 'planMeeting', { title: 'A meeting', place: 'Liège', when: day, deals: [deal] })
    await write(head, 'recordClaim', { ...claim, deal })
    await write(head, 'addLocation', {
      ...{ deal, town: 'Maastricht', country: 'NL', standing: 'CANDIDATE', since: '2018-02-20' },
    })
    await write(head, 'addTask', { title: 'Call them', dueOn: '2018-05-01', deal })
    await deals.leave(deal, 'liege-airport', '2018-04-01')
    await deals.handOver(deal, 'liege-airport', '2018-04-02')
  })

  it('lists all events by day, latest first', async () => {
    await expect(timelineLines(officer, deal)).resolves.toEqual([
      '2018-05-01 TASK_DUE Call them',
      expect.stringMatching(/^2018-04-02 (JOINED|LEFT|HANDED_OVER) /),
      expect.stringMatching(/^2018-04-02 (JOINED|LEFT|HANDED_OVER) /),
      expect.stringMatching(/^2018-04-02 (JOINED|LEFT|HANDED_OVER) /),
      expect.stringMatching(/^2018-04-02 (JOINED|LEFT|HANDED_OVER) /),
      '2018-04-01 LEFT Liège Airport – SUPPORT',
      '2018-03-01 CLAIMED Le Soir – They come – UNCONFIRMED',
      '2018-02-20 LOCATION Maastricht – CANDIDATE',
      '2018-02-10 JOBS_STATED 300–900 DIRECT – REPORTED – several hundred',
      '2018-02-09 JOBS_STATED 30+ DIRECT – REPORTED',
      '2018-02-02 JOINED Liège Airport – SUPPORT',
      '2018-02-01 MEETING_PLANNED A meeting – Liège',
      '2018-01-15 MOVED Identified → Contacted – They called',
      '2018-01-02 MOVED Identified',
      expect.stringMatching(/^2018-01-02 JOINED .+ – LEAD$/),
    ])
  })

  it('shows only moves and figures, without texts and names, to viewers who see the deal masked', async () => {
    await expect(timelineLines(outsider, deal)).resolves.toEqual([
      '2018-02-10 JOBS_STATED 300–900 DIRECT – REPORTED',
      '2018-02-09 JOBS_STATED 30+ DIRECT – REPORTED',
      '2018-01-15 MOVED Identified → Contacted',
      '2018-01-02 MOVED Identified',
    ])
    const { nodes } = await timelineOf(outsider, deal)
    expect(nodes.every(({ by }: { by: unknown }) => by === null)).toBe(true)
  })

  it('shows corrected moves and projections in their current form', async () => {
    const corrected = await deals.open({})
    await deals.move(corrected, 'CONTACTED', '2018-01-15')
    const replacedProjection = await deals.project(corrected, { low: 300, statedOn: '2018-02-10' })
    await deals.project(corrected, { low: 30, statedOn: '2018-02-10', replaces: replacedProjection })
    const query =
      'query ($id: ID!) { deal(id: $id) { version transitions(orderBy: [{ ordinal: ASC }]) { nodes { id } } } }'
    const { version, transitions } = (await ancrage.run(head, query, { id: corrected })).deal
    const correction = { effectiveOn: '2018-01-20', reason: 'It was later' }
    await write(head, 'correctMove', { move: transitions.nodes[1].id, version, ...correction }, 'id')
    await expect(timelineLines(officer, corrected)).resolves.toEqual([
      '2018-02-10 JOBS_STATED 30+ DIRECT – REPORTED',
      expect.stringMatching(/^2018-01-20 MOVED Identified → Contacted/),
      ...['2018-01-02 MOVED Identified', expect.stringMatching(/ JOINED /)],
    ])
  })

  it('can be read page by page', async () => {
    const whole = await timelineOf(officer, deal)
    const nodes = []
    for (let after: string | null = null, more = true; more;) {
      const page = await timelineOf(officer, deal, { first: 4, after })
      nodes.push(...page.nodes)
      after = page.pageInfo.endCursor
      more = page.pageInfo.hasNextPage
    }
    expect(nodes).toEqual(whole.nodes)
    expect(whole.totalCount).toBe(nodes.length)
  })

  it('can be filtered by kind and day', async () => {
    const where = { kind: { eq: 'JOBS_STATED' }, on: { gte: '2018-02-10' } }
    await expect(timelineLines(officer, deal, { where })).resolves.toEqual([
      '2018-02-10 JOBS_STATED 300–900 DIRECT – REPORTED – several hundred',
    ])
  })
})
