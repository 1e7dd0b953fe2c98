import type { JWTPayload } from 'jose'
import { isEmail } from '../../core/validation/email.js'
import { languages, type Language } from '../../core/locale.js'
import { claimableRoles, type ClaimableRole, type OpenIdSettings } from '../../config/settings.js'

/** A person authenticated by the provider. */
export interface Person {
  issuer: string
  /** Identifies the person for good, at this issuer. */
  subject: string
  /** Null if the claims have no address, or one that the provider marks as unverified. */
  email: string | null
  /** Whether the address may link this identity to an existing user. */
  emailMayLink: boolean
  name: string | null
  /** Null if the claims state none that the service has. */
  language: Language | null
  /** Code of the agency, and the role; null when the claims have none. */
  agency: string | null
  role: ClaimableRole | null
  /** The claims `sub` and `sid`, by which the provider names the session when it ends there. */
  providerSession: ProviderSession
}

export interface ProviderSession {
  sub: string
  sid: string | null
}

export type ClaimSettings = Pick<
  OpenIdSettings,
  | 'subjectClaim'
  | 'emailClaims'
  | 'emailVerifiedClaim'
  | 'emailTrust'
  | 'requiredClaims'
  | 'agencyClaim'
  | 'roleClaim'
  | 'agencies'
  | 'roles'
>

/** Returns the person of an ID token or access token, their role and agency mapped to ours. */
export function personOf(claims: JWTPayload, settings: ClaimSettings): Person {
  const { emailTrust, subjectClaim } = settings
  const email = emailOf(claims, settings)
  return {
    issuer: String(claims.iss),
    subject: subjectOf(claims, subjectClaim),
    email,
    emailMayLink: email !== null && emailTrust !== 'never',
    name: nameOf(claims),
    language: languages.find((code) => code === textOf(claims.locale)?.slice(0, 2).toUpperCase()) ?? null,
    agency: agencyOf(claims, settings),
    role: roleOf(claims, settings),
    providerSession: { sub: String(claims.sub), sid: textOf(claims.sid) },
  }
}

/** Returns the name of the first required claim that has none of its values; undefined when all are there. */
export const missingClaim = (
  claims: JWTPayload,
  { requiredClaims }: Pick<ClaimSettings, 'requiredClaims'>,
): string | undefined =>
  Object.entries(requiredClaims).find(
    ([name, allowed]) => !valuesOf(claims, name).some((value) => allowed.includes(String(value))),
  )?.[0]

/** Returns whether claims that the settings name are absent, so that the userinfo endpoint may have more. */
export const hasGaps = (claims: JWTPayload, settings: ClaimSettings): boolean =>
  settings.emailClaims.every((name) => valuesOf(claims, name).length === 0) ||
  [settings.agencyClaim, settings.roleClaim, ...Object.keys(settings.requiredClaims)].some(
    (name) => valuesOf(claims, name).length === 0,
  )

/** Rejects a person without the subject: their identity would be that of every other such person. */
function subjectOf(claims: JWTPayload, name: string): string {
  const [subject] = textsOf(claims, name)
  if (!subject) throw new Error(`the claim ${name} is absent`)
  return subject
}

function agencyOf(claims: JWTPayload, { agencyClaim, agencies }: ClaimSettings): string | null {
  const codes = textsOf(claims, agencyClaim).map((value) => mapValue(agencies, value))
  return codes.find((code) => code !== null) ?? null
}

/** With a mapping, the first of its roles that the person has; without one, the first of our list. */
function roleOf(claims: JWTPayload, { roleClaim, roles }: ClaimSettings): ClaimableRole | null {
  const values = textsOf(claims, roleClaim)
  const mapped = Object.entries(roles).find(([theirs]) => values.includes(theirs))?.[1]
  if (Object.keys(roles).length > 0) return mapped ?? null
  return claimableRoles.find((role) => values.includes(role)) ?? null
}

/** Returns our value of a foreign one; null for an unmapped one, and the value itself when no mapping is configured. */
const mapValue = (values: Readonly<Record<string, string>>, value: string): string | null =>
  Object.keys(values).length === 0 ? value : Object.hasOwn(values, value) ? values[value]! : null

function emailOf(claims: JWTPayload, settings: ClaimSettings): string | null {
  const isVerified = flagOf(claims, settings.emailVerifiedClaim)
  if (isVerified === false || (settings.emailTrust === 'verified' && isVerified !== true)) return null
  const addresses = settings.emailClaims.flatMap((name) => textsOf(claims, name))
  return addresses.find(isEmail)?.toLowerCase() ?? null
}

/**
 * Returns a claim that is true or false; null for anything else. Amazon Cognito sends `email_verified` as the text
 * "true", and Entra ID `xms_edov` as a number or a text.
 */
function flagOf(claims: JWTPayload, name: string): boolean | null {
  const [value] = valuesOf(claims, name)
  const text = String(value).toLowerCase()
  return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : null
}

function nameOf({ name, given_name, family_name }: JWTPayload): string | null {
  const parts = [textOf(given_name), textOf(family_name)].filter((part) => part !== null)
  return textOf(name) ?? (parts.join(' ') || null)
}

const textsOf = (claims: JWTPayload, name: string): string[] =>
  valuesOf(claims, name).filter((value): value is string => typeof value === 'string' && value !== '')

/** Returns the values of a claim, by its name or along a path; a claim that is absent or null has none. */
const valuesOf = (claims: JWTPayload, name: string): unknown[] =>
  [valueAt(claims, name)].flat().filter((value) => value !== undefined && value !== null)

/**
 * Returns the value at a path such as `realm_access.roles`. A name may have dots itself, such as the name of a client
 * in `resource_access.my.client.roles` or `https://ancrage.example/role`: the longest name that exists is taken.
 */
function valueAt(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  if (Object.hasOwn(value, path)) return (value as Record<string, unknown>)[path]
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const name = path.slice(0, dot)
    if (Object.hasOwn(value, name))
      return valueAt((value as Record<string, unknown>)[name], path.slice(dot + 1))
  }
  return undefined
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null
