/** Retries work that the database aborted before anything was committed. */
import { setTimeout as pause } from 'node:timers/promises'
import { createLogger } from '../core/logger.js'

const log = createLogger('retry')

/** Deadlock and serialization failure; server starting, stopping or unavailable; connection refused or broken. */
const transientCodes = new Set([
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
const brokenConnection =
  /Connection terminated|Client has encountered a connection error|Connection ended|not queryable/
/** A statement that waited while another process replaced the SQL definitions may name a function or view that is gone. */
const replacedDefinition = /^(cache lookup failed for|could not open relation with OID) /
/** TypeORM releases a broken connection and then throws these errors. */
const releasedRunner = new Set(['QueryRunnerAlreadyReleasedError', 'QueryRunnerProviderAlreadyReleasedError'])

interface Failure {
  code?: string
  message?: string
  name?: string
  detail?: string
  where?: string
  /** The error that graphql-js has wrapped. */
  originalError?: Failure
}

const isTransient = (error: unknown): boolean => {
  const { code, message, name } = (error as Failure).originalError ?? (error as Failure)
  return (
    transientCodes.has(code ?? '') ||
    brokenConnection.test(message ?? '') ||
    (code === 'XX000' && replacedDefinition.test(message ?? '')) ||
    releasedRunner.has(name ?? '')
  )
}

/** Returns what to log of an error: not its parameters, which may be confidential. */
function causeOf(error: unknown): object {
  const { code, message, detail, where } = (error as Failure).originalError ?? (error as Failure)
  return { code, message, detail, where }
}

const retryMilliseconds = 5_000
const minAttempts = 3

/**
 * Runs `work` again after a transient error, for up to five seconds and at least twice, with growing and randomised
 * pauses. The first attempt may have waited longer than that for a lock.
 */
export async function withRetry<T>(work: () => Promise<T>): Promise<T> {
  const until = Date.now() + retryMilliseconds
  for (let attempt = 1, wait = 10; ; attempt++, wait = Math.min(2 * wait, 500)) {
    try {
      return await work()
    } catch (error) {
      if (!isTransient(error)) throw error
      const isLast = attempt >= minAttempts && Date.now() > until
      log.warn(causeOf(error), isLast ? 'gave up' : 'runs again')
      if (isLast) throw error
      await pause(wait * (0.5 + Math.random()))
    }
  }
}
