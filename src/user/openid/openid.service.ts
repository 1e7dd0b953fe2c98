import { Injectable } from '@nestjs/common'
import { pino } from 'pino'
import { DataSource, type EntityManager } from 'typeorm'
import { appError } from '../../core/error/app-error.js'
import { tokenHash } from '../../core/token.js'
import { uuidv7 } from '../../core/uuid.js'
import { inTransaction } from '../../database/authenticated-query.js'
import { ServiceSecret } from '../../database/service-secret.js'
import type { Origin } from '../../read/caller.js'
import { audit } from '../../write/audit.js'
import type { Person } from './openid-claims.js'
import { OpenIdProvider, type SignInStart } from './openid-provider.js'
import { SessionService } from '../session/session.service.js'

const log = pino({ name: 'openid' })

/** Maximum number of access tokens that are cached as accepted. */
const maxTokens = 10_000

/** Starts sessions for users after the provider has authenticated them. The database knows only these sessions. */
@Injectable()
export class OpenIdService {
  private readonly admitted = new Map<string, Promise<void>>()

  constructor(
    private readonly source: DataSource,
    private readonly provider: OpenIdProvider,
    private readonly sessions: SessionService,
    private readonly serviceSecret: ServiceSecret,
  ) {}

  get isConfigured(): boolean {
    return this.provider.isConfigured
  }

  /** Starts a sign-in. Throws TIMEOUT when the provider cannot be reached. */
  begin(redirectUri: string, returnTo: string): Promise<SignInStart> {
    return this.provider.begin(redirectUri, returnTo).catch((error: unknown) => {
      log.warn({ reason: reasonOf(error) }, 'provider not reachable')
      throw appError('openIdUnreachable')
    })
  }

  /** Starts a session. Throws UNAUTHENTICATED when the sign-in was not completed, or the person has no account. */
  async finish(
    address: URL,
    sealed: string | null,
    origin: Origin,
  ): Promise<{ token: string; returnTo: string }> {
    const { person, returnTo } = await this.provider.finish(address, sealed ?? '').catch((error: unknown) => {
      log.info({ reason: reasonOf(error) }, 'sign-in not completed')
      throw appError('openIdUnfinished')
    })
    const { token } = await this.start(person, origin).catch((error: unknown) =>
      this.recordFailure(person, origin, error),
    )
    return { token, returnTo }
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

  private async exchange(token: string, origin: Origin): Promise<void> {
    const bearer = await this.provider.bearer(token)
    if (bearer) await this.start(bearer.person, origin, { token, expiresAt: bearer.expiresAt })
  }

  private async recordFailure(
    { email, issuer, subject }: Person,
    { address }: Origin,
    error: unknown,
  ): Promise<never> {
    const account = email ?? `${issuer} ${subject}`
    await this.source.query('select record_failed_sign_in($1, $2, $3)', [uuidv7(), account, address])
    throw error
  }

  private start(person: Person, origin: Origin, input?: { token: string; expiresAt: Date }) {
    return inTransaction(this.source, async (db) => {
      const existing = await findUser(db, this.serviceSecret, person)
      const userId = existing ?? (await provisionUser(db, this.serviceSecret, person))
      const { scope, ...started } = await this.sessions.start(db, userId, origin, input)
      if (existing === null) {
        const { agency, role, email } = person
        await audit(scope, {
          verb: 'createUser',
          subject: 'User',
          id: userId,
          after: { agency, role, email },
        })
      }
      return started
    })
  }
}

/** Returns only the message, because the error may contain the claims of a person. */
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

async function findUser(
  db: EntityManager,
  { secret }: ServiceSecret,
  { issuer, subject, email }: Person,
): Promise<string | null> {
  const [row] = await db.query<{ id: string | null }[]>(
    'select find_user_by_identity($1, $2, $3, $4) as id',
    [secret, issuer, subject, email],
  )
  return row!.id
}

/**
 * Creates a user at the first sign-in. Rejects a person whose claims have no role, agency or verified e-mail address.
 */
async function provisionUser(db: EntityManager, { secret }: ServiceSecret, person: Person): Promise<string> {
  const { issuer, subject, agency, email, name, role, language } = person
  if (!agency || !role || !email) throw appError('openIdUnknown')
  const id = uuidv7()
  const [row] = await db.query<{ provisioned: boolean }[]>(
    'select provision_user($1, $2, $3, $4, $5, $6, $7, $8, $9) as provisioned',
    [secret, id, issuer, subject, agency, email, name ?? email, role, language],
  )
  if (!row!.provisioned) throw appError('openIdUnknown')
  return id
}
