/** Guessing passwords: slow for whoever guesses, unnoticed by everybody else. */
import { anAncrage, type Ancrage } from './ancrage.js'

const password = 'ancrage-demo'
const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'

let ancrage: Ancrage
beforeAll(async () => {
  ancrage = await anAncrage({ trustProxy: ['loopback'] })
})
afterAll(() => ancrage.stop())

interface From {
  address?: string
  token?: string | null
}
const from = (email: string, given: string, { address = '198.51.100.1', token = null }: From = {}) =>
  ancrage.send(token, signIn, { input: { email, password: given } }, { 'x-forwarded-for': address })
const fail = async (times: number, email: string, where?: From) => {
  const codes: (string | undefined)[] = []
  for (let n = 0; n < times; n++) codes.push((await from(email, 'wrong', where)).errors?.[0]?.extensions.code)
  return codes
}
const works = async (email: string, where?: From) =>
  (await from(email, password, where)).data?.signIn.token as string

/** As if so much time had passed since the last try. */
const later = (interval: string) =>
  ancrage.owner.query(
    'update sign_in_attempt set blocked_until = blocked_until - $1::interval, last_at = last_at - $1::interval',
    [interval],
  )
let places = 0
const somewhere = () => ({ address: `203.0.113.${++places}` })

describe('whoever guesses a password', () => {
  it('waits longer each time, and is told how long', async () => {
    const place = somewhere()
    expect(await fail(5, 'head@awex.example', place)).toEqual(Array(5).fill('UNAUTHENTICATED'))
    const waits: number[] = []
    for (let n = 0; n < 12; n++) {
      const refused = await from('head@awex.example', 'wrong', place)
      expect(refused.errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
      const { retryAfter } = refused.errors![0]!.extensions
      expect(refused.headers.get('retry-after')).toBe(String(retryAfter))
      waits.push(retryAfter as number)
      await later(`${retryAfter as number} seconds`)
      expect(await fail(1, 'head@awex.example', place)).toEqual(['UNAUTHENTICATED'])
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900])
  })

  it('is not let in meanwhile, even with the right one, and is afterwards', async () => {
    const place = somewhere()
    await fail(5, 'officer@awex.example', place)
    expect((await from('officer@awex.example', password, place)).errors?.[0]?.extensions.code).toBe(
      'RATE_LIMITED',
    )
    await later('1 second')
    expect(await works('officer@awex.example', place)).toMatch(/^s_/)
    expect(await fail(5, 'officer@awex.example', place)).toEqual(Array(5).fill('UNAUTHENTICATED'))
  })

  it('does not keep out whose password it is, elsewhere or with a token of before', async () => {
    const place = somewhere()
    const token = await works('cabinet@jeholet.example', place)
    await fail(6, 'cabinet@jeholet.example', place)
    expect(await works('cabinet@jeholet.example', somewhere())).toMatch(/^s_/)
    expect(await works('cabinet@jeholet.example', { ...place, token })).toMatch(/^s_/)
    const other = await works('head@awex.example', somewhere())
    const stolen = await from('cabinet@jeholet.example', password, { ...place, token: other })
    expect(stolen.errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
  })

  it('learns nothing of who is a user', async () => {
    const [one, other] = [somewhere(), somewhere()]
    const answers = async (email: string, place: From) => {
      const found: unknown[] = []
      for (let n = 0; n < 7; n++) found.push((await from(email, 'wrong', place)).errors)
      return found
    }
    expect(await answers('head@awex.example', one)).toEqual(await answers('nobody@awex.example', other))
  })

  it('is slowed down over all addresses that he tries from one place, and those there before him are not', async () => {
    const place = somewhere()
    await works('analyst@awex.example', place)
    for (let n = 0; n < 100; n++) await fail(1, `person${n}@awex.example`, place)
    expect(await fail(1, 'another@awex.example', place)).toEqual(['RATE_LIMITED'])
    expect(await works('analyst@awex.example', place)).toMatch(/^s_/)
    expect(await fail(1, 'another@awex.example', somewhere())).toEqual(['UNAUTHENTICATED'])
  })

  it('is slowed down over all places, and whose password it is not where he was before', async () => {
    const [home, victim] = [somewhere(), 'analyst@logistics.example']
    await works(victim, home)
    for (let n = 0; n < 100; n++) await fail(1, victim, { address: `2001:db8:${n}::1` })
    expect(await fail(1, victim, { address: '2001:db8:999::1' })).toEqual(['RATE_LIMITED'])
    expect(await works(victim, home)).toMatch(/^s_/)
  })

  it('is one place with a whole line of IPv6', async () => {
    for (let n = 0; n < 5; n++) await fail(1, 'nobody@awex.example', { address: `2001:db8:5:5::${n}` })
    expect(await fail(1, 'nobody@awex.example', { address: '2001:db8:5:5:ffff::9' })).toEqual([
      'RATE_LIMITED',
    ])
  })

  it('is forgiven after an hour without a try', async () => {
    const place = somewhere()
    await fail(8, 'nobody@awex.example', place)
    await later('1 hour')
    expect(await fail(5, 'nobody@awex.example', place)).toEqual(Array(5).fill('UNAUTHENTICATED'))
  })

  it('cannot slip through by trying at the same moment, nor take the service down', async () => {
    const place = somewhere()
    const token = await works('head@awex.example', somewhere())
    const tenTimes = async () => {
      const answers = []
      for (let n = 0; n < 10; n++) answers.push(await from('admin@awex.example', 'wrong', place))
      return answers
    }
    const tries = Promise.all(Array.from({ length: 100 }, tenTimes))
    let answered = false
    const allAnswered = tries.then(() => (answered = true))
    expect((await ancrage.send(token, '{ viewer { email } }')).data.viewer.email).toBe('head@awex.example')
    expect(await works('admin@awex.example', somewhere())).toMatch(/^s_/)
    // who reads, and whose address it is, do not wait for the attack to end
    expect(answered).toBe(false)
    await allAnswered
    const codes = (await tries).flat().map(({ errors }) => errors?.[0]?.extensions.code)
    expect(codes.filter((code) => code !== 'RATE_LIMITED').length).toBeLessThan(10)
    expect(new Set(codes)).toEqual(new Set(['UNAUTHENTICATED', 'RATE_LIMITED']))
  })
})

describe('an address said by somebody who is no trusted proxy', () => {
  it('is not believed', async () => {
    const open = await anAncrage()
    const one = (n: number) =>
      open.send(
        null,
        signIn,
        { input: { email: 'head@awex.example', password: 'wrong' } },
        { 'x-forwarded-for': `198.51.100.${n}` },
      )
    for (let n = 0; n < 5; n++) await one(n)
    expect((await one(5)).errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
    await open.stop()
  })
})
