import type { Role } from '../core/scope.js'

/** The roles that claims of a provider can give. ADMIN and OPERATOR are not among them; SQL: `is_claimable_role.sql`. */
export const claimableRoles = ['OFFICER', 'HEAD', 'CABINET', 'ANALYST'] as const satisfies readonly Role[]
export type ClaimableRole = (typeof claimableRoles)[number]

/**
 * When the e-mail address of a claim may link a new identity to an existing user: if the provider marks it as verified;
 * unless the provider marks it as unverified; or never.
 */
export const emailTrusts = ['verified', 'trusted-issuer', 'never'] as const
export type EmailTrust = (typeof emailTrusts)[number]

/** Whether claims set role and agency at the first sign-in only, or at each. */
export const syncModes = ['first', 'always'] as const
export type SyncMode = (typeof syncModes)[number]

/** How the provider is requested to offer another account. Each provider has `login`; Google has only the other. */
export const accountPrompts = ['login', 'select_account'] as const
export type AccountPrompt = (typeof accountPrompts)[number]

/** What signing out does at the provider: OpenID Connect's own form, that of Amazon Cognito, or nothing. */
export const logoutModes = ['standard', 'cognito', 'off'] as const
export type LogoutMode = (typeof logoutModes)[number]

/**
 * An OpenID Connect provider for sign-in. A claim is named by its name or by a path into nested claims, such as
 * `realm_access.roles`.
 */
export interface OpenIdSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string
  /** The audience of access tokens that the API accepts; undefined: it accepts none. */
  readonly audience: string | undefined
  /** The claim that identifies the person for good. */
  readonly subjectClaim: string
  /** The claims that may have the e-mail address; the first that has one counts. */
  readonly emailClaims: readonly string[]
  readonly emailVerifiedClaim: string
  readonly emailTrust: EmailTrust
  /** Claims that a sign-in must have, each with the values that are accepted. */
  readonly requiredClaims: Readonly<Record<string, readonly string[]>>
  /** The claims with the agency and the role of a user, and the mappings of their values to ours. */
  readonly agencyClaim: string
  readonly roleClaim: string
  readonly agencies: Readonly<Record<string, string>>
  /** The first of them that a person has counts. */
  readonly roles: Readonly<Record<string, ClaimableRole>>
  readonly sync: SyncMode
  readonly accountPrompt: AccountPrompt
  readonly logout: LogoutMode
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
