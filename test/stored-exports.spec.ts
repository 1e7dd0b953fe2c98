/** What happens to an export: it is audited, stored for its owner, and cancelled when the client disconnects. */
import { createHash } from 'node:crypto'
import { get, type IncomingHttpHeaders } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { Client } from 'pg'
import { verifyTrail } from '../src/write/audit/verify-trail.js'
import { startTestService, type TestService } from './test-service.js'
import { dealClient } from './deal-client.js'
import {
  createExportClient,
  readError,
  toQueryString,
  type ExportClient,
  type FetchedExport,
} from './exports.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const admin = 'admin@awex.example'
const airport = 'officer@liege-airport.example'

let ancrage: TestService
let exports: ExportClient
beforeAll(async () => {
  ancrage = await startTestService()
  exports = createExportClient(ancrage)
  await ancrage.owner.query(
    `insert into site (id, name, kind, entered_by_id, created_at, updated_at)
     select gen_random_uuid(), 'A site with a name of some length, number ' || n, 'GREENFIELD', a.id, now(), now()
       from generate_series(1, 150000) n, agency a where a.code = 'awex'`,
  )
})
afterAll(() => ancrage.stop())

const selectDeal = (deal: string, more = {}) => toQueryString({ where: { id: { eq: deal } }, ...more })
const readExportId = ({ headers }: FetchedExport) => headers.get('export-id')!

async function waitUntil(isTrue: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (await isTrue()) return
    await pause(100)
  }
  throw new Error('The condition did not become true.')
}

const queryRows = async <T extends object>(sql: string, values: unknown[] = []) =>
  (await ancrage.owner.query<T>(sql, values)).rows
const readStatus = async (id: string) =>
  (
    await queryRows<{ status: string; row_count: number }>(
      'select status, row_count from export where id = $1',
      [id],
    )
  )[0]!
const readLatestId = async () =>
  (await queryRows<{ id: string }>('select id from export order by id desc limit 1'))[0]!.id
/** Counts the connections that are running an export. */
const countReaders = async () =>
  Number(
    (
      await queryRows<{ n: string }>(
        `select count(*) as n from pg_stat_activity where datname = current_database() and usename = 'ancrage_service'
            and (state like 'idle in%' or query ~ '^(fetch|declare)' and state = 'active')`,
      )
    )[0]!.n,
  )

