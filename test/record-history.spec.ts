/** What an edit of a meeting, an agreement or a task replaces stays what was known before the edit. */
import { setTimeout } from 'node:timers/promises'
import { createDealWithout } from './deal-fixtures.js'
import { dealClient, type DealClient } from './deal-client.js'
import { createDocumentFetch } from './documents.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const day = (text: string) => ({ from: text, to: text, precision: 'DAY' })
const parties = [{ agency: 'awex' }, { name: 'A party' }]

let ancrage: TestService
let deals: DealClient
beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: 100_000_000 })
  deals = dealClient(ancrage)
}, 60_000)
afterAll(() => ancrage.stop())

interface Row {
  id: string
  version: number
}
async function write(verb: string, input: object, email = head, selection = 'id version'): Promise<Row> {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`
  return (await ancrage.run(email, text, { input }))[verb] as Row
}
/** Returns an instant between what was recorded and what follows. */
async function currentInstant(): Promise<string> {
  await setTimeout(3)
  const instant = new Date().toISOString()
  await setTimeout(3)
  return instant
}
const query = `query ($week: IsoWeek!, $knownAt: DateTime) { weeklySummary(agency: "awex", week: $week, knownAt: $knownAt) {
  meetingsHeld { title place when { from } status } meetingsComing { title when { from } status }
  agreementsSigned { title standing signedOn } agreementsAnnounced { title standing announcedOn signedOn }
  attention { code since tasks deal { id } } } }`
async function summary(week: string, knownAt: string | null = null, email = head) {
  const { weeklySummary } = await ancrage.run(email, query, { week, knownAt })
  return weeklySummary
}

type Edit = (row: Row) => Promise<unknown>
interface Story {
  make: (deal: string) => Promise<Row>
  edit: Edit
}
const meeting = (status: 'plan' | 'record') => (deal: string) =>
  write(`${status}Meeting`, { title: 'A talk', when: day('2018-03-07'), deals: [deal] })
const agreement =
  (standing: string, more: object = {}) =>
  (deal: string) =>
    write('recordAgreement', { title: 'A lease', kind: 'LEASE', standing, parties, deals: [deal], ...more })
const task = (deal: string) => write('addTask', { title: 'Call', dueOn: '2018-03-05', deal })

const stories: Record<string, Story> = {
  'an agreement that is signed': {
    make: agreement('DISCUSSED'),
    edit: (row) => write('updateAgreement', { ...row, standing: 'SIGNED', signedOn: '2018-03-06' }),
  },
  'an announced agreement that is signed': {
    make: agreement('ANNOUNCED', { announcedOn: '2018-03-06' }),
    edit: (row) => write('updateAgreement', { ...row, standing: 'SIGNED', signedOn: '2018-03-07' }),
  },
  'a signed agreement that gets another title': {
    make: agreement('SIGNED', { signedOn: '2018-03-06' }),
    edit: (row) => write('updateAgreement', { ...row, title: 'A contract' }),
  },
  'a signed agreement that is withdrawn': {
    make: agreement('SIGNED', { signedOn: '2018-03-06' }),
    edit: (row) => write('withdrawAgreement', { ...row, reason: 'It was a draft' }, head, 'id'),
  },
  'a meeting that is moved to another week': {
    make: meeting('record'),
    edit: (row) => write('updateMeeting', { ...row, when: day('2018-03-13') }),
  },
  'a planned meeting that is recorded as held': {
    make: meeting('plan'),
    edit: (row) => write('recordMeeting', { ...row, outcome: 'They agree' }),
  },
  'a held meeting that did not take place': {
    make: meeting('record'),
    edit: (row) => write('updateMeeting', { ...row, status: 'CANCELLED', reason: 'They were ill' }),
  },
  'a meeting that is withdrawn': {
    make: meeting('record'),
    edit: (row) => write('withdrawMeeting', { ...row, reason: 'Entered twice' }, head, 'id'),
  },
  'a task that is completed with an earlier day': {
    make: task,
    edit: (row) => write('completeTask', { ...row, on: '2018-03-05' }),
  },
  'a task that is due later': {
    make: task,
    edit: (row) => write('updateTask', { ...row, dueOn: '2018-04-05' }),
  },
  'a task that is withdrawn': {
    make: task,
    edit: (row) => write('withdrawTask', { ...row, reason: 'Another deal' }, head, 'id'),
  },
}

describe('a weekly summary as known before an edit', () => {
  it.each(Object.entries(stories))('has %s as it was', async (_, { make, edit }) => {
    const deal = await deals.open({ openedOn: '2018-01-08' })
    const fetchDocument = createDocumentFetch(ancrage)
    const read = async (knownAt: string) =>
      (await fetchDocument(head, `awex/2018-W10.json?knownAt=${knownAt}`)).body.toString()
    const row = await make(deal)
    const then = await currentInstant()
    const before = await summary('2018-W10')
    const document = await read(then)
    await edit(row)
    expect(await summary('2018-W10')).not.toEqual(before)
    expect(await summary('2018-W10', then)).toEqual(before)
    expect(await read(then)).toBe(document)
    expect(await read(await currentInstant())).not.toBe(document)
  })

  it('lists an announced agreement, with its standing, and not among the signed ones', async () => {
    const deal = await deals.open({ openedOn: '2018-01-08' })
    const { id } = await agreement('ANNOUNCED', { title: 'A hub', announcedOn: '2018-03-14' })(deal)
    const { agreementsSigned, agreementsAnnounced } = await summary('2018-W11')
    expect(agreementsSigned).toEqual([])
    expect(agreementsAnnounced).toEqual([
      { title: 'A hub', standing: 'ANNOUNCED', announcedOn: '2018-03-14', signedOn: null },
    ])
    const html = await createDocumentFetch(ancrage)(head, 'awex/2018-W11.html?lang=en')
    expect(html.body.toString()).toContain('Agreements announced, not yet signed')
    await write('updateAgreement', { id, version: 1, standing: 'SIGNED', signedOn: '2018-03-15' })
    const signed = await summary('2018-W11')
    expect(signed.agreementsAnnounced).toEqual([])
    expect(signed.agreementsSigned).toHaveLength(1)
  })

  it('rejects an instant beside a revision, and one that is none', async () => {
    const fetchDocument = createDocumentFetch(ancrage)
    const { status, body } = await fetchDocument(head, 'awex/2018-W10.json?knownAt=yesterday')
    expect({ status, field: JSON.parse(body.toString()).errors[0].extensions.fields[0].path }).toEqual({
      status: 400,
      field: 'knownAt',
    })
    for (const name of ['2018-W10/1', 'latest']) {
      const revision = await fetchDocument(head, `awex/${name}.json?knownAt=2018-06-01T00:00:00Z`)
      expect({ name, status: revision.status }).toEqual({ name, status: 400 })
    }
  })
})

describe('the history of a row', () => {
  const statement = (table: string) => `select count(*)::int as rows from ${table}`
  const rowsOf = async (table: string): Promise<number> =>
    (await ancrage.owner.query<{ rows: number }>(statement(table))).rows[0]!.rows

  it('gets nothing from an edit of what no report reads', async () => {
    const row = await meeting('record')(await deals.open({}))
    const before = await rowsOf('meeting_history')
    await write('updateMeeting', { ...row, outcome: 'They agree' })
    expect(await rowsOf('meeting_history')).toBe(before)
  })

  it('does not show what was written for a SECRET deal to viewers who see an OPEN one', async () => {
    const [secret, open] = [
      await deals.open({ confidentiality: 'SECRET' }),
      await deals.open({ confidentiality: 'OPEN' }),
    ]
    const { id } = await write('recordMeeting', {
      title: 'Talks with Axolotl',
      when: day('2018-04-10'),
      deals: [secret],
    })
    const then = await currentInstant()
    await write('updateMeeting', {
      ...{ id, version: 1, title: 'A visit', deals: [open], widensAccess: true },
    })
    const titles = async (email: string, knownAt: string | null) =>
      (await summary('2018-W15', knownAt, email)).meetingsHeld.map(({ title }: { title: string }) => title)
    expect(await titles(head, then)).toEqual(['Talks with Axolotl'])
    expect(await titles(head, null)).toEqual(['A visit'])
    expect(await titles(officer, null)).toEqual(['A visit'])
    expect(await titles(officer, then)).toEqual([])
  })

  it('loses the name of an erased person', async () => {
    const { id, version } = await write('createContact', { name: 'Quorbel Zantrix' })
    const deal = await deals.open({})
    const row = await write('recordMeeting', {
      ...{ title: 'Lunch with Quorbel Zantrix', when: day('2018-05-02'), deals: [deal] },
      participants: [{ description: 'Quorbel Zantrix’s driver' }],
    })
    await write('updateMeeting', { ...row, title: 'A lunch', participants: [] })
    const contract = await agreement('DISCUSSED', { title: 'Letter to Quorbel Zantrix' })(deal)
    await write('updateAgreement', { ...contract, title: 'A letter' })
    const names = async () =>
      (
        await ancrage.owner.query<{ text: string }>(
          `select text from (select title as text from meeting_history union all select description from meeting_participant_history
             union all select title from agreement_history) t where text like '%Zantrix%'`,
        )
      ).rows.length
    expect(await names()).toBe(3)
    const { erasurePreview } = await ancrage.run(
      head,
      'query ($id: ID!) { erasurePreview(contact: $id) { id } }',
      { id },
    )
    const redactMentions = erasurePreview.map((mention: Row) => mention.id)
    await write('eraseContact', { id, version, redactMentions }, head, 'id')
    expect(await names()).toBe(0)
  })

  it('dates an invalid verification by the edit that ended the agreement, whatever is edited later', async () => {
    const { id: deal } = await createDealWithout(ancrage, null)
    const { agreements } = (
      await ancrage.run(head, 'query ($id: ID!) { deal(id: $id) { agreements { nodes { id version } } } }', {
        id: deal,
      })
    ).deal
    const row = agreements.nodes[0] as Row
    const changes = async () =>
      (
        await ancrage.owner.query<{ code: string; at: string }>(
          `select c.code, to_char(c.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
             from landing_verification v, verification_changes(v, now()) c where v.deal_id = $1`,
          [deal],
        )
      ).rows
    expect(await changes()).toEqual([])
    await write('updateAgreement', { ...row, standing: 'ENDED', endedOn: '2018-06-01' })
    const [first] = await changes()
    expect(first).toMatchObject({ code: 'AGREEMENT_CHANGED' })
    await currentInstant()
    await write('updateAgreement', { ...row, version: row.version + 1, title: 'An old memorandum' })
    expect(await changes()).toEqual([first])
  })
})

describe('a withdrawn record', () => {
  it.each(['Meeting', 'Agreement', 'Task'] as const)(
    '(%s) leaves lists, search and facts, says why, and takes no edit',
    async (type) => {
      const name = type.toLowerCase()
      const deal = await deals.open({ openedOn: '2018-01-08' })
      const make = {
        Meeting: meeting('record'),
        Agreement: agreement('SIGNED', { signedOn: '2018-03-06' }),
        Task: task,
      }
      const row = await make[type](deal)
      await write(`update${type}`, { ...row, title: `Xylographie ${type}` })
      const input = { id: row.id, version: row.version + 1, reason: 'Entered twice' }
      const withdrawn = await write(
        `withdraw${type}`,
        input,
        head,
        'id withdrawnAt withdrawal { reason by { email } }',
      )
      expect(withdrawn).toEqual({
        id: row.id,
        withdrawnAt: expect.any(String),
        withdrawal: { reason: 'Entered twice', by: { email: head } },
      })
      const list = async (where: object) =>
        (
          await ancrage.run(
            head,
            `query ($where: ${type}Where) { ${name}s(where: $where) { nodes { id } } }`,
            { where },
          )
        )[`${name}s`].nodes
      expect(await list({ id: { eq: row.id } })).toEqual([])
      expect(await list({ id: { eq: row.id }, withdrawnAt: { isNull: false } })).toEqual([{ id: row.id }])
      const { search } = await ancrage.run(head, '{ search(text: "Xylographie") { id } }')
      expect(search).toEqual([])
      const { deal: read } = await ancrage.run(
        head,
        `query ($id: ID!) { deal(id: $id) { ${name}s { nodes { id } } timeline { nodes { text } } missing(stage: COMMITTED) { code } } }`,
        { id: deal },
      )
      expect(read[`${name}s`].nodes).toEqual([])
      expect(
        read.timeline.nodes.filter(({ text }: { text: string }) => text.includes('Xylographie')),
      ).toEqual([])
      expect(read.missing.map(({ code }: { code: string }) => code)).toEqual(
        expect.arrayContaining(['signedAgreement', 'contactOrMeeting']),
      )
      const again = await ancrage.request(
        head,
        `mutation ($input: Update${type}Input!) { update${type}(input: $input) { id } }`,
        { input: { id: row.id, version: row.version + 1, title: 'Another' } },
      )
      expect(again.errors?.[0]?.extensions.code).toBe('CONFLICT')
    },
  )

  it('cannot be withdrawn by a user who may only read it', async () => {
    const deal = await deals.open({ confidentiality: 'OPEN' })
    for (const [verb, row] of [
      ['withdrawMeeting', await meeting('record')(deal)],
      ['withdrawAgreement', await agreement('DISCUSSED')(deal)],
      ['withdrawTask', await task(deal)],
    ] as const) {
      const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
      const { errors } = await ancrage.request(
        'head@liege-airport.example',
        `mutation ($input: ${type}!) { ${verb}(input: $input) { id } }`,
        { input: { ...row, reason: 'Not ours' } },
      )
      expect({ verb, code: errors?.[0]?.extensions.code }).toEqual({ verb, code: 'FORBIDDEN' })
    }
  })
})
