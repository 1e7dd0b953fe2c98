import { Injectable } from '@nestjs/common'
import { createLogger } from '../../core/logger.js'
import { DataSource, type EntityManager } from 'typeorm'
import { AppError, appError } from '../../core/error/app-error.js'
import { tokenHash } from '../../core/token.js'
import type { Scope } from '../../core/scope.js'
import { inTransaction, readIfAuthenticated } from '../../database/authenticated-query.js'
import { poolOf } from '../../database/connection.js'
import { ServiceSecret } from '../../database/service-secret.js'
import type { Caller, Origin } from '../../read/caller.js'
import { IdentityRegistry, isRefused, type KnownIdentity } from './identity-registry.js'
import type { Person } from './openid-claims.js'
import { OpenIdProvider, type SignInOptions, type SignInStart } from './openid-provider.js'
import { SessionService } from '../session/session.service.js'

const log = createLogger('openid')

/** Maximum number of access tokens that are cached as accepted. */
const maxTokens = 10_000

/** What starts a session: the code flow of a browser, or an access token in a request. */
interface Evidence {
  /** Of the code flow: the encrypted ID token, and when the person last proved who they are. */
  idToken?: string
  provedAt?: Date | null
  accessToken?: { token: string; issuedAt: Date; expiresAt: Date }
  /** SHA-256 of the token in the cookie of the browser, whose session the new one replaces. */
  replaces?: Buffer | null
}

/** Starts sessions for users after the provider has authenticated them. The database knows only these sessions. */
@Injectable()
export class OpenIdService {
  private readonly admitted = new Map<string, Promise<void>>()

  constructor(
    private readonly source: DataSource,
    private readonly provider: OpenIdProvider,
    private readonly sessions: SessionService,
    private readonly identities: IdentityRegistry,
    private readonly serviceSecret: ServiceSecret,
  ) {}

  get isConfigured(): boolean {
    return this.provider.isConfigured
  }

  /** Starts a sign-in. Throws TIMEOUT when the provider cannot be reached. */
  begin(options: SignInOptions): Promise<SignInStart> {
    return this.provider.begin(options).catch((error: unknown) => {
      log.warn({ reason: reasonOf(error) }, 'provider not reachable')
      throw appError('openIdUnreachable')
    })
  }

  /** Returns the address to open after the sign-in of this cookie; null if it cannot be read. */
  async returnToOf(sealed: string | null): Promise<string | null> {
    return sealed && this.provider.returnToOf(sealed)
  }

  /**
   * Starts a session in place of the one of the caller's cookie, and returns its token. Throws UNAUTHENTICATED when the sign-in was not completed, the provider
   * has refused it, or the person has no account.
   */
  async finish(address: URL, sealed: string | null, caller: Caller): Promise<string> {
    const { person, ...evidence } = await this.provider
      .finish(address, sealed ?? '')
      .catch((error: unknown) => {
        log.info({ reason: reasonOf(error) }, 'sign-in not completed')
        throw error instanceof AppError ? error : appError('openIdUnfinished')
      })
    const replaces = caller.fromCookie ? caller.token : null
    const language = person.language ?? caller.language
    return this.start({ ...person, language }, caller.origin, { ...evidence, replaces })
  }

  /**
   * Starts a session for an access token of the provider the first time that it is used. Ignores an invalid token:
   * authentication then rejects it.
   */
  async admit(token: string, origin: Origin): Promise<void> {
    if (!this.isConfigured || !/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token)) return
    const key = tokenHash(token).toString('base64')
    const admitting = this.admitted.get(key) ?? this.exchange(token, origin)
    if (this.admitted.size >= maxTokens) this.admitted.clear()
    this.admitted.set(key, admitting)
    await admitting.catch((error: unknown) => {
      this.admitted.delete(key)
      log.debug({ reason: reasonOf(error) }, 'access token rejected')
    })
  }

  /**
   * Ends the sessions that a logout token of the provider names, and returns how many there were. Throws when the token
   * is not valid or was used before.
   */
  async endProviderSessions(logoutToken: string): Promise<number> {
    const { issuer, jti, sub, sid, issuedAt } = await this.provider.readLogout(logoutToken)
    const [row] = await this.source.query<{ count: number | null }[]>(
      'select end_provider_sessions($1, $2, $3, $4, $5, $6) as count',
      [this.serviceSecret.secret, issuer, jti, sub, sid, issuedAt],
    )
    if (row!.count === null) throw new Error('the logout token was used before')
    return row!.count
  }

  /**
   * Ends the session of the caller, if there is one. Returns the address at which the browser ends the session at the
   * provider too; null if it was not started there, or the provider does not answer.
   */
  async signOut(caller: Caller, returnUri: () => string): Promise<URL | null> {
    if (!caller.token) return null
    const session = await readIfAuthenticated(poolOf(this.source), 'authenticate_token', caller.token, {
      text: 'select own_id_token()',
      values: [],
    })
    if (!session || session.viewer.readsOnly) return null
    await this.sessions.signOut(caller)
    if (session.text === null || !this.isConfigured) return null
    return this.provider.logoutUrl(session.text, returnUri()).catch((error: unknown) => {
      log.warn({ reason: reasonOf(error) }, 'no logout at the provider')
      return null
    })
  }

  /** Returns the origin of the provider's logout, to which a form may lead; empty without one. */
  async logoutOrigins(): Promise<string[]> {
    if (!this.isConfigured) return []
    const url = await this.provider.logoutUrl('', '').catch(() => null)
    return url ? [url.origin] : []
  }

  private async exchange(token: string, origin: Origin): Promise<void> {
    const bearer = await this.provider.bearer(token)
    if (!bearer) return
    const { person, ...times } = bearer
    await this.start(person, origin, { accessToken: { token, ...times } })
  }

  /** Starts a session in one transaction with all that the sign-in changes. Rejects a person who may not sign in. */
  private async start(person: Person, origin: Origin, evidence: Evidence): Promise<string> {
    const result = await inTransaction(this.source, async (db) => {
      const identified = await this.identities.identify(db, person)
      if (isRefused(identified)) return identified
      const changes = await this.identities.syncWithClaims(db, identified, person)
      const { scope, token } = await this.startSession(db, identified, person, origin, evidence)
      await this.identities.recordChanges(scope, identified, person, changes)
      return { token }
    })
    if ('token' in result) return result.token
    if (evidence.idToken) await this.identities.recordRefusal(person, origin, result)
    throw appError('openIdUnknown')
  }

  private async startSession(
    db: EntityManager,
    { userId, identityId }: KnownIdentity,
    { issuer, subject, providerSession: { sub, sid } }: Person,
    origin: Origin,
    { idToken, provedAt, accessToken, replaces = null }: Evidence,
  ): Promise<{ scope: Scope; token: string }> {
    const method = accessToken ? ('ACCESS_TOKEN' as const) : ('OPENID' as const)
    const how = { method, issuer, subject, replaces }
    const { scope, token } = await this.sessions.start(db, userId, origin, how, accessToken)
    const [row] = await db.query<{ started: boolean }[]>(
      'select start_openid_session($1, $2, $3, $4, $5, $6, $7, $8) as started',
      [
        this.serviceSecret.secret,
        tokenHash(token),
        identityId,
        sub,
        sid,
        accessToken?.issuedAt ?? scope.now,
        provedAt ?? null,
        idToken ?? null,
      ],
    )
    if (!row!.started) throw appError('unauthenticated')
    return { scope, token }
  }
}

/** Returns only the message, because the error may contain the claims of a person. */
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
