import { randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { verify } from '@node-rs/argon2'
import { DataSource } from 'typeorm'
import { findAppError } from '../../core/error/find-app-error.js'
import { appError, type AppError } from '../../core/error/app-error.js'
import { FairQueue } from '../../core/fair-queue.js'
import { networkOf } from '../../core/network.js'
import { uuidv7 } from '../../core/uuid.js'
import { withRetry } from '../../database/retry.js'
import { ServiceSecret } from '../../database/service-secret.js'
import type { Caller } from '../../read/caller.js'
import { SecondFactor } from '../second-factor/second-factor.js'
import { hashPassword } from './password.js'

export interface Credentials {
  email: string
  password: string
  /** Of the second factor. */
  code?: string | null
}

interface SignInAttempt {
  user_id: string | null
  password_hash: string | null
  /** Seconds until the next attempt; 0: compare now. */
  wait: number
}

/**
 * Compares passwords and slows down guessing. Compares two at once: each takes 19 MiB and a core, which other requests
 * need too. The waits are computed and counted in SQL, for all processes together: `begin_sign_in.sql` counts an
 * attempt, `sign_in_counters.sql` has the counters, `sign_in_wait.sql` the wait of each.
 */
@Injectable()
export class SignInGuard {
  private readonly queue = new FairQueue(2, { line: 500, all: 5_000 })

  constructor(
    private readonly source: DataSource,
    private readonly serviceSecret: ServiceSecret,
    private readonly factor: SecondFactor,
  ) {}

  /**
   * Returns the user with this address and password and, if they have a second factor, its code. Throws the error that
   * `wrong` makes when address and password do not match, SECOND_FACTOR_REQUIRED without a code that is needed, and
   * RATE_LIMITED with the seconds to wait after too many failures, of codes as of passwords.
   */
  userWith(credentials: Credentials, caller: Caller, wrong: () => AppError): Promise<string> {
    return this.userWhere(credentials, caller, wrong, (userId) => this.factor.check(userId, credentials.code))
  }

  /** Does the same without the second factor. Wrong codes stay counted. */
  passwordOf(credentials: Credentials, caller: Caller, wrong: () => AppError): Promise<string> {
    return this.check(credentials, caller, wrong, null)
  }

  /** Does the same with another check of the second factor. What `checkFactor` throws counts as a failure. */
  userWhere(
    credentials: Credentials,
    caller: Caller,
    wrong: () => AppError,
    checkFactor: (userId: string) => Promise<void>,
  ): Promise<string> {
    return this.check(credentials, caller, wrong, checkFactor)
  }

  private check(
    { email, password }: Credentials,
    { origin: { address }, token }: Pick<Caller, 'origin' | 'token'>,
    wrong: () => AppError,
    checkFactor: ((userId: string) => Promise<void>) | null,
  ): Promise<string> {
    const values = [email.trim().replaceAll('\u0000', ''), address, token]
    const compare = async () => {
      const attempt = await this.begin(values)
      const isMatch = await verify(attempt.password_hash ?? (await decoy), password)
      if (!isMatch || !attempt.user_id) {
        await this.recordFailure(values)
        throw wrong()
      }
      await checkFactor?.(attempt.user_id).catch(async (error: unknown) => {
        // Without a code it is the first step of a sign-in, not a failed one.
        if (findAppError(error)?.code !== 'SECOND_FACTOR_REQUIRED') await this.recordFailure(values)
        throw error
      })
      return this.recordSuccess(values, attempt.user_id, checkFactor !== null)
    }
    return this.queue.run(networkOf(address ?? ''), compare, () => rateLimitedError(5))
  }

  private recordFailure(values: unknown[]): Promise<unknown> {
    return this.query('select record_failed_sign_in($1, $2, $3, $4)', [
      this.serviceSecret.secret,
      uuidv7(),
      ...values.slice(0, 2),
    ])
  }

  private async begin(credentials: unknown[]): Promise<SignInAttempt> {
    const [attempt] = await this.query<SignInAttempt>('select * from begin_sign_in($1, $2, $3, $4)', [
      this.serviceSecret.secret,
      ...credentials,
    ])
    if (attempt!.wait > 0) throw rateLimitedError(attempt!.wait)
    return attempt!
  }

  private async recordSuccess(credentials: unknown[], userId: string, isComplete: boolean): Promise<string> {
    await this.query('select record_successful_sign_in($1, $2, $3, $4, $5)', [
      this.serviceSecret.secret,
      ...credentials,
      isComplete,
    ])
    return userId
  }

  private query<T>(sql: string, values: unknown[]): Promise<T[]> {
    return withRetry(() => this.source.query<T[]>(sql, values))
  }
}

/** The hash to compare with when there is no such user, so that the answer takes as long. */
const decoy = hashPassword(randomBytes(16).toString('hex'))

const rateLimitedError = (seconds: number): AppError =>
  appError('rateLimited', { count: seconds }, { extra: { retryAfter: seconds } })
