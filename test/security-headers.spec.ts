/** Every answer of every route has the security headers. The routes are those of the server: a new one is covered. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { startTestService, type TestService } from './test-service.js'

const publicUrl = 'https://ancrage.example'

let ancrage: TestService
let token: string
/** Of a session that one of the routes ends. */
let spareToken: string
let feed: string
beforeAll(async () => {
  ancrage = await startTestService({ demo: true, publicUrl, requestTimeout: 2_000 })
  const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
  const input = { email: 'head@awex.example', password: 'ancrage-demo' }
  const tokenOf = async () => (await ancrage.run(null, signIn, { input })).signIn.token as string
  token = await tokenOf()
  spareToken = await tokenOf()
  const { createCalendarFeed } = (
    await ancrage.send(token, 'mutation { createCalendarFeed(input: {}) { address } }')
  ).data
  feed = new URL(createCalendarFeed.address as string, ancrage.address).pathname
}, 60_000)
afterAll(() => ancrage.stop())

interface Route {
  path: string
  methods: string[]
}

/** Reads the tree of `printRoutes`: the parts of a path are below each other, each four characters further in. */
function readRoutes(tree: string): Route[] {
  const parts: string[] = []
  return tree.split('\n').flatMap((line) => {
    const [, indent, part, methods] = /^([ │]*)[├└]── (\S+)(?: \((.+)\))?$/.exec(line) ?? []
    if (part === undefined) return []
    const depth = indent!.length / 4
    parts.splice(depth, Infinity, part)
    return methods ? [{ path: parts.join(''), methods: methods.split(', ') }] : []
  })
}

const fill = ({ path }: Route) =>
  path
    .replace(/:secret\.ics/, 'c_x.ics')
    .replace(/:\w+/g, 'x')
    .replace('*', 'x')

const browser = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
const json = { 'content-type': 'application/json' }

/** Requests of each route: as a program, as a browser and as a user. */
const callers: Record<string, () => Record<string, string>> = {
  'a program': () => ({}),
  'a browser': () => browser,
  'a user': () => ({ authorization: `Bearer ${spareToken}` }),
}

const send = (path: string, request: RequestInit = {}) =>
  fetch(`${ancrage.address}${path}`, { redirect: 'manual', ...request })

/** Files of the pages have no confidential content, and a name with a hash of it or a check at each use. */
const isFile = (path: string) => /^\/(assets\/.+|graphiql\/(index\.html)?|[\w-]+(\.\w+)+)?$/.test(path)

/** Returns what is wrong with the headers of an answer. */
function faultsOf(path: string, { headers, status }: Pick<Response, 'headers' | 'status'>): string[] {
  const get = (name: string) => headers.get(name) ?? ''
  const policy = get('content-security-policy')
  const type = get('content-type')
  const directives = new Map(
    policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]),
  )
  const isStored = isFile(path) && status < 400
  const checks: [string, boolean][] = [
    ['default-src', directives.get('default-src') === `'none'`],
    ['frame-ancestors', directives.get('frame-ancestors') === `'none'`],
    ['base-uri', directives.get('base-uri') === `'none'`],
    ['form-action', directives.has('form-action')],
    ['other origins', !/\*|https?:|'unsafe-eval'/.test(policy)],
    // The editor of GraphiQL inserts style elements.
    ['inline content', path.startsWith('/graphiql/') || !policy.includes(`'unsafe-inline'`)],
    ['inline scripts', !(directives.get('script-src') ?? '').includes("'unsafe")],
    ['x-content-type-options', get('x-content-type-options') === 'nosniff'],
    // The page with the form to sign out shows its origin to this service.
    [
      'referrer-policy',
      get('referrer-policy') ===
        (path === '/auth/logout' && type.startsWith('text/html') ? 'same-origin' : 'no-referrer'),
    ],
    ['cross-origin-opener-policy', get('cross-origin-opener-policy') === 'same-origin'],
    ['cross-origin-resource-policy', get('cross-origin-resource-policy') === 'same-origin'],
    ['strict-transport-security', get('strict-transport-security').startsWith('max-age=31536000')],
    ['cache-control', isStored ? get('cache-control') !== '' : get('cache-control') === 'no-store'],
    ['charset', !/^text\/|[+/](xml|json)|javascript/.test(type) || /charset=utf-8/i.test(type)],
    ['other sites', !headers.has('access-control-allow-origin')],
    ['software', !headers.has('server') && !headers.has('x-powered-by')],
  ]
  return checks.filter(([, isRight]) => !isRight).map(([name]) => `${path} ${status}: ${name}`)
}

