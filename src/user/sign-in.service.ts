import { randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { verify } from '@node-rs/argon2'
import type { GraphQLResolveInfo } from 'graphql'
import { DataSource, type EntityManager } from 'typeorm'
import { problem } from '../core/problem.js'
import { uuidv7 } from '../core/uuid.js'
import { inTransaction, writeAs } from '../database/asking.js'
import { reread } from '../read/reread.js'
import type { Statement } from '../read/statement.js'
import { Settings } from '../settings.js'
import { hashPassword } from './password.js'
import { tokenHash } from '../core/token.js'

export interface Started {
  token: string
  expiresAt: Date
}

@Injectable()
export class SignInService {
  constructor(
    private readonly source: DataSource,
    private readonly settings: Settings,
  ) {}

  /** Starts a session; a wrong address and a wrong password answer alike, and take alike long. */
  async signIn(email: string, password: string, info: GraphQLResolveInfo): Promise<unknown> {
    const userId = await this.userWith(email, password)
    const started = { token: `s_${randomBytes(32).toString('base64url')}`, expiresAt: this.expiry() }
    await inTransaction(this.source, (db) => startSession(db, userId, started))
    return writeAs(this.source, tokenHash(started.token), (db) =>
      reread(db, info, { source: (s) => sessionRow(s, started) }),
    )
  }

  async signOut(token: Buffer | null): Promise<boolean> {
    await writeAs(this.source, token, (db) => db.query('select end_session($1)', [token]))
    return true
  }

  private async userWith(email: string, password: string): Promise<string> {
    const [found] = await inTransaction(this.source, (db) => credentials(db, email))
    const right = await verify(found?.password_hash ?? (await decoy), password)
    if (!found || !right) throw problem('badCredentials')
    return found.user_id
  }

  private expiry(): Date {
    return new Date(Date.now() + this.settings.sessionHours * 3_600_000)
  }
}

/** Verified against where there is no user, so that the answer takes as long. */
const decoy = hashPassword(randomBytes(16).toString('hex'))

const credentials = (db: EntityManager, email: string) =>
  db.query<{ user_id: string; password_hash: string }[]>('select * from find_credential($1)', [
    email.trim().replaceAll('\u0000', ''),
  ])

const sessionRow = (statement: Statement, { token, expiresAt }: Started) =>
  `(select ${statement.param(token, 'text')} as token, ${statement.param(expiresAt, 'timestamptz')} as expires_at)`

const startSession = (db: EntityManager, userId: string, { token, expiresAt }: Started) =>
  db.query('select start_session($1, $2, $3, $4)', [uuidv7(), userId, tokenHash(token), expiresAt])
