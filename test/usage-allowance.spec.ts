/** The total cost per minute of the operations of one user. */
import { setTimeout as pause } from 'node:timers/promises'
import { listen } from './event-stream.js'
import { startTestService, type TestService } from './test-service.js'

const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
const question = '{ deals(first: 100) { nodes { id } } }'
const limit = 3_000

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: limit })
})
afterAll(() => ancrage.stop())

const tokenOf = async (email: string): Promise<string> =>
  (await ancrage.run(null, signIn, { input: { email, password: 'ancrage-demo' } })).signIn.token
const runQuery = (token: string, query = question, service = ancrage) => service.send(token, query)
const isRateLimited = ({ errors }: Awaited<ReturnType<TestService['send']>>) =>
  errors?.[0]?.extensions.code === 'RATE_LIMITED'

/** Waits for the next minute if the current one ends soon, because the usage starts again with each minute. */
async function withinOneMinute() {
  const left = 60_000 - (Date.now() % 60_000)
  if (left < 15_000) await pause(left + 100)
}

/** Sends queries until one is rejected. Returns their total cost. */
async function spendAll(token: string): Promise<number> {
  for (let spent = 0; ;) {
    const answer = await runQuery(token)
    if (isRateLimited(answer)) return spent
    expect(answer.errors).toBeUndefined()
    spent += (answer as { extensions?: { cost: number } }).extensions!.cost
  }
}

describe('a user at the usage limit', () => {
  beforeEach(withinOneMinute, 40_000)

  it('is rejected for the rest of the minute, with a retry-after', async () => {
    const token = await tokenOf('head@awex.example')
    expect(await spendAll(token)).toBeGreaterThanOrEqual(limit)
    const answer = await runQuery(token)
    const { retryAfter } = answer.errors![0]!.extensions
    expect(retryAfter).toBeGreaterThan(0)
    expect(retryAfter).toBeLessThanOrEqual(60)
    expect(answer.headers.get('retry-after')).toBe(String(retryAfter))
  })

  it('is also rejected for mutations and with other tokens', async () => {
    const [one, other] = [await tokenOf('officer@awex.example'), await tokenOf('officer@awex.example')]
    await runQuery(other)
    await spendAll(one)
    expect(isRateLimited(await runQuery(one, 'mutation { endSessions { id } }'))).toBe(true)
    expect(isRateLimited(await runQuery(other))).toBe(true)
  })

  it('does not affect other users', async () => {
    await spendAll(await tokenOf('analyst@awex.example'))
    expect((await runQuery(await tokenOf('cabinet@jeholet.example'))).errors).toBeUndefined()
  })

  it('is rejected at the address of every file', async () => {
    const token = await tokenOf('operator@ancrage.example')
    await spendAll(token)
    const id = '019a0000-0000-7000-8000-000000000000'
    const paths = [
      ...['exports/deals.csv', 'exports/dealStats.json?groupBy=STAGE&measures=DEALS', `exports/${id}`],
      ...[`questions/${id}.csv`, `briefings/${id}.pdf`, `briefings/${id}.html`],
      ...['summaries/awex.atom', 'summaries/awex/latest', 'summaries/awex/2018-W06/1.json'],
    ]
    const headers = { authorization: `Bearer ${token}` }
    const statusOf = async (path: string) => (await fetch(`${ancrage.address}/${path}`, { headers })).status
    for (const path of paths) expect([path, await statusOf(path)]).toEqual([path, 429])
    const stream = await listen(ancrage.address, token)
    expect([stream.status, stream.events()]).toEqual([429, []])
  })

  it('is charged for the rows of an export', async () => {
    await ancrage.owner.query(
      `insert into prospect (id, name, confidentiality, entered_by_id, created_at, updated_at)
         select gen_random_uuid(), 'Company', 'OPEN', (select id from agency where code = 'awex'), now(), now()
           from generate_series(1, $1)`,
      [limit],
    )
    const token = await tokenOf('admin@liege-airport.example')
    expect(isRateLimited(await runQuery(token))).toBe(false)
    const headers = { authorization: `Bearer ${token}` }
    await (await fetch(`${ancrage.address}/exports/prospects.csv?fields=name`, { headers })).text()
    expect(isRateLimited(await runQuery(token))).toBe(true)
  })

  it('is also charged for documents and calendars, and rejected in the requested format', async () => {
    const token = await tokenOf('head@michel.example')
    const { createCalendarFeed: feed } = (
      await ancrage.send(token, 'mutation { createCalendarFeed(input: {}) { address } }')
    ).data
    const headers = { authorization: `Bearer ${token}` }
    const calendar = () => fetch(new URL(feed.address as string, ancrage.address))
    const document = (name: string) => fetch(`${ancrage.address}/summaries/${name}`, { headers })
    expect((await calendar()).status).toBe(200)
    expect((await document('awex/2018-W06.json')).status).toBe(429)
    expect(isRateLimited(await runQuery(token))).toBe(true)
    const formats = { json: 'application/json', html: 'text/html', pdf: 'application/pdf', csv: 'text/csv' }
    for (const [format, type] of Object.entries(formats)) {
      const { status, headers } = await document(`awex/2018-W06.${format}`)
      expect([status, headers.get('content-type')]).toEqual([429, expect.stringContaining(type)])
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    }
    expect((await document('awex.atom')).status).toBe(429)
    const again = await calendar()
    expect([again.status, Number(again.headers.get('retry-after')) > 0]).toEqual([429, true])
    expect(await again.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] })
  })

  it('is charged for the time of an operation that has not run before, however little it costs', async () => {
    const token = await tokenOf('officer@liege-airport.example')
    const slow = '{ deals(first: 1) { nodes { reference codeName } } }'
    await ancrage.owner.query('begin; lock table deal')
    const answer = runQuery(token, slow)
    await pause(1_500)
    await ancrage.owner.query('commit')
    const { cost } = ((await answer) as unknown as { extensions: { cost: number } }).extensions
    const spent = async () =>
      (
        await ancrage.owner.query<{ cost: number }>(
          `select sum(u.units)::int as cost from usage u join "user" v on v.id = u.user_id
            where v.email = 'officer@liege-airport.example'`,
        )
      ).rows[0]!.cost
    const until = Date.now() + 10_000
    while (!((await spent()) > cost + 50) && Date.now() < until) await pause(200)
    expect(await spent()).toBeGreaterThan(cost + 50)
  })

  it('has one allowance across all processes', async () => {
    const second = await ancrage.startSecondProcess()
    const token = await tokenOf('admin@awex.example')
    await runQuery(token, question, second)
    await spendAll(token)
    const until = Date.now() + 10_000
    while (!isRateLimited(await runQuery(token, '{ viewer { id } }', second)) && Date.now() < until)
      await pause(100)
    expect(isRateLimited(await runQuery(token, '{ viewer { id } }', second))).toBe(true)
    await second.stop()
  }, 40_000)
})
