import { Injectable } from '@nestjs/common'
import type { GraphQLResolveInfo } from 'graphql'
import { DataSource, type EntityManager } from 'typeorm'
import { Agency } from '../../agency/agency.entity.js'
import { noSessionCookie, sessionCookie } from '../../core/cookie.js'
import { badField, appError } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { newToken, tokenHash } from '../../core/token.js'
import { isUuid, uuidv7 } from '../../core/uuid.js'
import { inTransaction, authenticate } from '../../database/authenticated-query.js'
import { ServiceSecret } from '../../database/service-secret.js'
import type { Caller, Origin } from '../../read/caller.js'
import { reread } from '../../read/reread.js'
import type { Statement } from '../../read/compile/statement.js'
import { Settings } from '../../config/settings.js'
import { audit } from '../../write/audit.js'
import { writeInScope } from '../../write/in-scope.js'
import { hashPassword } from './password.js'
import { isStrong } from './password-strength.js'
import { SignInGuard } from './sign-in-guard.js'
import type { signInMethods } from './sign-in.entity.js'
import type {
  ChangePasswordInput,
  ConfirmIdentityInput,
  EndSessionInput,
  EndUserSessionsInput,
  SignInInput,
} from './sign-in.input.js'
import { User } from '../user.entity.js'
import { findManagedUser } from '../managed-user.js'

/** How a user was authenticated; `issuer` and `subject` are their identity at an OpenID provider. */
export interface SignInMethod {
  method: (typeof signInMethods)[number]
  issuer?: string
  subject?: string
  /** SHA-256 of the token in the cookie that the new session replaces in the browser. */
  replaces?: Buffer | null
}

interface StartedSession {
  token: string
  expiresAt: Date
}

@Injectable()
export class SessionService {
  constructor(
    private readonly source: DataSource,
    private readonly settings: Settings,
    private readonly guard: SignInGuard,
    private readonly serviceSecret: ServiceSecret,
  ) {}

  /** Starts a session. A wrong address and a wrong password get the same answer after the same time. */
  async signIn(
    { email, password, code, cookie }: SignInInput,
    caller: Caller,
    info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const userId = await this.guard.userWith({ email, password, code }, caller, () =>
      appError('badCredentials'),
    )
    const { started, answer } = await inTransaction(this.source, async (db) => {
      const replaces = cookie && caller.fromCookie ? caller.token : null
      const started = await this.start(db, userId, caller.origin, { method: 'PASSWORD', replaces })
      return { started, answer: await readAnswer(db, info, caller, started) }
    })
    if (cookie) caller.setCookie(sessionCookie(started.token, caller.origin.secure))
    return answer
  }

  /** Starts a session of the browser for a user who has just proved by password and second factor who they are. */
  async startInCookie(userId: string, caller: Caller): Promise<void> {
    const replaces = caller.fromCookie ? caller.token : null
    const { token } = await inTransaction(this.source, (db) =>
      this.start(db, userId, caller.origin, { method: 'PASSWORD', replaces }),
    )
    caller.setCookie(sessionCookie(token, caller.origin.secure))
  }

  /**
   * Starts a session for an authenticated user, who is the viewer for the rest of the transaction. Ends the session that
   * it replaces in the browser, which could not be signed out any more. With `input`, the
   * token of an OpenID provider, the session expires with that token. Rejects a user who may not sign in with
   * UNAUTHENTICATED. The rules of sessions (expiry, idle time) are in `authenticate_token.sql` and
   * `active_session.sql`.
   */
  async start(
    db: EntityManager,
    userId: string,
    origin: Origin,
    { method, issuer: provider, subject, replaces }: SignInMethod,
    input?: StartedSession,
  ): Promise<StartedSession & { scope: Scope }> {
    const now = new Date()
    const started = input ?? { token: newToken('s'), expiresAt: this.expiryFrom(now) }
    const id = uuidv7(now)
    const { address, userAgent } = origin
    await db.query('select start_session($1, $2, $3, $4, $5, $6, $7, $8)', [
      this.serviceSecret.secret,
      id,
      userId,
      tokenHash(started.token),
      started.expiresAt,
      `${this.settings.sessionIdleMinutes} minutes`,
      address,
      userAgent,
    ])
    const viewer = await authenticate(db, tokenHash(started.token))
    const scope = { viewer, language: viewer.language, now, db }
    const ended = replaces ? await endSession(db, replaces) : null
    const after = {
      address,
      userAgent,
      method,
      ...(provider && { provider, subject }),
      ...(ended && { endedSession: ended }),
    }
    await audit(scope, { verb: 'signIn', subject: 'Session', id, after })
    return { ...started, scope }
  }

  private expiryFrom(now: Date): Date {
    return new Date(now.getTime() + this.settings.sessionHours * 3_600_000)
  }

