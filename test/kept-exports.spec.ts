/** What becomes of an export: told in the trail, kept for its owner, ended where nobody reads on. */
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { verifyTrail } from '../src/write/trail.js'
import { startTestService, type TestService } from './test-service.js'
import { dealClient } from './deal-client.js'
import { exportsOf, readFault, query, type Exports, type FetchedExport } from './exports.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const admin = 'admin@awex.example'
const airport = 'officer@liege-airport.example'

let ancrage: TestService
let exports: Exports
beforeAll(async () => {
  ancrage = await startTestService()
  exports = exportsOf(ancrage)
  await ancrage.owner.query(
    `insert into site (id, name, kind, created_at, updated_at)
     select gen_random_uuid(), 'A site with a name of some length, number ' || n, 'GREENFIELD', now(), now()
       from generate_series(1, 150000) n`,
  )
})
afterAll(() => ancrage.stop())

const ofOne = (deal: string, more = {}) => query({ where: { id: { eq: deal } }, ...more })
const idOf = ({ headers }: FetchedExport) => headers.get('export-id')!

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (await holds()) return
    await pause(100)
  }
  throw new Error('It did not come to that.')
}

const rowsOf = async <T extends object>(sql: string, values: unknown[] = []) =>
  (await ancrage.owner.query<T>(sql, values)).rows
const statusOf = async (id: string) =>
  (
    await rowsOf<{ status: string; row_count: number }>(
      'select status, row_count from export where id = $1',
      [id],
    )
  )[0]!
const latest = async () =>
  (await rowsOf<{ id: string }>('select id from export order by id desc limit 1'))[0]!.id
/** Connections that are in the middle of an export. */
const reading = async () =>
  Number(
    (
      await rowsOf<{ n: string }>(
        `select count(*) as n from pg_stat_activity where datname = current_database() and usename = 'ancrage_service'
            and (state like 'idle in%' or query ~ '^(fetch|declare)' and state = 'active')`,
      )
    )[0]!.n,
  )

describe('an export that was made', () => {
  it.each(['csv', 'xlsx', 'ndjson'])(
    'as %s can be had again, byte for byte, whatever has changed',
    async (form) => {
      const deal = await dealClient(ancrage).open({ title: 'Before' })
      const got = await exports.fetch(head, `exports/deals.${form}?${ofOne(deal)}`)
      await ancrage.owner.query(`update deal_identity set title = 'After' where deal_id = $1`, [deal])
      const again = await exports.fetch(head, got.headers.get('content-location')!.slice(1))
      expect([again.status, idOf(again)]).toEqual([200, idOf(got)])
      expect(again.headers.get('content-disposition')).toBe(got.headers.get('content-disposition'))
      expect(again.body.equals(got.body)).toBe(true)
      expect(got.body.length).toBeGreaterThan(0)
    },
  )

  it('is nobody else’s, and is listed to its owner', async () => {
    const deal = await dealClient(ancrage).open({})
    const id = idOf(await exports.fetch(head, `exports/deals.csv?${ofOne(deal, { fields: 'title' })}`))
    for (const email of [officer, admin])
      expect(readFault(await exports.fetch(email, `exports/${id}`))).toMatchObject({
        status: 404,
        code: 'NOT_FOUND',
      })
    const asked = `{ exports(where: { id: { eq: "${id}" } }) { nodes { list form question status rows sha256 address } } }`
    expect((await ancrage.get(officer, asked)).exports.nodes).toEqual([])
    expect((await ancrage.get(head, asked)).exports.nodes).toEqual([
      {
        list: 'deals',
        form: 'CSV',
        question: { list: 'deals', where: { id: { eq: deal } }, fields: ['title'] },
        status: 'DONE',
        rows: 1,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        address: `/exports/${id}`,
      },
    ])
  })

  it('is not given again to who sees less than it shows', async () => {
    const deal = await dealClient(ancrage).open({ confidentiality: 'INTERNAL', title: 'Told once' })
    await dealClient(ancrage).join(deal, 'liege-airport', 'INFORMED', '2018-01-03')
    const path = `exports/deals.csv?${ofOne(deal, { fields: 'title' })}`
    const whole = await exports.fetch(airport, path)
    expect(whole.body.toString()).toContain('Told once')
    await dealClient(ancrage).leave(deal, 'liege-airport', '2018-01-04')
    expect(readFault(await exports.fetch(airport, `exports/${idOf(whole)}`))).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
    })
    const masked = await exports.fetch(airport, path)
    expect(masked.body.toString()).toBe('Intitulé\r\nLotus\r\n')
    expect((await exports.fetch(airport, `exports/${idOf(masked)}`)).status).toBe(200)
    await ancrage.owner.query(`update deal set confidentiality = 'RESTRICTED' where id = $1`, [deal])
    expect(readFault(await exports.fetch(airport, `exports/${idOf(masked)}`)).status).toBe(403)
  })

  it('is kept for its time', async () => {
    const id = idOf(await exports.fetch(head, 'exports/agencies.csv'))
    await ancrage.owner.query(`update export set kept_until = now() - interval '1 second' where id = $1`, [
      id,
    ])
    expect(readFault(await exports.fetch(head, `exports/${id}`))).toMatchObject({
      status: 410,
      code: 'NOT_FOUND',
    })
    await exports.fetch(head, 'exports/agencies.csv')
    expect(await rowsOf('select from export_part where export_id = $1', [id])).toEqual([])
  })
})

