import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { Settings } from '../../config/settings.js'
import { languages, translate } from '../../core/locale.js'
import type { Scope } from '../../core/scope.js'
import { addDays, dayOf } from '../../core/time/day.js'
import { uuidv7 } from '../../core/uuid.js'
import { ServiceSecret } from '../../database/service-secret.js'
import type { Origin } from '../../read/caller.js'
import { audit } from '../../write/audit.js'
import type { Person } from './openid-claims.js'

/** The user of an identity. LINKED: linked now by the e-mail address. CREATED: the user is new. */
export interface KnownIdentity {
  outcome: 'FOUND' | 'LINKED' | 'CREATED'
  userId: string
  identityId: string
}

/** REFUSED: this identity or its user may not sign in. UNKNOWN: there is no user, and the claims make none. */
export interface RefusedIdentity {
  outcome: 'REFUSED' | 'UNKNOWN'
  userId: string | null
}

export const isRefused = (identified: KnownIdentity | RefusedIdentity): identified is RefusedIdentity =>
  identified.outcome === 'REFUSED' || identified.outcome === 'UNKNOWN'

/** What claims have changed of a user, and what they state but may not change. */
interface ClaimChanges {
  before: { agency: string } | null
  after: { agency: string } | null
  withheld: object | null
}

/** Days in which a HEAD reviews a need-to-know list. */
const reviewDays = 7

/** The identities of users at the provider. The rules are in SQL: `find_user_by_identity.sql` and `sync_user_with_claims.sql`. */
@Injectable()
export class IdentityRegistry {
  constructor(
    private readonly source: DataSource,
    private readonly settings: Settings,
    private readonly serviceSecret: ServiceSecret,
  ) {}

  /** Returns the user of a person: known, linked by their e-mail address, or created from their claims. */
  async identify(db: EntityManager, person: Person): Promise<KnownIdentity | RefusedIdentity> {
    const found = await this.find(db, person)
    if (found.outcome !== 'UNKNOWN') return found
    const created = await this.provision(db, person)
    // Another request of the same person may have created the user meanwhile.
    return created ?? this.find(db, person)
  }

  /** Applies agency and role of the claims to a user who existed before, if the settings want it. */
  async syncWithClaims(
    db: EntityManager,
    { outcome, userId }: KnownIdentity,
    { agency, role }: Person,
  ): Promise<ClaimChanges | null> {
    if (this.settings.openId!.sync !== 'always' || outcome === 'CREATED') return null
    const [changes] = await db.query<ClaimChanges[]>('select * from sync_user_with_claims($1, $2, $3, $4)', [
      this.serviceSecret.secret,
      userId,
      agency,
      role,
    ])
    return changes ?? null
  }

  /** Adds audit entries for what the sign-in has changed, and assigns the reviews of need-to-know lists. */
  async recordChanges(
    scope: Scope,
    { outcome, userId: id }: KnownIdentity,
    { issuer, subject, email, agency, role }: Person,
    changes: ClaimChanges | null,
  ): Promise<void> {
    if (outcome === 'CREATED')
      await audit(scope, { verb: 'createUser', subject: 'User', id, after: { agency, role, email } })
    if (outcome === 'LINKED')
      await audit(scope, {
        verb: 'linkIdentity',
        subject: 'User',
        id,
        after: { provider: issuer, subject, email },
      })
    if (!changes || !(changes.after || changes.withheld)) return
    const { before, after, withheld } = changes
    await audit(scope, {
      verb: 'syncWithClaims',
      subject: 'User',
      id,
      ...(before && { before }),
      after: { ...after, provider: issuer, ...(withheld && { withheld }) },
    })
    if (before && after && before.agency !== after.agency)
      await this.assignReviews(scope, before.agency, after.agency)
  }

  /** Adds an audit entry for a person who is authenticated by the provider and refused here. */
  async recordRefusal(
    { issuer, subject }: Person,
    { address }: Origin,
    { outcome, userId }: RefusedIdentity,
  ): Promise<void> {
    await this.source.query('select record_refused_identity($1, $2, $3, $4, $5, $6, $7)', [
      this.serviceSecret.secret,
      uuidv7(),
      userId,
      issuer,
      subject,
      address,
      outcome,
    ])
  }

  private async find(db: EntityManager, person: Person): Promise<KnownIdentity | RefusedIdentity> {
    const { issuer, subject, email, emailMayLink } = person
    const [row] = await db.query<
      { user_id: string; identity_id: string; outcome: KnownIdentity['outcome'] }[]
    >('select * from find_user_by_identity($1, $2, $3, $4, $5)', [
      this.serviceSecret.secret,
      issuer,
      subject,
      emailMayLink ? email : null,
      uuidv7(),
    ])
    return { outcome: row!.outcome, userId: row!.user_id, identityId: row!.identity_id }
  }

  /** Creates a user; null if the claims have no address, agency or role, or the address is taken. */
  private async provision(db: EntityManager, person: Person): Promise<KnownIdentity | null> {
    const { issuer, subject, agency, email, name, role, language } = person
    if (!agency || !role || !email) return null
    const [userId, identityId] = [uuidv7(), uuidv7()]
    const [row] = await db.query<{ provisioned: boolean }[]>(
      'select provision_user($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as provisioned',
      [
        this.serviceSecret.secret,
        ...[userId, identityId, issuer, subject, agency],
        ...[email, name ?? email, role, language ?? 'EN'],
      ],
    )
    return row!.provisioned ? { outcome: 'CREATED', userId, identityId } : null
  }

  private async assignReviews({ db, now, viewer }: Scope, from: string, to: string): Promise<void> {
    const [user] = await db.query<{ name: string }[]>('select name from "user" where id = $1', [viewer.id])
    // The reference of each deal is filled in by the function: it stays a placeholder here.
    const params = { name: user!.name, from, to, reference: '{{reference}}' }
    const titles = languages.map((language) => [language, translate(language, 'openId.review', params)])
    await db.query('select assign_need_to_know_reviews($1, $2, $3, $4)', [
      this.serviceSecret.secret,
      viewer.id,
      addDays(dayOf(now), reviewDays),
      Object.fromEntries(titles),
    ])
  }
}
