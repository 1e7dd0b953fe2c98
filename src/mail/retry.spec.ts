import { computeNextAttempt } from './retry.js'

const now = new Date('2026-06-01T06:00:00Z')
const unreachable = { code: 'ECONNECTION' }
const measureWait = (attempts: number) =>
  (computeNextAttempt(now, attempts, unreachable)!.getTime() - now.getTime()) / 60_000

it('waits longer after each attempt, at most two hours', () => {
  expect([1, 2, 3, 7, 8, 39].map(measureWait)).toEqual([1, 2, 4, 64, 120, 120])
})

it('gives up after about three days', () => {
  const days = Array.from({ length: 39 }, (_, i) => measureWait(i + 1)).reduce((a, b) => a + b) / 60 / 24
  expect(days).toBeGreaterThan(2.5)
  expect(days).toBeLessThan(3.5)
  expect(computeNextAttempt(now, 40, unreachable)).toBeNull()
})

it.each([
  [{ code: 'EENVELOPE', responseCode: 550 }, 'the recipient is unknown', true],
  [{ code: 'EENVELOPE', responseCode: 450 }, 'the mailbox is busy', false],
  [{ code: 'EMESSAGE', responseCode: 552 }, 'the mail is too large', true],
  [{ code: 'EAUTH', responseCode: 535 }, 'the server rejects our credentials', false],
  [{ code: 'ETIMEDOUT' }, 'the server does not respond', false],
  [{}, 'the error is one of the service', false],
])('after %p, when %s, gives up at once: %p', (failure, _, isPermanent) => {
  expect(computeNextAttempt(now, 1, failure) === null).toBe(isPermanent)
})