describe('the trail of an export', () => {
  it('has the question, the number of rows, and that it was had again', async () => {
    const deal = await dealClient(ancrage).open({})
    const asked = { where: { id: { eq: deal } }, orderBy: [{ title: 'ASC' }], fields: 'title,stage.code' }
    const id = idOf(await exports.fetch(officer, `exports/deals.csv?${query(asked)}`))
    await exports.fetch(officer, `exports/${id}`)
    const history = `{ history(subject: "${id}", orderBy: [{ at: ASC }]) { nodes { verb subjectType after by { email } } } }`
    const nodes = (await ancrage.get(officer, history)).history.nodes
    expect(nodes.map(({ verb }: { verb: string }) => verb)).toEqual(['export', 'endExport', 'exportAgain'])
    expect(nodes[0]).toMatchObject({
      subjectType: 'Export',
      by: { email: officer },
      after: { list: 'deals', ...asked, fields: ['title', 'stage.code'], form: 'CSV', language: 'EN' },
    })
    expect(nodes[1].after).toMatchObject({ status: 'DONE', rows: 1 })
    expect((await ancrage.get(airport, history)).history.nodes).toEqual([])
    expect((await verifyTrail(ancrage.owner)).fault).toBeNull()
  })

  it('is read by an ADMIN of the same agency who may know as much, and by no other', async () => {
    const id = idOf(await exports.fetch(officer, 'exports/agencies.csv'))
    const history = `{ history(subject: "${id}") { totalCount } }`
    const read = async () => (await ancrage.get(admin, history)).history.totalCount as number
    const clearedFor = (level: string) =>
      ancrage.owner.query('update "user" set clearance = $2 where email = $1', [admin, level])
    expect(await read()).toBe(0)
    await clearedFor('RESTRICTED')
    expect(await read()).toBe(2)
    await clearedFor('INTERNAL')
  })

  it('of a SECRET deal stands in the history of the deal', async () => {
    const deal = await dealClient(ancrage).open({ confidentiality: 'SECRET' })
    const other = await dealClient(ancrage).open({ confidentiality: 'OPEN' })
    const where = { id: { in: [deal, other] } }
    const id = idOf(
      await exports.fetch(head, `exports/deals.ndjson?${query({ where, fields: 'reference' })}`),
    )
    const told = async (subject: string) =>
      (
        await ancrage.get(
          head,
          `{ history(subject: "${subject}", where: { verb: { eq: "export" } }) { nodes { after } } }`,
        )
      ).history.nodes
    expect(await told(deal)).toEqual([{ after: { export: id, list: 'deals', form: 'NDJSON' } }])
    expect(await told(other)).toEqual([])
  })
})

describe('an erasure', () => {
  it('drops every kept export that shows the person, or names them', async () => {
    const make = async (verb: string, input: object) => {
      const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
      return (
        await ancrage.get(officer, `mutation ($i: ${type}!) { ${verb}(input: $i) { id } }`, { i: input })
      )[verb].id as string
    }
    const person = { name: 'Élise Vrastil', phones: ['+32 477 00 11 02'], emails: ['elise@vrastil.example'] }
    const id = await make('createContact', { ...person, decisionMaker: true })
    const day = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
    const met = async (title: string) => make('recordMeeting', { title, when: day })
    const exported = async (path: string) => idOf(await exports.fetch(officer, path))
    const naming = [
      await exported(`exports/contacts.csv?${query({ where: { id: { eq: id } }, fields: 'jobTitle' })}`),
      await exported(`exports/contacts.csv?${query({ where: { name: { eq: 'Elise Vrastil' } } })}`),
    ]
    for (const title of ['With ELISE VRASTIL', 'Call +32477001102', 'Wrote to elise@vrastil.example']) {
      const where = { id: { eq: await met(title) } }
      naming.push(await exported(`exports/meetings.xlsx?${query({ where })}`))
    }
    const others = [
      await exported(
        `exports/meetings.csv?${query({ where: { id: { eq: await met('With Elise Other') } } })}`,
      ),
      await exported('exports/agencies.csv'),
    ]
    await make('eraseContact', { id, version: 1 })
    for (const id of naming)
      expect([(await exports.fetch(officer, `exports/${id}`)).status, await leftOf(id)]).toEqual([
        410,
        { n: 0 },
      ])
    for (const id of others) expect((await exports.fetch(officer, `exports/${id}`)).status).toBe(200)
    const { rows } = await ancrage.owner.query(`select from export where question::text ilike '%vrastil%'`)
    expect(rows).toEqual([])
  })

  const leftOf = async (id: string) =>
    (
      await rowsOf(
        `select ((select count(*) from export_part where export_id = $1) + (select count(*) from export_row where export_id = $1))::int as n`,
        [id],
      )
    )[0]
})

