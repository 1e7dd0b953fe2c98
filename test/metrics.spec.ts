/** The metrics for Prometheus describe the process and contain no data of requests. */
import { startTestService, type TestService, type GraphqlAnswer } from './test-service.js'

const token = 'a-token-of-24-characters'
let ancrage: TestService
let protectedService: TestService
beforeAll(async () => {
  ;[ancrage, protectedService] = await Promise.all([
    startTestService(),
    startTestService({ metricsToken: token }),
  ])
}, 60_000)
afterAll(() => Promise.all([ancrage.stop(), protectedService.stop()]))

const fetchMetrics = (of: TestService, headers: Record<string, string> = {}) =>
  fetch(`${of.address}/metrics`, { headers })
const valueOf = (text: string, start: string): number =>
  Number(
    text
      .split('\n')
      .find((row) => row.startsWith(start))
      ?.split(' ')
      .at(-1) ?? 0,
  )
const requestCountLine = 'http_request_duration_seconds_count{method="POST",route="/graphql",status="200"}'

it('the metrics have the number and duration of requests, and the database connections', async () => {
  const before = await (await fetchMetrics(ancrage)).text()
  for (let n = 0; n < 3; n++) await ancrage.run('head@awex.example', '{ viewer { email } }')
  const response = await fetchMetrics(ancrage)
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  const after = await response.text()
  // the fourth request is the sign-in
  expect(valueOf(after, requestCountLine) - valueOf(before, requestCountLine)).toBe(4)
  expect(valueOf(after, 'database_connections{state="open"}')).toBeGreaterThan(0)
  expect(valueOf(after, 'process_resident_memory_bytes')).toBeGreaterThan(10_000_000)
})

it('the metrics contain no part of a requested URL', async () => {
  for (const path of ['summaries/quokka/2018-W22.html?lang=quokka', 'quokka', 'exports/quokka.csv'])
    await fetch(`${ancrage.address}/${path}`)
  expect(await (await fetchMetrics(ancrage)).text()).not.toMatch(/quokka/i)
})

it.each([
  ['locally if no token is configured', false, {}, 200],
  ['not through a proxy if no token is configured', false, { 'x-forwarded-for': '192.0.2.7' }, 401],
  ['not without the configured token', true, {}, 401],
  ['not with a wrong token', true, { authorization: `Bearer ${token}x` }, 401],
  ['with the configured token', true, { authorization: `Bearer ${token}` }, 200],
])('the metrics are available %s', async (_, needsToken, headers, status) => {
  const response = await fetchMetrics(needsToken ? protectedService : ancrage, headers)
  expect(response.status).toBe(status)
  if (status === 401)
    expect(((await response.json()) as GraphqlAnswer).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
})
