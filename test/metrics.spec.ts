/** What a Prometheus server is told: how the process fares, and nothing of what anybody asked. */
import { anAncrage, type Ancrage, type GraphqlAnswer } from './ancrage.js'

const token = 'a-token-of-24-characters'
let ancrage: Ancrage
let guarded: Ancrage
beforeAll(async () => {
  ;[ancrage, guarded] = await Promise.all([anAncrage(), anAncrage({ metricsToken: token })])
}, 60_000)
afterAll(() => Promise.all([ancrage.stop(), guarded.stop()]))

const metrics = (of: Ancrage, headers: Record<string, string> = {}) =>
  fetch(`${of.address}/metrics`, { headers })
const line = (text: string, start: string): number =>
  Number(
    text
      .split('\n')
      .find((found) => found.startsWith(start))
      ?.split(' ')
      .at(-1) ?? 0,
  )
const asked = 'http_request_duration_seconds_count{method="POST",route="/graphql",status="200"}'

it('says how many requests were answered, how fast, and what they wait for', async () => {
  const before = await (await metrics(ancrage)).text()
  for (let n = 0; n < 3; n++) await ancrage.get('head@awex.example', '{ viewer { email } }')
  const response = await metrics(ancrage)
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  const after = await response.text()
  // one more signs in
  expect(line(after, asked) - line(before, asked)).toBe(4)
  expect(line(after, 'database_connections{state="open"}')).toBeGreaterThan(0)
  expect(line(after, 'process_resident_memory_bytes')).toBeGreaterThan(10_000_000)
})

it('says nothing of what stood in an address', async () => {
  for (const path of ['summaries/quokka/2018-W22.html?lang=quokka', 'quokka', 'exports/quokka.csv'])
    await fetch(`${ancrage.address}/${path}`)
  expect(await (await metrics(ancrage)).text()).not.toMatch(/quokka/i)
})

it.each([
  ['without a token, whoever asks from this machine', false, {}, 200],
  ['without a token, nobody through a proxy', false, { 'x-forwarded-for': '192.0.2.7' }, 401],
  ['with a token, nobody who does not show it', true, {}, 401],
  ['with a token, nobody with another', true, { authorization: `Bearer ${token}x` }, 401],
  ['with a token, whoever shows it', true, { authorization: `Bearer ${token}` }, 200],
])('is read, %s', async (_, needsToken, headers, status) => {
  const response = await metrics(needsToken ? guarded : ancrage, headers)
  expect(response.status).toBe(status)
  if (status === 401)
    expect(((await response.json()) as GraphqlAnswer).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
})
