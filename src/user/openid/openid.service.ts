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

/** So many access tokens are remembered as let in. */
const most = 10_000

/** Lets in whom the provider vouches for: with a session of ours, which is all that the database knows. */
@Injectable()
export class OpenIdService {
  private readonly admitted = new Map<string, Promise<void>>()

  constructor(
    private readonly source: DataSource,
    private readonly provider: OpenIdProvider,
    private readonly sessions: SessionService,
    private readonly serviceSecret: ServiceSecret,
  ) {}

  get isThere(): boolean {
    return this.provider.isThere
  }

  /** Throws a problem where the provider cannot be asked. */
  begin(redirectUri: string, returnTo: string): Promise<SignInStart> {
    return this.provider.begin(redirectUri, returnTo).catch((error: unknown) => {
      log.warn({ reason: reasonOf(error) }, 'the provider cannot be asked')
      throw appError('openIdUnreachable')
    })
  }

  /** Starts a session; throws a problem where the sign-in was not completed, or nobody is known by it. */
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
      this.failed(person, origin, error),
    )
    return { token, returnTo }
  }

  /** Makes a session of an access token, the first time that it comes; whatever is wrong with it, it then stands for nobody. */
  async admit(token: string, origin: Origin): Promise<void> {
    if (!this.isThere || !/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token)) return
    const key = tokenHash(token).toString('base64')
    const admitting = this.admitted.get(key) ?? this.exchange(token, origin)
    if (this.admitted.size >= most) this.admitted.clear()
    this.admitted.set(key, admitting)
    await admitting.catch((error: unknown) => {
      this.admitted.delete(key)
      log.debug({ reason: reasonOf(error) }, 'access token refused')
    })
  }

  private async exchange(token: string, origin: Origin): Promise<void> {
    const result = await this.provider.bearer(token)
    if (result) await this.start(result.person, origin, { token, expiresAt: result.expiresAt })
  }

  private async failed(
    { email, issuer, subject }: Person,
    { address }: Origin,
    error: unknown,
  ): Promise<never> {
    const who = email ?? `${issuer} ${subject}`
    await this.source.query('select record_failed_sign_in($1, $2, $3)', [uuidv7(), who, address])
    throw error
  }

  private start(person: Person, origin: Origin, input?: { token: string; expiresAt: Date }) {
    return inTransaction(this.source, async (db) => {
      const known = await identified(db, this.serviceSecret, person)
      const userId = known ?? (await enrolled(db, this.serviceSecret, person))
      const { scope, ...started } = await this.sessions.start(db, userId, origin, input)
      if (known === null) {
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

/** Not the error itself, which may hold the claims of a person. */
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

async function identified(
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

/** Somebody who comes for the first time, where the claims say in which role and for which agency. */
async function enrolled(db: EntityManager, { secret }: ServiceSecret, person: Person): Promise<string> {
  const { issuer, subject, agency, email, name, role, language } = person
  if (!agency || !role || !email) throw appError('openIdUnknown')
  const id = uuidv7()
  const [made] = await db.query<{ enrolled: boolean }[]>(
    'select provision_user($1, $2, $3, $4, $5, $6, $7, $8, $9) as enrolled',
    [secret, id, issuer, subject, agency, email, name ?? email, role, language],
  )
  if (!made!.enrolled) throw appError('openIdUnknown')
  return id
}