describe('the security headers', () => {
  it.each(Object.keys(callers))('are on the answers of every route to %s', async (caller) => {
    const routes = readRoutes(ancrage.routes)
    expect(routes.length).toBeGreaterThan(20)
    expect(routes.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/', '/graphql', '/metrics', '/exports/:name', '/auth/login', '/sign-in.js']),
    )
    const faults: string[] = []
    for (const route of routes)
      for (const method of route.methods) {
        const body = ['GET', 'HEAD', 'TRACE'].includes(method) ? undefined : '{}'
        if (method === 'TRACE') continue
        const headers = { ...(body && json), ...callers[caller]!() }
        const response = await send(fill(route), { method, headers, ...(body && { body }) })
        await response.arrayBuffer()
        expect([route.path, method, response.status]).not.toContain(500)
        faults.push(...faultsOf(fill(route), response))
      }
    expect(faults).toEqual([])
  })

  const asUser = (): RequestInit => ({ headers: { authorization: `Bearer ${token}` } })
  const post = (body: string, headers: Record<string, string> = json): RequestInit => ({
    method: 'POST',
    headers,
    body,
  })
  const answers: [string, number, string, (() => RequestInit)?][] = [
    ...['html', 'pdf', 'xlsx', 'csv', 'json'].map((format): (typeof answers)[number] => [
      format,
      200,
      `/summaries/awex/2018-W06.${format}`,
      asUser,
    ]),
    ...['csv', 'xlsx', 'json', 'ndjson'].map((format): (typeof answers)[number] => [
      `an export as ${format}`,
      200,
      `/exports/deals.${format}`,
      asUser,
    ]),
    ['a feed of summaries', 200, '/summaries/awex.atom', asUser],
    ['an unknown list', 404, '/exports/unknown.csv', asUser],
    ['a wrong week', 400, '/summaries/awex/2018-W60.pdf', asUser],
    ['a query by GET', 200, '/graphql?query=%7Bviewer%7Bid%7D%7D', asUser],
    ['a query', 200, '/graphql', () => post('{"query":"{ __typename }"}')],
    ['malformed JSON', 400, '/graphql', () => post('{')],
    ['a wrong type', 415, '/graphql', () => post('<a/>', { 'content-type': 'text/xml' })],
    ['a wrong method', 405, '/graphql', () => ({ method: 'DELETE' })],
    [
      'a large body',
      413,
      '/graphql',
      () => post(`{"query":"${' '.repeat(2 ** 20)}"}`, { ...json, authorization: `Bearer ${token}` }),
    ],
    ['an unknown address', 404, '/nowhere'],
    ['an unknown address in a browser', 404, '/nowhere', () => ({ headers: browser })],
    ['the list of packages', 404, '/sbom.cdx.json'],
    ['a path out of the pages', 404, '/assets/..%2f..%2fsbom.cdx.json'],
    ['a malformed URL', 404, '/exports/%E0%A4%A'],
    ['a long URL', 404, `/exports/${'x'.repeat(9_000)}`],
    ['a redirect', 302, '/graphiql'],
    ['a compressed file', 200, '/sign-in.js', () => ({ headers: { 'accept-encoding': 'gzip' } })],
  ]

  const requests = answers.map(
    ([name, status, path, request = () => ({})]) => [name, status, path, request] as const,
  )
  it.each(requests)('are on %s (%i)', async (_, status, path, request) => {
    const response = await send(path, request())
    await response.arrayBuffer()
    expect(response.status).toBe(status)
    expect(faultsOf(path.split('?')[0]!, response)).toEqual([])
  })

  it('are on a calendar, and on the answer that it has not changed', async () => {
    const first = await send(feed)
    const second = await send(feed, { headers: { 'if-none-match': first.headers.get('etag')! } })
    expect([first.status, second.status]).toEqual([200, 304])
    expect([...faultsOf(feed, first), ...faultsOf(feed, second)]).toEqual([])
  })

  it.each([
    ['a request that is no HTTP', 'nonsense\r\n\r\n', 400],
    ['a header that is too large', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['a request that is not finished', 'GET / HTTP/1.1\r\nhost: x\r\n', 408],
  ])('are on the answer to %s', async (_, text, status) => {
    const socket = connect(Number(new URL(ancrage.address).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (data) => (answer += data.toString()))
    socket.on('error', () => undefined)
    socket.write(text)
    await once(socket, 'close')
    const [head = '', body = ''] = answer.split('\r\n\r\n')
    const [line = '', ...lines] = head.split('\r\n')
    expect(line).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    const headers = new Headers(
      lines.map((one): [string, string] => [one.split(': ')[0]!, one.split(': ').slice(1).join(': ')]),
    )
    expect(faultsOf('/', { headers, status })).toEqual([])
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
  })

  it('keep the method TRACE away, whose answer would repeat cookies', async () => {
    const socket = connect(Number(new URL(ancrage.address).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (data) => (answer += data.toString()))
    socket.write('TRACE / HTTP/1.1\r\nhost: x\r\ncookie: a=canary\r\nconnection: close\r\n\r\n')
    await once(socket, 'close')
    expect(answer).toMatch(/^HTTP\/1.1 404 /)
    expect(answer).not.toContain('canary')
  })
})
