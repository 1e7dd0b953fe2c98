import { randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { verify } from '@node-rs/argon2'
import { DataSource } from 'typeorm'
import { problem, type Problem } from '../core/problem.js'
import { Turns } from '../core/turns.js'
import { uuidv7 } from '../core/uuid.js'
import { retrying } from '../database/recovery.js'
import { Warrant } from '../database/warrant.js'
import type { Asker } from '../read/asker.js'
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
  private readonly turns = new Turns(2, { line: 500, all: 5_000 })

  constructor(
    private readonly source: DataSource,
    private readonly warrant: Warrant,
  ) {}

  /** The user whom address and password belong to; `wrong` makes what is thrown where they do not. */
  async userWith(
    email: string,
    password: string,
    { origin: { address }, token }: Asker,
    wrong: () => Problem,
  ): Promise<string> {
    const tried = [email.trim().replaceAll('\u0000', ''), address, token]
    const compare = async () => {
      const found = await this.begin(tried)
      const right = await verify(found.password_hash ?? (await decoy), password)
      if (right && found.user_id) return this.wasRight(tried, found.user_id)
      await this.query('select record_failed_sign_in($1, $2, $3)', [uuidv7(), ...tried.slice(0, 2)])
      throw wrong()
    }
    return this.turns.take(address ?? '', compare, () => tooMany(5))
  }

  private async begin(tried: unknown[]): Promise<Try> {
    const [found] = await this.query<Try>('select * from begin_sign_in($1, $2, $3, $4)', [
      this.warrant.secret,
      ...tried,
    ])
    if (found!.wait > 0) throw tooMany(found!.wait)
    return found!
  }

  private async wasRight(tried: unknown[], userId: string): Promise<string> {
    await this.query('select record_successful_sign_in($1, $2, $3, $4)', [this.warrant.secret, ...tried])
    return userId
  }

  private query<T>(sql: string, values: unknown[]): Promise<T[]> {
    return retrying(() => this.source.query<T[]>(sql, values))
  }
}

/** Verified against where there is no user, so that the answer takes as long. */
const decoy = hashPassword(randomBytes(16).toString('hex'))

const tooMany = (seconds: number): Problem =>
  problem('rateLimited', { count: seconds }, { extra: { retryAfter: seconds } })