describe('a stored export', () => {
  it.each(['csv', 'zip', 'xlsx', 'ndjson'])(
    'as %s is downloaded again byte for byte, whatever has changed',
    async (form) => {
      const deal = await dealClient(ancrage).open({ title: 'Before' })
      const response = await exports.fetch(head, `exports/deals.${form}?${selectDeal(deal)}`)
      await ancrage.owner.query(`update deal_identity set title = 'After' where deal_id = $1`, [deal])
      const again = await exports.fetch(head, response.headers.get('content-location')!.slice(1))
      expect([again.status, readExportId(again)]).toEqual([200, readExportId(response)])
      expect(again.headers.get('content-disposition')).toBe(response.headers.get('content-disposition'))
      expect(again.body.equals(response.body)).toBe(true)
      expect(response.body.length).toBeGreaterThan(0)
    },
  )

  it('is resumed where the download broke off, while it is the same file', async () => {
    const deal = await dealClient(ancrage).open({ title: 'Resumed' })
    const first = await exports.fetch(head, `exports/deals.csv?${selectDeal(deal)}`)
    const path = first.headers.get('content-location')!.slice(1)
    const whole = await exports.fetch(head, path, { headers: { 'accept-encoding': 'identity' } })
    const [size, etag] = [whole.body.length, whole.headers.get('etag')!]
    expect(whole.headers.get('accept-ranges')).toBe('bytes')
    expect(etag).toBe(`"${createHash('sha256').update(first.body).digest('hex')}"`)
    const ranges: [string, number, number, number][] = [
      ['bytes=0-9', 206, 0, 9],
      ['bytes=10-', 206, 10, size - 1],
      ['bytes=-7', 206, size - 7, size - 1],
      [`bytes=5-${size + 100}`, 206, 5, size - 1],
    ]
    for (const [range, status, from, to] of ranges) {
      const part = await exports.fetch(head, path, { headers: { range, 'if-range': etag } })
      expect([range, part.status, part.headers.get('content-range')]).toEqual([
        range,
        status,
        `bytes ${from}-${to}/${size}`,
      ])
      expect(part.headers.get('content-length')).toBe(String(to - from + 1))
      expect(part.body.equals(first.body.subarray(from, to + 1))).toBe(true)
    }
    const behind = await exports.fetch(head, path, { headers: { range: `bytes=${size}-` } })
    expect([behind.status, behind.headers.get('content-range'), behind.body.length]).toEqual([
      416,
      `bytes */${size}`,
      0,
    ])
    for (const headers of [
      { range: 'bytes=3-5', 'if-range': '"another file"' },
      { range: 'bytes=0-1,4-5' },
      { range: 'lines=1-2' },
    ] as Record<string, string>[]) {
      const { status, body } = await exports.fetch(head, path, { headers })
      expect([headers, status, body.equals(first.body)]).toEqual([headers, 200, true])
    }
  })

  it('is resumed within a file of several parts', async () => {
    const first = await exports.fetch(head, 'exports/sites.csv?fields=id,name')
    expect(first.body.length).toBeGreaterThan(5_000_000)
    const path = first.headers.get('content-location')!.slice(1)
    const [from, to] = [2_000_000, 4_500_000]
    const part = await exports.fetch(head, path, { headers: { range: `bytes=${from}-${to}` } })
    expect(part.body.equals(first.body.subarray(from, to + 1))).toBe(true)
  })

  it('has its size and its tag without a download, and is not sent to a client that has it', async () => {
    const deal = await dealClient(ancrage).open({ title: 'Asked for its size' })
    const first = await exports.fetch(head, `exports/deals.csv?${selectDeal(deal)}`)
    const path = first.headers.get('content-location')!.slice(1)
    const authorization = `Bearer ${await exports.token(head)}`
    const response = await fetch(`${ancrage.address}/${path}`, {
      method: 'HEAD',
      headers: { authorization, 'accept-encoding': 'identity' },
    })
    expect([
      response.status,
      response.headers.get('content-length'),
      response.headers.get('content-type'),
    ]).toEqual([200, String(first.body.length), 'text/csv; charset=utf-8'])
    const tag = response.headers.get('etag')!
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const same = await exports.fetch(head, path, { headers: { 'if-none-match': known } })
      expect([known, same.status, same.body.length]).toEqual([known, 304, 0])
    }
    const isDownloaded = `select count(*)::int as n from audit_entry where verb = 'exportAgain' and subject_id = $1`
    const id = readExportId(first)
    expect(await queryRows(isDownloaded, [id])).toEqual([{ n: 0 }])
    expect((await exports.fetch(head, path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
    expect(await queryRows(isDownloaded, [id])).toEqual([{ n: 1 }])
    const live = await fetch(`${ancrage.address}/exports/deals.csv`, {
      method: 'HEAD',
      headers: { authorization },
    })
    expect(live.status).toBe(405)
  })

  it('is hidden from a HEAD, a tag and a range as from a download', async () => {
    const first = await exports.fetch(head, 'exports/agencies.csv')
    const path = first.headers.get('content-location')!.slice(1)
    for (const headers of [{ 'if-none-match': '*' }, { range: 'bytes=0-1' }] as Record<string, string>[])
      expect((await exports.fetch(officer, path, { headers })).status).toBe(404)
    const authorization = `Bearer ${await exports.token(officer)}`
    expect(
      (await fetch(`${ancrage.address}/${path}`, { method: 'HEAD', headers: { authorization } })).status,
    ).toBe(404)
  })

  it('is compressed for a client that accepts it, as is a new one, and a workbook is not', async () => {
    const raw = (path: string, encoding: string) =>
      new Promise<{ headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
        const headers = { authorization: `Bearer ${token}`, 'accept-encoding': encoding }
        get(`${ancrage.address}/${path}`, { headers }, (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }))
        }).on('error', reject)
      })
    const token = await exports.token(head)
    const plain = await raw('exports/sites.csv?fields=name', 'identity')
    expect(plain.headers['content-encoding']).toBeUndefined()
    const packed = await raw('exports/sites.csv?fields=name', 'gzip, br')
    expect([packed.headers['content-encoding'], packed.headers.vary]).toEqual([
      'gzip',
      expect.stringContaining('Accept-Encoding'),
    ])
    expect(packed.body.length).toBeLessThan(plain.body.length / 3)
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true)
    const again = await raw(packed.headers['content-location']!.slice(1), 'gzip')
    expect(gunzipSync(again.body).equals(plain.body)).toBe(true)
    expect(again.headers.etag).toMatch(/^"[0-9a-f]{64}-gzip"$/)
    const book = await raw('exports/agencies.xlsx', 'gzip')
    expect([book.headers['content-encoding'], book.body.subarray(0, 2).toString()]).toEqual([undefined, 'PK'])
    expect((await raw('exports/agencies.csv', 'gzip;q=0')).headers['content-encoding']).toBeUndefined()
  })

  it('is refused to an owner who no longer sees a row of a relation in it', async () => {
    const deal = await dealClient(ancrage).open({ title: 'With a task' })
    await ancrage.owner.query(
      `insert into task (id, title, deal_id, assignee_id, due_on, entered_by_id, created_at, updated_at)
       select gen_random_uuid(), 'A related row', $1, u.id, '2018-06-01', u.agency_id, now(), now()
         from "user" u where u.email = $2`,
      [deal, head],
    )
    const path = `exports/deals.csv?${selectDeal(deal, { fields: 'reference,tasks.title' })}`
    const full = await exports.fetch(head, path)
    expect(full.body.toString()).toContain('A related row')
    await ancrage.owner.query(`update task set acl = '{}' where deal_id = $1`, [deal])
    expect((await exports.fetch(head, path)).body.toString()).not.toContain('A related row')
    expect((await exports.fetch(head, `exports/${readExportId(full)}`)).status).toBe(403)
  })

  it('is refused to an owner who no longer sees where a contact or a participant in it works', async () => {
    const write = async (verb: string, input: object) => {
      const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
      const mutation = `mutation ($input: ${type}!) { ${verb}(input: $input) { id version } }`
      return (await ancrage.run(officer, mutation, { input }))[verb] as { id: string; version: number }
    }
    const company = (name: string) =>
      write('createProspect', { name, country: 'BE', confidentiality: 'OPEN' })
    const [former, present] = [await company('Former works'), await company('Present works')]
    const { id: contact } = await write('createContact', { name: 'A mover', prospect: former.id })
    const post = { jobTitle: 'Keeper of the vault', emails: ['mover@present.example'] }
    await write('createEmployment', { contact, prospect: present.id, ...post })
    const when = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
    const held = { title: 'With a mover', when, confidentiality: 'OPEN', participants: [{ contact }] }
    const { id: meeting } = await write('recordMeeting', held)
    const paths = [
      `exports/contacts.csv?${toQueryString({ where: { id: { eq: contact } }, fields: 'emails' })}`,
      `exports/contacts.csv?${toQueryString({ where: { id: { eq: contact } }, fields: 'jobTitle' })}`,
      `exports/meetings.csv?${toQueryString({ where: { id: { eq: meeting } }, fields: 'participants.contact.emails' })}`,
      `exports/meetings.csv?${toQueryString({ where: { id: { eq: meeting } }, fields: 'participants.jobTitle' })}`,
    ]
    const stored: FetchedExport[] = []
    for (const path of paths) stored.push(await exports.fetch(airport, path))
    for (const { body } of stored) expect(body.toString()).toMatch(/mover@present|Keeper of the vault/)
    await write('updateProspect', { ...present, confidentiality: 'INTERNAL' })
    for (const [i, path] of paths.entries()) {
      const live = await exports.fetch(airport, path)
      expect([path, live.status]).toEqual([path, 200])
      expect(live.body.toString()).not.toMatch(/mover@present|Keeper of the vault/)
      const again = await exports.fetch(airport, `exports/${readExportId(stored[i]!)}`)
      expect([path, again.status]).toEqual([path, 403])
      expect([path, (await exports.fetch(airport, `exports/${readExportId(live)}`)).status]).toEqual([
        path,
        200,
      ])
    }
  })

  it('is listed to its owner, and hidden from all other users', async () => {
    const deal = await dealClient(ancrage).open({})
    const id = readExportId(
      await exports.fetch(head, `exports/deals.csv?${selectDeal(deal, { fields: 'title' })}`),
    )
    for (const email of [officer, admin])
      expect(readError(await exports.fetch(email, `exports/${id}`))).toMatchObject({
        status: 404,
        code: 'NOT_FOUND',
      })
    const query = `{ exports(where: { id: { eq: "${id}" } }) { nodes { list form question status rows sha256 address } } }`
    expect((await ancrage.run(officer, query)).exports.nodes).toEqual([])
    expect((await ancrage.run(head, query)).exports.nodes).toEqual([
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

  it('is refused to an owner who no longer sees all that it shows', async () => {
    const deal = await dealClient(ancrage).open({ confidentiality: 'INTERNAL', title: 'Visible once' })
    await dealClient(ancrage).join(deal, 'liege-airport', 'INFORMED', '2018-01-03')
    const path = `exports/deals.csv?${selectDeal(deal, { fields: 'title' })}`
    const fullExport = await exports.fetch(airport, path)
    expect(fullExport.body.toString()).toContain('Visible once')
    await dealClient(ancrage).leave(deal, 'liege-airport', '2018-01-04')
    expect(readError(await exports.fetch(airport, `exports/${readExportId(fullExport)}`))).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
    })
    const masked = await exports.fetch(airport, path)
    expect(masked.body.toString()).toBe('Intitulé\r\nLotus\r\n')
    expect((await exports.fetch(airport, `exports/${readExportId(masked)}`)).status).toBe(200)
    await ancrage.owner.query(`update deal set confidentiality = 'RESTRICTED' where id = $1`, [deal])
    expect(readError(await exports.fetch(airport, `exports/${readExportId(masked)}`)).status).toBe(403)
  })

  it('is deleted after its time', async () => {
    const id = readExportId(await exports.fetch(head, 'exports/agencies.csv'))
    await ancrage.owner.query(`update export set kept_until = now() - interval '1 second' where id = $1`, [
      id,
    ])
    expect(readError(await exports.fetch(head, `exports/${id}`))).toMatchObject({
      status: 410,
      code: 'NOT_FOUND',
    })
    await exports.fetch(head, 'exports/agencies.csv')
    expect(await queryRows('select from export_part where export_id = $1', [id])).toEqual([])
  })
})

