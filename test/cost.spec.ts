/** The cost of an operation is computed before it runs. A running query ends at the timeout or when its client disconnects. */
import { Client } from 'pg'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'

let ancrage: TestService
let token: string
beforeAll(async () => {
  ancrage = await startTestService({ demo: true, statementTimeout: 8_000, poolSize: 5 })
  const signIn =
    'mutation { signIn(input: { email: "head@awex.example", password: "ancrage-demo" }) { token } }'
  token = (await ancrage.run(null, signIn)).signIn.token
})
afterAll(() => ancrage.stop())

async function post(body: object, signal?: AbortSignal) {
  const response = await fetch(`${ancrage.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  })
  return (await response.json()) as any
}
const requestCost = (query: string, variables = {}) =>
  post({ query, variables, extensions: { cost: 'only' } })

describe('the cost of an operation', () => {
  it('can be requested without running the operation', async () => {
    const query =
      'query ($n: Int) { deals(first: $n) { totalCount nodes { prospect { contacts(first: 10) { nodes { name } } } } } }'
    const answer = await requestCost(query, { n: 20 })
    expect(answer).toEqual({
      data: null,
      extensions: {
        cost: expect.any(Number),
        limit: 100_000,
        mostExpensive: [
          { path: 'deals.totalCount', cost: 200 },
          { path: 'deals.nodes.prospect.contacts', cost: 200 },
          { path: 'deals', cost: 120 },
          { path: 'deals.nodes.prospect', cost: 20 },
        ],
      },
    })
    const executed = await post({ query, variables: { n: 20 } })
    expect([executed.extensions, executed.data.deals.totalCount > 0]).toEqual([
      { cost: answer.extensions.cost },
      true,
    ])
  })

  it('is the sum of the costs of its fields', async () => {
    const { extensions } = await requestCost(
      '{ a: deals(first: 3) { nodes { id } } b: dealStages { code } viewer { id } }',
    )
    expect(extensions).toMatchObject({
      cost: 103 + 110 + 100,
      mostExpensive: [
        { path: 'b', cost: 110 },
        { path: 'a', cost: 103 },
        { path: 'viewer', cost: 100 },
      ],
    })
  })

  it('can be requested for a mutation, which is not executed', async () => {
    const query = 'mutation ($input: CreateProspectInput!) { createProspect(input: $input) { id } }'
    const answer = await requestCost(query, { input: { name: 'Never entered' } })
    expect(answer).toMatchObject({ data: null, extensions: { cost: 100 } })
    const long = await requestCost(query, { input: { name: 'x'.repeat(10_000) } })
    expect(long.extensions.cost).toBe(200)
    const created = '{ prospects(where: { name: { eq: "Never entered" } }) { totalCount } }'
    expect((await post({ query: created })).data.prospects.totalCount).toBe(0)
  })

  it('above the limit is rejected with the most expensive fields', async () => {
    const query =
      '{ deals(first: 100) { nodes { id prospect { contacts(first: 100) { nodes { meetings(first: 50) { nodes { id } } } } } } } }'
    for (const body of [{ query }, { query, extensions: { cost: 'only' } }]) {
      const { data, errors } = await post(body)
      expect(data ?? null).toBeNull()
      expect(errors[0].extensions).toEqual({
        code: 'TOO_COSTLY',
        cost: 510_300,
        limit: 100_000,
        mostExpensive: [
          { path: 'deals.nodes.prospect.contacts.nodes.meetings', cost: 500_000 },
          { path: 'deals.nodes.prospect.contacts', cost: 10_000 },
          { path: 'deals', cost: 200 },
          { path: 'deals.nodes.prospect', cost: 100 },
        ],
      })
      expect(errors[0].message).toContain('deals.nodes.prospect.contacts.nodes.meetings (500000)')
    }
  })

  it('cannot be requested with an unknown value', async () => {
    const { errors } = await post({ query: '{ viewer { id } }', extensions: { cost: 'maybe' } })
    expect(errors[0].extensions.fields).toMatchObject([{ path: 'extensions.cost', code: 'UNKNOWN_CODE' }])
  })
})

/** Runs `work` while a lock on a table makes its readers wait. */
async function whileTableLocked<T>(work: () => Promise<T>): Promise<T> {
  const locker = new Client({ connectionString: ancrage.url })
  await locker.connect()
  try {
    await locker.query('begin; lock table site in access exclusive mode')
    return await work()
  } finally {
    await locker.end()
  }
}

const countWaiting = async (): Promise<number> =>
  (
    await ancrage.owner.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity
        where datname = current_database() and usename = 'ancrage_service' and wait_event_type = 'Lock'`,
    )
  ).rows[0]!.n
async function waitUntilWaiting(n: number): Promise<void> {
  while ((await countWaiting()) !== n) await new Promise((done) => setTimeout(done, 20))
}

const sitesQuery = { query: '{ sites { nodes { name } totalCount } }' }
const viewerQuery = { query: '{ viewer { email } }' }

describe('a running query', () => {
  it('is cancelled by the database after the statement timeout', async () => {
    await whileTableLocked(async () => {
      const { errors } = await post(sitesQuery)
      expect(errors[0].extensions.code).toBe('TIMEOUT')
      const where = '{ locations: { some: { site: { municipality: { contains: "x" } } } } }'
      const filtered = `{ first: deals(where: ${where}) { totalCount } }`
      const [timeout] = (await post({ query: filtered })).errors
      const mostExpensive = ['first.totalCount', 'first', 'deals.where.locations.some.site']
      expect(timeout.extensions.mostExpensive.map(({ path }: { path: string }) => path)).toEqual(
        mostExpensive,
      )
      expect(timeout.message).toContain(mostExpensive.join(', '))
    })
    expect((await post(sitesQuery)).errors).toBeUndefined()
  })

  it.each([
    ['through Apollo', () => ({ query: `{ sites { nodes { name } } } # ${Math.random()}` })],
    ['through the fast path', () => sitesQuery],
  ])('is cancelled when its client disconnects: %s', async (_, body) => {
    await post(sitesQuery)
    await post(sitesQuery)
    await whileTableLocked(async () => {
      const since = Date.now()
      // more than one user may run at once, of five connections
      const leaving = [1, 2, 3, 4, 5].map(() => {
        const client = new AbortController()
        return { client, rejection: expect(post(body(), client.signal)).rejects.toThrow() }
      })
      await waitUntilWaiting(3)
      for (const { client } of leaving) client.abort()
      await Promise.all(leaving.map(({ rejection }) => rejection))
      await waitUntilWaiting(0)
      expect(Date.now() - since).toBeLessThan(6_000)
      // the next requests get the connections and their own answers
      const next = await Promise.all(Array.from({ length: 12 }, () => post(viewerQuery)))
      expect(next.map(({ data }) => data?.viewer.email)).toEqual(next.map(() => head))
    })
    expect((await post(sitesQuery)).data.sites.totalCount).toBeGreaterThanOrEqual(0)
  })

  it('is not cancelled when other clients disconnect', async () => {
    const answers: Promise<any>[] = []
    for (let i = 0; i < 150; i++) {
      const client = new AbortController()
      const left = post(
        { query: '{ deals(first: 100) { nodes { title prospect { name } } totalCount } }' },
        client.signal,
      )
      setTimeout(() => client.abort(), i % 12)
      answers.push(
        left.catch(() => null),
        post(viewerQuery),
      )
    }
    const others = (await Promise.all(answers)).filter((_, i) => i % 2 === 1)
    expect(others.filter(({ errors, data }) => errors !== undefined || data.viewer.email !== head)).toEqual(
      [],
    )
  })
})