describe('an export that nobody reads on', () => {
  it('waits for a slow reader, and ends with him', async () => {
    const gone = new AbortController()
    const response = await exports.open(await exports.token(head), 'exports/sites.ndjson', {
      signal: gone.signal,
    })
    const reader = response.body!.getReader()
    await reader.read()
    const id = response.headers.get('export-id')!
    const parts = async () =>
      (await rowsOf('select position from export_part where export_id = $1', [id])).length
    let [before, now] = [-1, 0]
    while (now !== before) {
      before = now
      await pause(3_000)
      now = await parts()
    }
    expect([(await statusOf(id)).status, await reading()]).toEqual(['RUNNING', 1])
    gone.abort()
    await until(async () => (await statusOf(id)).status === 'BROKEN_OFF')
    expect((await statusOf(id)).row_count).toBeGreaterThan(0)
    expect((await statusOf(id)).row_count).toBeLessThan(150_000)
    expect([await parts(), await reading()]).toEqual([0, 0])
    const told = await rowsOf<{ after: object }>(
      `select after from audit_entry where subject_id = $1 and verb = 'endExport'`,
      [id],
    )
    expect(told).toEqual([
      { after: { status: 'BROKEN_OFF', rows: (await statusOf(id)).row_count, sha256: null } },
    ])
    expect((await exports.fetch(head, `exports/${id}`)).status).toBe(410)
  }, 60_000)

  it('ends in the database as well while it is still being looked for', async () => {
    const other = new Client({ connectionString: ancrage.url })
    await other.connect()
    await other.query('begin; lock table site in access exclusive mode')
    try {
      const gone = new AbortController()
      const asked = exports.open(await exports.token(head), 'exports/sites.csv', { signal: gone.signal })
      const refused = expect(asked).rejects.toThrow()
      await until(async () => (await reading()) === 1)
      gone.abort()
      await refused
      await until(async () => (await reading()) === 0)
    } finally {
      await other.end()
    }
  })

  it('is one of few at a time', async () => {
    const gone = new AbortController()
    const token = await exports.token(head)
    const held = []
    for (let i = 0; i < 2; i++)
      held.push(await exports.open(token, 'exports/sites.csv', { signal: gone.signal }))
    expect(held.map(({ status }) => status)).toEqual([200, 200])
    const third = await exports.fetch(head, 'exports/agencies.csv')
    expect(readFault(third)).toMatchObject({ status: 429, code: 'RATE_LIMITED' })
    expect(third.headers.get('retry-after')).toBe('5')
    expect((await exports.fetch(officer, 'exports/agencies.csv')).status).toBe(200)
    gone.abort()
    await until(async () => (await exports.fetch(head, 'exports/agencies.csv')).status === 200)
    expect(await latest()).toBeTruthy()
  })
})

it('what an export costs counts as what the API is asked', async () => {
  const poor = await startTestService({ costPerMinute: 100_000 })
  try {
    await poor.owner.query(
      `insert into site (id, name, kind, created_at, updated_at)
       select gen_random_uuid(), 'Site ' || n, 'GREENFIELD', now(), now() from generate_series(1, 100000) n`,
    )
    // within one minute
    if (new Date().getSeconds() > 40) await pause(1_000 * (61 - new Date().getSeconds()))
    const { fetch } = exportsOf(poor)
    expect((await fetch(head, 'exports/sites.csv?fields=name')).status).toBe(200)
    expect(readFault(await fetch(head, 'exports/agencies.csv'))).toMatchObject({
      status: 429,
      code: 'RATE_LIMITED',
    })
    expect((await fetch(officer, 'exports/agencies.csv')).status).toBe(200)
  } finally {
    await poor.stop()
  }
}, 90_000)
