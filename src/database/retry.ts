/** What is tried again: work that the database gave up before any of it was kept. */
import { setTimeout as pause } from 'node:timers/promises'

/** Deadlock and serialization failure; the server starting, stopping or gone; the connection refused or broken. */
const passing = new Set([
  '40001',
  '40P01',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '08003',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
])
const broken =
  /Connection terminated|Client has encountered a connection error|Connection ended|not queryable/
/** TypeORM lets go of a connection that broke, and then says so in its own words. */
const released = new Set(['QueryRunnerAlreadyReleasedError', 'QueryRunnerProviderAlreadyReleasedError'])

interface Failure {
  code?: string
  message?: string
  name?: string
  /** What graphql-js has wrapped. */
  originalError?: Failure
}

const isPassing = (error: unknown): boolean => {
  const { code, message, name } = (error as Failure).originalError ?? (error as Failure)
  return passing.has(code ?? '') || broken.test(message ?? '') || released.has(name ?? '')
}

const retryMilliseconds = 5_000

/** Tries again for up to five seconds, waiting a little longer each time. */
export async function withRetry<T>(work: () => Promise<T>): Promise<T> {
  const until = Date.now() + retryMilliseconds
  for (let wait = 10; ; wait = Math.min(2 * wait, 500)) {
    try {
      return await work()
    } catch (error) {
      if (!isPassing(error) || Date.now() > until) throw error
      await pause(wait * (0.5 + Math.random()))
    }
  }
}