describe('the audit trail of an export', () => {
  it('has the question, the number of rows, and each download of the stored file', async () => {
    const deal = await dealClient(ancrage).open({})
    const question = { where: { id: { eq: deal } }, orderBy: [{ title: 'ASC' }], fields: 'title,stage.code' }
    const id = readExportId(await exports.fetch(officer, `exports/deals.csv?${toQueryString(question)}`))
    await exports.fetch(officer, `exports/${id}`)
    const history = `{ history(subject: "${id}", orderBy: [{ at: ASC }]) { nodes { verb subjectType after by { email } } } }`
    const nodes = (await ancrage.run(officer, history)).history.nodes
    expect(nodes.map(({ verb }: { verb: string }) => verb)).toEqual(['export', 'endExport', 'exportAgain'])
    expect(nodes[0]).toMatchObject({
      subjectType: 'Export',
      by: { email: officer },
      after: { list: 'deals', ...question, fields: ['title', 'stage.code'], form: 'CSV', language: 'EN' },
    })
    expect(nodes[1].after).toMatchObject({ status: 'DONE', rows: 1 })
    expect((await ancrage.run(airport, history)).history.nodes).toEqual([])
    expect((await verifyTrail(ancrage.owner)).fault).toBeNull()
  })

  it('is visible to an ADMIN of the same agency with the same clearance only', async () => {
    const id = readExportId(await exports.fetch(officer, 'exports/agencies.csv'))
    const history = `{ history(subject: "${id}") { totalCount } }`
    const countEntries = async () => (await ancrage.run(admin, history)).history.totalCount as number
    const setClearance = (level: string) =>
      ancrage.owner.query('update "user" set clearance = $2 where email = $1', [admin, level])
    expect(await countEntries()).toBe(0)
    await setClearance('RESTRICTED')
    expect(await countEntries()).toBe(2)
    await setClearance('INTERNAL')
  })

  it('of a SECRET deal is in the history of the deal', async () => {
    const deal = await dealClient(ancrage).open({ confidentiality: 'SECRET' })
    const other = await dealClient(ancrage).open({ confidentiality: 'OPEN' })
    const where = { id: { in: [deal, other] } }
    const id = readExportId(
      await exports.fetch(head, `exports/deals.ndjson?${toQueryString({ where, fields: 'reference' })}`),
    )
    const readExports = async (subject: string) =>
      (
        await ancrage.run(
          head,
          `{ history(subject: "${subject}", where: { verb: { eq: "export" } }) { nodes { after } } }`,
        )
      ).history.nodes
    expect(await readExports(deal)).toEqual([{ after: { export: id, list: 'deals', form: 'NDJSON' } }])
    expect(await readExports(other)).toEqual([])
  })
})

