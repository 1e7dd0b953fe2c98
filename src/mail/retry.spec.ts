import { retryAt } from './retry.js'

const now = new Date('2026-06-01T06:00:00Z')
const away = { code: 'ECONNECTION' }
const wait = (attempts: number) => (retryAt(now, attempts, away)!.getTime() - now.getTime()) / 60_000

it('waits longer after each attempt, two hours at most', () => {
  expect([1, 2, 3, 7, 8, 39].map(wait)).toEqual([1, 2, 4, 64, 120, 120])
})

it('gives up after some three days', () => {
  const days = Array.from({ length: 39 }, (_, i) => wait(i + 1)).reduce((a, b) => a + b) / 60 / 24
  expect(days).toBeGreaterThan(2.5)
  expect(days).toBeLessThan(3.5)
  expect(retryAt(now, 40, away)).toBeNull()
})

it.each([
  [{ code: 'EENVELOPE', responseCode: 550 }, 'the recipient is unknown', true],
  [{ code: 'EENVELOPE', responseCode: 450 }, 'the mailbox is busy', false],
  [{ code: 'EMESSAGE', responseCode: 552 }, 'the mail is too large', true],
  [{ code: 'EAUTH', responseCode: 535 }, 'the server does not let us in', false],
  [{ code: 'ETIMEDOUT' }, 'nobody answers', false],
  [{}, 'the fault is our own', false],
])('of %p, where %s, gives up at once: %p', (failure, _, final) => {
  expect(retryAt(now, 1, failure) === null).toBe(final)
})
