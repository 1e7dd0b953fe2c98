/** One client, one user or one network cannot use up what others need. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import Fastify from 'fastify'
import { Client } from 'pg'
import { shareConnections } from '../src/http/connection-share.js'
import { shareRequests } from '../src/http/request-share.js'
import { markSecureRequests } from '../src/http/secure-request.js'
import { dropSlowReaders } from '../src/http/slow-readers.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const repeat = (text: string, times: number) => Array(times).fill(text).join(' ')
const repeated = `{ ${repeat('agencies { nodes { id } }', 700)} }`

describe('a large document', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService()
  })
  afterAll(() => ancrage.stop())

  const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
    fetch(`${ancrage.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
  const codeOf = async (response: Response) =>
    ((await response.json()) as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code

  it.each([
    ['without a token', {}],
    ['with an invented token', { authorization: 'Bearer invented-by-the-caller' }],
    [
      'with an invented token, for a client of plain JSON',
      { authorization: 'Bearer x', accept: 'application/json' },
    ],
  ])('is rejected before its validation %s', async (_, headers) => {
    const response = await post(JSON.stringify({ query: repeated }), headers)
    expect(response.status).toBe('accept' in headers ? 200 : 400)
    expect(await codeOf(response)).toBe('UNAUTHENTICATED')
  })

  it('is rejected with the reason if a user sends it', async () => {
    const { errors } = await ancrage.request(head, repeated)
    expect(errors?.[0]?.extensions.code).toBe('TOO_COSTLY')
    expect(errors?.[0]?.message).toMatch(/Select each field once/)
  })

  it('is rejected in the address of a GET request too', async () => {
    // unknown fields: a validation would name them
    const names = Array.from({ length: 601 }, (_, n) => `x${n}`)
    const query = encodeURIComponent(`{ ${names.join(' ')} }`)
    const response = await fetch(`${ancrage.address}/graphql?query=${query}`, {
      headers: { 'apollo-require-preflight': 'yes' },
    })
    expect(await codeOf(response)).toBe('UNAUTHENTICATED')
  })

  it.each([
    ['/graphql', 'without a token', {}],
    ['/graphql', 'with an invented token', { authorization: 'Bearer invented-by-the-caller' }],
    ['/exports/sites.csv', 'without a token', {}],
    ['/exports/sites.csv', 'with an invented token', { authorization: 'Bearer invented-by-the-caller' }],
  ])('at %s %s is not read when it is large', async (path, _, headers) => {
    const send = (body: string) =>
      fetch(`${ancrage.address}${path}`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body },
      })
    expect(await codeOf(await send('{'.repeat(20_000)))).toBe('UNAUTHENTICATED')
    expect(await codeOf(await send('{'))).toBe('BAD_USER_INPUT')
  })

  it('of an anonymous caller is not even read', async () => {
    const query = '{ __typename }'
    expect(await codeOf(await post(JSON.stringify({ query })))).toBeUndefined()
    const big = JSON.stringify({ query, padding: 'x'.repeat(20_000) })
    expect(await codeOf(await post(big))).toBe('UNAUTHENTICATED')
    const withoutLength = await fetch(`${ancrage.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Blob([JSON.stringify({ query })]).stream(),
      duplex: 'half',
    })
    expect(await codeOf(withoutLength)).toBe('UNAUTHENTICATED')
  })

  it('is rejected at the address of streams too, and validated up to a few errors', async () => {
    const { signIn } = await ancrage.run(
      null,
      'mutation ($input: SignInInput!) { signIn(input: $input) { token } }',
      { input: { email: head, password: 'ancrage-demo' } },
    )
    const postQuery = (query: string) =>
      fetch(`${ancrage.address}/graphql/stream`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${signIn.token}` },
        body: JSON.stringify({ query }),
      })
    const repeatedRows = `subscription { changes { ${repeat('rows { id }', 700)} } }`
    expect(await codeOf(await postQuery(repeatedRows))).toBe('TOO_COSTLY')
    const unknown = Array.from({ length: 500 }, (_, n) => `x${n}`).join(' ')
    const { errors } = (await (await postQuery(`subscription { changes { ${unknown} } }`)).json()) as {
      errors: unknown[]
    }
    expect(errors.length).toBeLessThan(10)
  })

  it('with 500 unknown fields is validated up to a few errors', async () => {
    const query = `{ ${Array.from({ length: 500 }, (_, n) => `agencie${n}`).join(' ')} }`
    const answers = [await ancrage.request(null, query), await ancrage.request(head, query)]
    for (const { errors } of answers) {
      expect(errors?.length).toBeGreaterThan(1)
      expect(errors?.length).toBeLessThan(10)
    }
  })

  it('of 300 fragments is rejected before its validation, also from a user', async () => {
    const fragments = Array.from({ length: 300 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} }`)
    const query = `{ ...F0 } ${fragments.join(' ')} fragment F300 on Query { viewer { id } }`
    expect((await ancrage.request(null, query)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    expect((await ancrage.request(head, query)).errors?.[0]?.extensions.code).toBe('TOO_COSTLY')
  })

  it.each(['/auth/logout', '/auth/backchannel-logout', '/password/l_x'])(
    'of a form is not read: %s',
    async (path) => {
      const post = (size: number) =>
        fetch(ancrage.address + path, {
          method: 'POST',
          redirect: 'manual',
          headers: { authorization: 'Bearer invented-by-the-caller' },
          body: new URLSearchParams({ text: 'x'.repeat(size) }),
        })
      const response = await post(40_000)
      expect([response.status, await response.text()]).toEqual([413, expect.stringContaining('32 KiB')])
      expect((await post(20_000)).status).not.toBe(413)
    },
  )

  it('does not keep an anonymous caller from a sign-in, nor a user from 700 fields', async () => {
    const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { email } } }'
    const input = { email: head, password: 'ancrage-demo' }
    expect((await ancrage.run(null, signIn, { input })).signIn.viewer.email).toBe(head)
    const fields = Array.from({ length: 700 }, (_, n) => `a${n}: viewer { id }`).join(' ')
    expect((await ancrage.request(head, `{ ${fields} }`)).errors).toBeUndefined()
  })
})

describe('many requests of one user', () => {
  it('run a few at a time, while another user is answered, and all are answered', async () => {
    const ancrage = await startTestService({ demo: true, poolSize: 4 })
    try {
      const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
      const tokenOf = async (email: string): Promise<string> =>
        (await ancrage.run(null, signIn, { input: { email, password: 'ancrage-demo' } })).signIn.token
      const [busy, other] = [await tokenOf('analyst@awex.example'), await tokenOf(head)]
      // a token counts for its user once it has been used
      for (const token of [busy, other]) await ancrage.send(token, '{ viewer { email } }')
      const aliases = Array.from({ length: 20 }, (_, n) => `a${n}: pipelineStatus { total { deals } }`).join(
        ' ',
      )
      let finished = 0
      const flood = Array.from({ length: 20 }, () =>
        ancrage.send(busy, `{ ${aliases} }`).then((answer) => {
          finished += 1
          return answer
        }),
      )
      await pause(50)
      const { data } = await ancrage.send(other, '{ viewer { email } }')
      expect(data?.viewer.email).toBe(head)
      expect(finished).toBeLessThan(20)
      const answers = await Promise.all(flood)
      expect(answers.filter(({ errors }) => errors)).toEqual([])
    } finally {
      await ancrage.stop()
    }
  })
})

describe('requests of one client', () => {
  const server = Fastify()
  const routes = ['/graphql', '/questions/:name', '/password/:secret', '/auth/login', '/health/live']
  let running = 0
  let atOnce = 0
  let address: string
  beforeAll(async () => {
    markSecureRequests(server, undefined)
    server.addHook(
      'onRequest',
      shareRequests(1, () => undefined),
    )
    for (const route of routes)
      server.get(route, async () => {
        atOnce = Math.max(atOnce, ++running)
        await pause(50)
        running -= 1
        return 'answer'
      })
    address = await server.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(() => server.close())

  /** Returns how many of three requests were answered at once. */
  async function countAtOnce(path: string): Promise<number> {
    atOnce = 0
    await Promise.all([1, 2, 3].map(() => fetch(`${address}${path}`).then((response) => response.text())))
    return atOnce
  }

  it.each([
    ['/graphql', 1],
    ['/%67raphql', 1],
    ['/questions/0199.csv', 1],
    ['/password/secret', 1],
    ['/auth/login', 1],
    ['/health/live', 3],
  ])('to %s run beside each other: %i', async (path, count) => {
    expect(await countAtOnce(path)).toBe(count)
  })
})