describe('an erasure', () => {
  it('deletes the stored exports of the user that show or name the person, if they choose so', async () => {
    const mutate = async (verb: string, input: object) => {
      const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
      return (await ancrage.run(head, `mutation ($i: ${type}!) { ${verb}(input: $i) { id } }`, { i: input }))[
        verb
      ].id as string
    }
    const person = { name: 'Élise Vrastil', phones: ['+32 477 00 11 02'], emails: ['elise@vrastil.example'] }
    const id = await mutate('createContact', { ...person, decisionMaker: true })
    const day = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
    const recordMeeting = async (title: string) => mutate('recordMeeting', { title, when: day })
    const exportId = async (path: string) => readExportId(await exports.fetch(head, path))
    const naming = [
      await exportId(
        `exports/contacts.csv?${toQueryString({ where: { id: { eq: id } }, fields: 'jobTitle' })}`,
      ),
      await exportId(`exports/contacts.csv?${toQueryString({ where: { name: { eq: 'Elise Vrastil' } } })}`),
    ]
    for (const title of ['With ELISE VRASTIL', 'Call +32477001102', 'Wrote to elise@vrastil.example']) {
      const where = { id: { eq: await recordMeeting(title) } }
      naming.push(await exportId(`exports/meetings.xlsx?${toQueryString({ where })}`))
    }
    const others = [
      await exportId(
        `exports/meetings.csv?${toQueryString({ where: { id: { eq: await recordMeeting('With Elise Other') } } })}`,
      ),
      await exportId('exports/agencies.csv'),
    ]
    const ofOfficer = readExportId(await exports.fetch(officer, 'exports/contacts.csv'))
    const { erasurePreview } = await ancrage.run(
      head,
      'query ($id: ID!) { erasurePreview(contact: $id) { id subjectType subjectId } }',
      { id },
    )
    const mentions = (erasurePreview as { id: string; subjectType: string; subjectId: string }[]).filter(
      ({ subjectType }) => subjectType === 'Export',
    )
    expect(new Set(mentions.map(({ subjectId }) => subjectId))).toEqual(new Set(naming))
    await mutate('eraseContact', { id, version: 1, redactMentions: mentions.map((mention) => mention.id) })
    for (const id of naming)
      expect([(await exports.fetch(head, `exports/${id}`)).status, await countStoredRows(id)]).toEqual([
        410,
        { n: 0 },
      ])
    for (const id of others) expect((await exports.fetch(head, `exports/${id}`)).status).toBe(200)
    expect((await exports.fetch(officer, `exports/${ofOfficer}`)).status).toBe(200)
    const { rows } = await ancrage.owner.query(`select from export where question::text ilike '%vrastil%'`)
    expect(rows).toEqual([])
  })

  const countStoredRows = async (id: string) =>
    (
      await queryRows(
        `select ((select count(*) from export_part where export_id = $1) + (select count(*) from export_row where export_id = $1))::int as n`,
        [id],
      )
    )[0]
})