  /** Replaces the token of the current session; the old token stops working. */
  async renew(caller: Caller, info: GraphQLResolveInfo): Promise<unknown> {
    const { started, answer } = await writeInScope(this.source, caller, async (scope) => {
      const token = newToken('s')
      const [session] = await scope.db.query<{ id: string; expires_at: Date }[]>(
        'select * from extend_session($1)',
        [tokenHash(token)],
      )
      const { id, expires_at: expiresAt } = session!
      await audit(scope, { verb: 'renewSession', subject: 'Session', id, after: { expiresAt } })
      const started = { token, expiresAt }
      return { started, answer: await readAnswer(scope.db, info, caller, started) }
    })
    if (caller.fromCookie) caller.setCookie(sessionCookie(started.token, caller.origin.secure))
    return answer
  }

  async signOut(caller: Caller): Promise<boolean> {
    await writeInScope(this.source, caller, async (scope) => {
      const [current] = await scope.db.query<{ id: string }[]>('select viewer_session() as id')
      await this.end(scope, 'signOut', current!.id)
    })
    if (caller.fromCookie) caller.setCookie(noSessionCookie(caller.origin.secure))
    return true
  }

  async endOne(scope: Scope, { id }: EndSessionInput): Promise<{ id: string }> {
    await this.end(scope, 'endSession', id)
    return { id: scope.viewer.id }
  }

  /** Ends the sessions of another user of the agency. */
  async endOfUser(scope: Scope, { user, removePassword }: EndUserSessionsInput): Promise<{ id: string }> {
    const { id } = await findManagedUser(scope, user)
    if (id === scope.viewer.id) throw appError('ownPassword')
    await scope.db.query('select end_sessions_of_user($1)', [id])
    if (removePassword) await scope.db.query('select remove_password($1)', [id])
    await audit(scope, { verb: 'endUserSessions', subject: 'User', id, after: { removePassword } })
    return { id }
  }

  async endOthers(scope: Scope): Promise<{ id: string }> {
    await endOthers(scope, 'endSessions')
    return { id: scope.viewer.id }
  }

  /** Changes the password and ends the other sessions. API keys stay, because they do not depend on the password. */
  async changePassword(
    { current, new: next }: ChangePasswordInput,
    caller: Caller,
    info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const { email, words } = await writeInScope(this.source, caller, readOwnWords)
    await this.guard.passwordOf({ email, password: current }, caller, () =>
      badField('input.current', 'WRONG_PASSWORD'),
    )
    if (next !== current && !isStrong(next, words)) throw badField('input.new', 'TOO_WEAK')
    const hash = await hashPassword(next)
    return writeInScope(this.source, caller, async (scope) => {
      const { id } = scope.viewer
      await scope.db.query('select set_password($1, $2)', [id, hash])
      await endOthers(scope, 'changePassword')
      return reread(scope.db, info, caller, { id })
    })
  }

  /** Notes that the user of the session has proved who they are again, for sensitive mutations. */
  async confirmIdentity(
    { password, code }: ConfirmIdentityInput,
    caller: Caller,
    info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const { email } = await writeInScope(this.source, caller, readOwnWords)
    await this.guard.userWith({ email, password, code }, caller, () =>
      badField('input.password', 'WRONG_PASSWORD'),
    )
    return writeInScope(this.source, caller, async (scope) => {
      const { id } = scope.viewer
      await scope.db.query('select record_proof($1)', [this.serviceSecret.secret])
      await audit(scope, { verb: 'confirmIdentity', subject: 'User', id, after: { provedAt: scope.now } })
      return reread(scope.db, info, caller, { id })
    })
  }

  private async end(scope: Scope, verb: string, id: string): Promise<void> {
    const [result] = isUuid(id)
      ? await scope.db.query<{ ended: boolean }[]>('select end_own_session($1) as ended', [id])
      : []
    if (!result?.ended) throw appError('notFound', { what: 'activeSession' })
    await audit(scope, { verb, subject: 'Session', id, after: { endedAt: scope.now } })
  }
}

/** Returns the id of the session with this token that was ended; null if there was none. */
async function endSession(db: EntityManager, token: Buffer): Promise<string | null> {
  const [row] = await db.query<{ id: string | null }[]>('select end_session($1) as id', [token])
  return row?.id ?? null
}

async function endOthers(scope: Scope, verb: string): Promise<void> {
  const [sessions] = await scope.db.query<{ ended: number }[]>('select end_other_sessions() as ended')
  const after = { sessionsEnded: sessions!.ended }
  await audit(scope, { verb, subject: 'User', id: scope.viewer.id, after })
}

/** Returns the address of the viewer, and the words that their password must not be made of. */
async function readOwnWords({ db, viewer }: Scope): Promise<{ email: string; words: string[] }> {
  const { email, name } = await db.findOneByOrFail(User, { id: viewer.id })
  const agency = await db.findOneByOrFail(Agency, { id: viewer.agencyId })
  return { email, words: [email, name, agency.name, agency.code] }
}

const readAnswer = (
  db: EntityManager,
  info: GraphQLResolveInfo,
  caller: Caller,
  started: StartedSession,
): Promise<unknown> =>
  reread(
    db,
    info,
    caller,
    { source: (statement) => sessionRow(statement, started) },
    { token: tokenHash(started.token) },
  )

const sessionRow = (statement: Statement, { token, expiresAt }: StartedSession) =>
  `(select ${statement.param(token, 'text')} as token, ${statement.param(expiresAt, 'timestamptz')} as expires_at)`
