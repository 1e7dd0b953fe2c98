/** What a question costs is known before it runs, and what runs ends: in time, or when nobody waits for it. */
import { Client } from 'pg'
import { anAncrage, type Ancrage } from './ancrage.js'

const head = 'head@awex.example'

let ancrage: Ancrage
let token: string
beforeAll(async () => {
  ancrage = await anAncrage({ demo: true, statementTimeout: 8_000, poolSize: 3 })
  const signIn =
    'mutation { signIn(input: { email: "head@awex.example", password: "ancrage-demo" }) { token } }'
  token = (await ancrage.get(null, signIn)).signIn.token
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
const price = (query: string, variables = {}) => post({ query, variables, extensions: { cost: 'only' } })

describe('the price of a question', () => {
  it('is told without running it', async () => {
    const query =
      'query ($n: Int) { deals(first: $n) { totalCount nodes { prospect { contacts(first: 10) { nodes { name } } } } } }'
    const told = await price(query, { n: 20 })
    expect(told).toEqual({
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
    const run = await post({ query, variables: { n: 20 } })
    expect([run.extensions, run.data.deals.totalCount > 0]).toEqual([{ cost: told.extensions.cost }, true])
  })

  it('is the sum of what its fields cost', async () => {
    const { extensions } = await price(
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

  it('is told of a mutation, which does nothing', async () => {
    const query = 'mutation ($input: CreateProspectInput!) { createProspect(input: $input) { id } }'
    const told = await price(query, { input: { name: 'Never entered' } })
    expect(told).toMatchObject({ data: null, extensions: { cost: 100 } })
    const found = '{ prospects(where: { name: { eq: "Never entered" } }) { totalCount } }'
    expect((await post({ query: found })).data.prospects.totalCount).toBe(0)
  })

  it('of what is too dear names what makes it so, whether it is to run or not', async () => {
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

  it('is not asked for in other words', async () => {
    const { errors } = await post({ query: '{ viewer { id } }', extensions: { cost: 'maybe' } })
    expect(errors[0].extensions.fields).toMatchObject([{ path: 'extensions.cost', code: 'UNKNOWN_CODE' }])
  })
})

/** Keeps a table to itself, so that whoever reads it waits, until what was asked for has been seen. */
async function whileLocked<T>(work: () => Promise<T>): Promise<T> {
  const locker = new Client({ connectionString: ancrage.url })
  await locker.connect()
  try {
    await locker.query('begin; lock table site in access exclusive mode')
    return await work()
  } finally {
    await locker.end()
  }
}

const waiting = async (): Promise<number> =>
  (
    await ancrage.owner.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity
        where datname = current_database() and usename = 'ancrage_service' and wait_event_type = 'Lock'`,
    )
  ).rows[0]!.n
async function until(n: number): Promise<void> {
  while ((await waiting()) !== n) await new Promise((done) => setTimeout(done, 20))
}

const asked = { query: '{ sites { nodes { name } totalCount } }' }
const other = { query: '{ viewer { email } }' }

describe('a running question', () => {
  it('is ended by the database when it takes too long', async () => {
    await whileLocked(async () => {
      const { errors } = await post(asked)
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
    expect((await post(asked)).errors).toBeUndefined()
  })

  it.each([
    ['asked for the first time', () => ({ query: `{ sites { nodes { name } } } # ${Math.random()}` })],
    ['asked again, and answered early', () => asked],
  ])('ends when its client goes away: %s', async (_, body) => {
    await post(asked)
    await post(asked)
    await whileLocked(async () => {
      const since = Date.now()
      // as many as there are connections, and more
      const leaving = [1, 2, 3, 4, 5].map(() => {
        const client = new AbortController()
        return { client, gone: expect(post(body(), client.signal)).rejects.toThrow() }
      })
      await until(3)
      for (const { client } of leaving) client.abort()
      await Promise.all(leaving.map(({ gone }) => gone))
      await until(0)
      expect(Date.now() - since).toBeLessThan(6_000)
      // whoever comes next has the connections, and gets his own answer
      const next = await Promise.all(Array.from({ length: 12 }, () => post(other)))
      expect(next.map(({ data }) => data?.viewer.email)).toEqual(next.map(() => head))
    })
    expect((await post(asked)).data.sites.totalCount).toBeGreaterThanOrEqual(0)
  })

  it('stops nobody else’s, however many go away while others ask', async () => {
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
        post(other),
      )
    }
    const told = (await Promise.all(answers)).filter((_, i) => i % 2 === 1)
    expect(told.filter(({ errors, data }) => errors !== undefined || data.viewer.email !== head)).toEqual([])
  })
})