describe('an export without a reader', () => {
  it('waits for a slow client, and ends when it disconnects', async () => {
    const client = new AbortController()
    const response = await exports.open(await exports.token(head), 'exports/sites.ndjson', {
      signal: client.signal,
      headers: { 'accept-encoding': 'identity' }, // compressed, all of it fits into the buffers of the connection
    })
    const reader = response.body!.getReader()
    await reader.read()
    const id = response.headers.get('export-id')!
    const countParts = async () =>
      (await queryRows('select position from export_part where export_id = $1', [id])).length
    let [previous, current] = [-1, 0]
    while (current !== previous) {
      previous = current
      await pause(3_000)
      current = await countParts()
    }
    expect([(await readStatus(id)).status, await countReaders()]).toEqual(['RUNNING', 1])
    client.abort()
    await waitUntil(async () => (await readStatus(id)).status === 'BROKEN_OFF')
    expect((await readStatus(id)).row_count).toBeGreaterThan(0)
    expect((await readStatus(id)).row_count).toBeLessThan(150_000)
    expect([await countParts(), await countReaders()]).toEqual([0, 0])
    const entries = await queryRows<{ after: object }>(
      `select after from audit_entry where subject_id = $1 and verb = 'endExport'`,
      [id],
    )
    expect(entries).toEqual([
      { after: { status: 'BROKEN_OFF', rows: (await readStatus(id)).row_count, sha256: null } },
    ])
    expect((await exports.fetch(head, `exports/${id}`)).status).toBe(410)
  }, 60_000)

  it('is cancelled in the database while its first rows are read', async () => {
    const other = new Client({ connectionString: ancrage.url })
    await other.connect()
    await other.query('begin; lock table site in access exclusive mode')
    try {
      const client = new AbortController()
      const pending = exports.open(await exports.token(head), 'exports/sites.csv', { signal: client.signal })
      const aborted = expect(pending).rejects.toThrow()
      await waitUntil(async () => (await countReaders()) === 1)
      client.abort()
      await aborted
      await waitUntil(async () => (await countReaders()) === 0)
    } finally {
      await other.end()
    }
  })

  it('counts towards the limit of exports at a time', async () => {
    const client = new AbortController()
    const token = await exports.token(head)
    const running = []
    for (let i = 0; i < 2; i++)
      running.push(await exports.open(token, 'exports/sites.csv', { signal: client.signal }))
    expect(running.map(({ status }) => status)).toEqual([200, 200])
    const refused = await exports.fetch(head, 'exports/agencies.csv')
    expect(readError(refused)).toMatchObject({ status: 429, code: 'RATE_LIMITED' })
    expect(refused.headers.get('retry-after')).toBe('5')
    const third = await exports.open(await exports.token(officer), 'exports/sites.csv', {
      signal: client.signal,
    })
    expect(third.status).toBe(200)
    // the users of one agency leave a place to the others
    expect((await exports.fetch('analyst@awex.example', 'exports/agencies.csv')).status).toBe(429)
    const fourth = await exports.open(
      await exports.token('head@liege-airport.example'),
      'exports/sites.csv',
      { signal: client.signal },
    )
    expect(fourth.status).toBe(200)
    expect((await exports.fetch('cabinet@jeholet.example', 'exports/agencies.csv')).status).toBe(429)
    expect((await exports.open('an invented token', 'exports/agencies.csv')).status).toBe(401)
    client.abort()
    await waitUntil(async () => (await exports.fetch(head, 'exports/agencies.csv')).status === 200)
    expect(await readLatestId()).toBeTruthy()
  })
})

