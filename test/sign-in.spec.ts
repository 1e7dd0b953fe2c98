/** Throttling of sign-ins: it slows guessing down and does not affect other users. */
import { startTestService, type TestService } from './test-service.js'

const password = 'ancrage-demo'
const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService({ trustProxy: ['loopback'] })
})
afterAll(() => ancrage.stop())

interface SignInOrigin {
  address?: string
  token?: string | null
}
const trySignIn = (
  email: string,
  triedPassword: string,
  { address = '198.51.100.1', token = null }: SignInOrigin = {},
) =>
  ancrage.send(token, signIn, { input: { email, password: triedPassword } }, { 'x-forwarded-for': address })
const failSignIns = async (times: number, email: string, origin?: SignInOrigin) => {
  const codes: (string | undefined)[] = []
  for (let n = 0; n < times; n++)
    codes.push((await trySignIn(email, 'wrong', origin)).errors?.[0]?.extensions.code)
  return codes
}
const signInWithPassword = async (email: string, origin?: SignInOrigin) =>
  (await trySignIn(email, password, origin)).data?.signIn.token as string

/** Moves the last attempts back by an interval. */
const passTime = (interval: string) =>
  ancrage.owner.query(
    'update sign_in_attempt set blocked_until = blocked_until - $1::interval, last_at = last_at - $1::interval',
    [interval],
  )
let addressCount = 0
const anAddress = () => ({ address: `203.0.113.${++addressCount}` })

describe('a sign-in with a wrong password', () => {
  it('is throttled for longer each time, with a retry-after', async () => {
    const origin = anAddress()
    expect(await failSignIns(5, 'head@awex.example', origin)).toEqual(Array(5).fill('UNAUTHENTICATED'))
    const waits: number[] = []
    for (let n = 0; n < 12; n++) {
      const refused = await trySignIn('head@awex.example', 'wrong', origin)
      expect(refused.errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
      const { retryAfter } = refused.errors![0]!.extensions
      expect(refused.headers.get('retry-after')).toBe(String(retryAfter))
      waits.push(retryAfter as number)
      await passTime(`${retryAfter as number} seconds`)
      expect(await failSignIns(1, 'head@awex.example', origin)).toEqual(['UNAUTHENTICATED'])
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900])
  })

  it('throttles the right password as well, but only for the time of the retry-after', async () => {
    const origin = anAddress()
    await failSignIns(5, 'officer@awex.example', origin)
    expect((await trySignIn('officer@awex.example', password, origin)).errors?.[0]?.extensions.code).toBe(
      'RATE_LIMITED',
    )
    await passTime('1 second')
    expect(await signInWithPassword('officer@awex.example', origin)).toMatch(/^s_/)
    expect(await failSignIns(5, 'officer@awex.example', origin)).toEqual(Array(5).fill('UNAUTHENTICATED'))
  })

  it('does not throttle the owner at another address or with an earlier token', async () => {
    const origin = anAddress()
    const token = await signInWithPassword('cabinet@jeholet.example', origin)
    await failSignIns(6, 'cabinet@jeholet.example', origin)
    expect(await signInWithPassword('cabinet@jeholet.example', anAddress())).toMatch(/^s_/)
    expect(await signInWithPassword('cabinet@jeholet.example', { ...origin, token })).toMatch(/^s_/)
    const other = await signInWithPassword('head@awex.example', anAddress())
    const stolen = await trySignIn('cabinet@jeholet.example', password, { ...origin, token: other })
    expect(stolen.errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
  })

  it('does not reveal which users exist', async () => {
    const [one, other] = [anAddress(), anAddress()]
    const answers = async (email: string, origin: SignInOrigin) => {
      const errors: unknown[] = []
      for (let n = 0; n < 7; n++) errors.push((await trySignIn(email, 'wrong', origin)).errors)
      return errors
    }
    expect(await answers('head@awex.example', one)).toEqual(await answers('unknown@awex.example', other))
  })

  it('throttles an IP address across all accounts, but not accounts that used the address before', async () => {
    const origin = anAddress()
    await signInWithPassword('analyst@awex.example', origin)
    for (let n = 0; n < 100; n++) await failSignIns(1, `person${n}@awex.example`, origin)
    expect(await failSignIns(1, 'another@awex.example', origin)).toEqual(['RATE_LIMITED'])
    expect(await signInWithPassword('analyst@awex.example', origin)).toMatch(/^s_/)
    expect(await failSignIns(1, 'another@awex.example', anAddress())).toEqual(['UNAUTHENTICATED'])
  })

  it('throttles an account across all IP addresses, but not from addresses the owner used before', async () => {
    const [home, victim] = [anAddress(), 'analyst@logistics.example']
    await signInWithPassword(victim, home)
    for (let n = 0; n < 100; n++) await failSignIns(1, victim, { address: `2001:db8:${n}::1` })
    expect(await failSignIns(1, victim, { address: '2001:db8:999::1' })).toEqual(['RATE_LIMITED'])
    expect(await signInWithPassword(victim, home)).toMatch(/^s_/)
  })

  it('counts an IPv6 network as one address', async () => {
    for (let n = 0; n < 5; n++)
      await failSignIns(1, 'unknown@awex.example', { address: `2001:db8:5:5::${n}` })
    expect(await failSignIns(1, 'unknown@awex.example', { address: '2001:db8:5:5:ffff::9' })).toEqual([
      'RATE_LIMITED',
    ])
  })

  it('is forgotten after an hour without an attempt', async () => {
    const origin = anAddress()
    await failSignIns(8, 'unknown@awex.example', origin)
    await passTime('1 hour')
    expect(await failSignIns(5, 'unknown@awex.example', origin)).toEqual(Array(5).fill('UNAUTHENTICATED'))
  })

  it('cannot bypass the throttling by concurrent attempts, nor stop the service', async () => {
    const origin = anAddress()
    const token = await signInWithPassword('head@awex.example', anAddress())
    const tenTimes = async () => {
      const answers = []
      for (let n = 0; n < 10; n++) answers.push(await trySignIn('admin@awex.example', 'wrong', origin))
      return answers
    }
    const tries = Promise.all(Array.from({ length: 100 }, tenTimes))
    let answered = false
    const allAnswered = tries.then(() => (answered = true))
    expect((await ancrage.send(token, '{ viewer { email } }')).data.viewer.email).toBe('head@awex.example')
    expect(await signInWithPassword('admin@awex.example', anAddress())).toMatch(/^s_/)
    // readers and the owner of the account do not wait for the end of the attack
    expect(answered).toBe(false)
    await allAnswered
    const codes = (await tries).flat().map(({ errors }) => errors?.[0]?.extensions.code)
    expect(codes.filter((code) => code !== 'RATE_LIMITED').length).toBeLessThan(10)
    expect(new Set(codes)).toEqual(new Set(['UNAUTHENTICATED', 'RATE_LIMITED']))
  })
})

describe('a forwarded address from an untrusted proxy', () => {
  it('is ignored', async () => {
    const open = await startTestService()
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