describe('requests without a known token', () => {
  const server = Fastify({ trustProxy: true })
  let address: string
  let running = 0
  let atOnce = 0
  beforeAll(async () => {
    markSecureRequests(server, undefined)
    server.addHook(
      'onRequest',
      shareRequests(5, () => undefined),
    )
    server.get('/graphql', async () => {
      atOnce = Math.max(atOnce, ++running)
      await pause(5)
      running -= 1
      return 'answer'
    })
    address = await server.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(() => server.close())

  it('run two at a time for each network, and keep their places for a while', async () => {
    const start = performance.now()
    await Promise.all(
      Array.from({ length: 6 }, () => fetch(`${address}/graphql`).then((response) => response.text())),
    )
    expect(atOnce).toBe(2)
    // two turns of 25 ms go before the last two requests
    expect(performance.now() - start).toBeGreaterThan(45)
  })

  it('of one IPv6 network count together', async () => {
    atOnce = 0
    await Promise.all(
      [1, 2, 3, 4].map((n) =>
        fetch(`${address}/graphql`, { headers: { 'x-forwarded-for': `2001:db8::${n}` } }).then((response) =>
          response.text(),
        ),
      ),
    )
    expect(atOnce).toBe(2)
  })
})

describe('requests with invented tokens', () => {
  it('count together for each network', async () => {
    const ancrage = await startTestService({ poolSize: 8 })
    const locker = new Client({ connectionString: ancrage.url })
    await locker.connect()
    try {
      await locker.query('begin; lock table session in access exclusive mode')
      const flood = Array.from({ length: 12 }, (_, n) => ancrage.send(`invented-${n}`, '{ viewer { id } }'))
      const countWaiting = async () =>
        (
          await ancrage.owner.query<{ n: number }>(
            `select count(*)::int as n from pg_stat_activity
              where datname = current_database() and usename = 'ancrage_service' and wait_event_type = 'Lock'`,
          )
        ).rows[0]!.n
      while ((await countWaiting()) < 2) await pause(20)
      await pause(500)
      expect(await countWaiting()).toBe(2)
      await locker.query('commit')
      for (const { errors } of await Promise.all(flood))
        expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    } finally {
      await locker.end()
      await ancrage.stop()
    }
  })
})

it('an invalid token costs no new connection to the database', async () => {
  const ancrage = await startTestService({ poolSize: 1 })
  const listBackends = async () =>
    (
      await ancrage.owner.query<{ pid: number }>(
        `select pid from pg_stat_activity
          where datname = current_database() and usename = 'ancrage_service' and backend_type = 'client backend'
          order by pid`,
      )
    ).rows.map(({ pid }) => pid)
  try {
    const refuse = async () =>
      expect((await ancrage.send('invented', '{ viewer { id } }')).errors?.[0]?.extensions.code).toBe(
        'UNAUTHENTICATED',
      )
    await refuse()
    const before = await listBackends()
    for (let n = 0; n < 5; n++) await refuse()
    expect(await listBackends()).toEqual(before)
  } finally {
    await ancrage.stop()
  }
})

describe('connections', () => {
  const limits = { total: 20, perNetwork: 5 }
  const proxy = '127.0.0.9'
  const server = createServer((request, response) => {
    if (request.url === '/slow') setTimeout(() => response.end('slow'), 1_500)
    else response.end('answer')
  })
  let port: number
  const clients: Socket[] = []
  beforeAll(async () => {
    shareConnections(server, limits, [proxy])
    server.listen(0, '::')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  })
  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy()
    while ((await promisify(server.getConnections.bind(server))()) > 0) await pause(10)
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  async function open(host = '127.0.0.1', request?: string, localAddress?: string): Promise<Socket> {
    const client = connect({ port, host, ...(localAddress && { localAddress }) })
    client.on('error', () => undefined)
    client.resume()
    clients.push(client)
    await once(client, 'connect')
    if (request) client.write(`GET ${request} HTTP/1.1\r\nhost: x\r\n\r\n`)
    await pause(20)
    return client
  }

  it('of one network are limited: the oldest idle one is closed, never one whose request is being answered', async () => {
    const busy = await open('127.0.0.1', '/slow')
    const answer = once(busy, 'data')
    const idle = [await open(), await open(), await open(), await open()]
    const newest = await open()
    await pause(50)
    expect(idle.map(({ closed }) => closed)).toEqual([true, false, false, false])
    expect([busy.closed, newest.closed]).toEqual([false, false])
    expect(String((await answer)[0])).toContain('slow')
    expect((await fetch(`http://[::1]:${port}/`)).status).toBe(200)
  })

  it('of one network are refused while the requests of all are being answered', async () => {
    const busy = await Promise.all(Array.from({ length: 5 }, () => open('127.0.0.1', '/slow')))
    const refused = await open()
    await pause(50)
    expect(refused.closed).toBe(true)
    expect(busy.map(({ closed }) => closed)).toEqual(busy.map(() => false))
  })

  const openFrom = (localAddress: string) => open('127.0.0.1', undefined, localAddress)

  it('of all are limited: the network with most of them gives up its oldest idle one', async () => {
    const first = [await openFrom('127.0.0.2'), await openFrom('127.0.0.2'), await openFrom('127.0.0.2')]
    const others: Socket[] = []
    for (let n = 0; n < 17; n++) others.push(await openFrom(`127.0.1.${n + 1}`))
    others.push(await openFrom('127.0.2.1'))
    await pause(50)
    expect(first.map(({ closed }) => closed)).toEqual([true, false, false])
    expect(others.filter(({ closed }) => closed)).toEqual([])
  })

  it('that have closed count no more', async () => {
    for (let n = 0; n < 25; n++) (await openFrom('127.0.0.3')).destroy()
    const kept = [await openFrom('127.0.0.4'), await openFrom('127.0.0.4')]
    await pause(50)
    expect(kept.map(({ closed }) => closed)).toEqual([false, false])
  })

  it('of a trusted proxy have no share', async () => {
    const clients: Socket[] = []
    for (let n = 0; n < 7; n++) clients.push(await openFrom(proxy))
    await pause(50)
    expect(clients.filter(({ closed }) => closed)).toEqual([])
  })
})

describe('a client that reads its answer too slowly', () => {
  it('is disconnected, and one that reads it is not', async () => {
    const answer = Buffer.alloc(64 * 2 ** 20)
    const server = createServer((_, response) => response.end(answer))
    dropSlowReaders(server, { bytesPerSecond: 4_096, patience: 3_000 })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const slow = connect(port, '127.0.0.1')
    slow.on('error', () => undefined)
    slow.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    slow.pause()
    const [connection] = (await once(server, 'connection')) as [Socket]
    const read = fetch(`http://127.0.0.1:${port}/`).then((response) => response.arrayBuffer())
    await once(connection, 'close')
    expect((await read).byteLength).toBe(answer.length)
    slow.destroy()
    server.close()
  })

  it('is not disconnected while it reads a large answer steadily, however long that takes', async () => {
    const answer = Buffer.alloc(32 * 2 ** 20)
    const server = createServer((_, response) => response.end(answer))
    dropSlowReaders(server, { bytesPerSecond: 4_096, patience: 1_500 })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
    client.on('error', () => undefined)
    client.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
    let received = 0
    for await (const chunk of client as AsyncIterable<Buffer>) {
      received += chunk.length
      await pause(10)
    }
    expect(received).toBeGreaterThan(answer.length)
    server.close()
  })
})