it('charges exports and API requests to the same budget', async () => {
  const limited = await startTestService({ costPerMinute: 100_000 })
  try {
    await limited.owner.query(
      `insert into site (id, name, kind, entered_by_id, created_at, updated_at)
       select gen_random_uuid(), 'Site ' || n, 'GREENFIELD', a.id, now(), now()
         from generate_series(1, 100000) n, agency a where a.code = 'awex'`,
    )
    // within one minute
    if (new Date().getSeconds() > 40) await pause(1_000 * (61 - new Date().getSeconds()))
    const { fetch } = createExportClient(limited)
    expect((await fetch(head, 'exports/sites.csv?fields=name')).status).toBe(200)
    expect(readError(await fetch(head, 'exports/agencies.csv'))).toMatchObject({
      status: 429,
      code: 'RATE_LIMITED',
    })
    expect((await fetch(officer, 'exports/agencies.csv')).status).toBe(200)
  } finally {
    await limited.stop()
  }
}, 90_000)

it.each([
  'summaries/nowhere/2018-W22.pdf',
  'briefings/01890000-0000-7000-8000-000000000000.pdf',
  'exports/01890000-0000-7000-8000-000000000000',
])('charges a request for %s, which does not exist', async (path) => {
  const limited = await startTestService({ costPerMinute: 150 })
  try {
    if (new Date().getSeconds() > 50) await pause(1_000 * (61 - new Date().getSeconds()))
    const { fetch } = createExportClient(limited)
    const statuses = [await fetch(head, path), await fetch(head, path), await fetch(head, path)].map(
      ({ status }) => status,
    )
    expect(statuses[0]).toBe(404)
    expect(statuses[2]).toBe(429)
  } finally {
    await limited.stop()
  }
})
