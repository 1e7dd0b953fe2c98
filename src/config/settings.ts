import type { Role } from '../core/scope.js'

/** An OpenID Connect provider for sign-in. */
export interface OpenIdSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** The audience of access tokens that the API accepts; undefined: it accepts none. */
  readonly audience: string | undefined
  /** The claims with the agency and the role of a new user, and the mappings of their values to ours. */
  readonly agencyClaim: string
  readonly roleClaim: string
  readonly agencies: Readonly<Record<string, string>>
  readonly roles: Readonly<Record<string, Role>>
}

/** A mail server and the sender of its mails. */
export interface MailSettings {
  readonly server: string
  readonly from: string
}

/** The part of the configuration that services inject: an injection token and a type in one. */
export abstract class Settings {
  abstract readonly region: string
  abstract readonly sessionHours: number
  /** Minutes without a request after which a session expires (`active_session.sql`, `authenticate_token.sql`). */
  abstract readonly sessionIdleMinutes: number
  /** Maximum cost of one user's operations in a minute, in the units of `extensions.cost`. */
  abstract readonly costPerMinute: number
  /** In production, introspection requires authentication. */
  abstract readonly environment: 'development' | 'production' | 'test'
  /** How many days an export file can be downloaded again. */
  abstract readonly exportDays: number
  /** Whether the sign-in page offers the demo users. */
  abstract readonly demo: boolean
  /** Public URL of the service without a slash at its end; undefined: not known, and no link is absolute. */
  abstract readonly publicUrl: string | undefined
  /** Whether ADMIN, HEAD and OPERATOR need a second factor, where no provider is configured. */
  abstract readonly requireSecondFactor: boolean
  /** Undefined: sign-in is by password only. */
  abstract readonly openId: OpenIdSettings | undefined
  /** Undefined: no mail is sent. */
  abstract readonly mail: MailSettings | undefined
}
