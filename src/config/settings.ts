import type { Role } from '../core/scope.js'

/** An OpenID Connect provider that people may sign in with. */
export interface OpenIdSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Of access tokens that the API takes; undefined: it takes none. */
  readonly audience: string | undefined
  /** The claims that tell agency and role of somebody who comes for the first time, and what their values mean here. */
  readonly agencyClaim: string
  readonly roleClaim: string
  readonly agencies: Readonly<Record<string, string>>
  readonly roles: Readonly<Record<string, Role>>
}

/** A mail server, and in whose name mail goes out. */
export interface MailSettings {
  readonly server: string
  readonly from: string
}

/** What the folders need to know of the configuration; an injection token and a type in one. */
export abstract class Settings {
  abstract readonly region: string
  abstract readonly sessionHours: number
  /** After so long without a request a session is over. */
  abstract readonly sessionIdleMinutes: number
  /** What the operations of one user may cost in a minute, as `extensions.cost` counts. */
  abstract readonly costPerMinute: number
  /** In production, only whoever is signed in may ask what the schema is. */
  abstract readonly environment: 'development' | 'production' | 'test'
  /** For so long an export can be had again. */
  abstract readonly exportDays: number
  /** Whether the demo users may be offered to whoever comes. */
  abstract readonly demo: boolean
  /** Undefined: sign-in is by password only. */
  abstract readonly openId: OpenIdSettings | undefined
  /** Undefined: no mail is sent. */
  abstract readonly mail: MailSettings | undefined
}
