import { randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { verify } from '@node-rs/argon2'
import { DataSource } from 'typeorm'
import { appError, type AppError } from '../../core/error/app-error.js'
import { FairQueue } from '../../core/fair-queue.js'
import { uuidv7 } from '../../core/uuid.js'
import { withRetry } from '../../database/retry.js'
import { ServiceSecret } from '../../database/service-secret.js'
import type { Caller } from '../../read/caller.js'
import { hashPassword } from './password.js'

interface Try {
  user_id: string | null
  password_hash: string | null
  /** Seconds; 0: go on. */
  wait: number
}

/**
 * Compares passwords, and slows down whoever guesses. Two at once: each takes 19 MiB and a core, and the other requests
 * need some too. The counts are kept in the database (`sign_in_counters`), where every process sees them.
 */
@Injectable()
export class SignInGuard {
  private readonly turns = new FairQueue(2, { line: 500, all: 5_000 })

  constructor(
    private readonly source: DataSource,
    private readonly serviceSecret: ServiceSecret,
  ) {}

  /** The user whom address and password belong to; `wrong` makes what is thrown where they do not. */
  async userWith(
    email: string,
    password: string,
    { origin: { address }, token }: Caller,
    wrong: () => AppError,
  ): Promise<string> {
    const tried = [email.trim().replaceAll('\u0000', ''), address, token]
    const compare = async () => {
      const result = await this.begin(tried)
      const right = await verify(result.password_hash ?? (await decoy), password)
      if (right && result.user_id) return this.wasRight(tried, result.user_id)
      await this.query('select record_failed_sign_in($1, $2, $3)', [uuidv7(), ...tried.slice(0, 2)])
      throw wrong()
    }
    return this.turns.run(address ?? '', compare, () => tooMany(5))
  }

  private async begin(tried: unknown[]): Promise<Try> {
    const [result] = await this.query<Try>('select * from begin_sign_in($1, $2, $3, $4)', [
      this.serviceSecret.secret,
      ...tried,
    ])
    if (result!.wait > 0) throw tooMany(result!.wait)
    return result!
  }

  private async wasRight(tried: unknown[], userId: string): Promise<string> {
    await this.query('select record_successful_sign_in($1, $2, $3, $4)', [
      this.serviceSecret.secret,
      ...tried,
    ])
    return userId
  }

  private query<T>(sql: string, values: unknown[]): Promise<T[]> {
    return withRetry(() => this.source.query<T[]>(sql, values))
  }
}

/** Verified against where there is no user, so that the answer takes as long. */
const decoy = hashPassword(randomBytes(16).toString('hex'))

const tooMany = (seconds: number): AppError =>
  appError('rateLimited', { count: seconds }, { extra: { retryAfter: seconds } })
