import type { JWTPayload } from 'jose'
import { isEmail } from '../../core/validation/email.js'
import { languages, type Language } from '../../core/locale.js'
import { roles, type Role } from '../../core/scope.js'
import type { OpenIdSettings } from '../../config/settings.js'

/** A person authenticated by the provider. */
export interface Person {
  issuer: string
  subject: string
  /** Null unless the provider has verified it. */
  email: string | null
  name: string | null
  language: Language
  /** Code of the agency, and the role; null when the claims have none. */
  agency: string | null
  role: Role | null
}

type ClaimMapping = Pick<OpenIdSettings, 'agencyClaim' | 'roleClaim' | 'agencies' | 'roles'>

/** Returns the person of an ID token or access token, their role and agency mapped to ours. */
export function personOf(claims: JWTPayload, mapping: ClaimMapping): Person {
  const mappedRoles = valuesOf(claims, mapping.roleClaim).map((value) => mapValue(mapping.roles, value))
  const agencies = valuesOf(claims, mapping.agencyClaim).map((value) => mapValue(mapping.agencies, value))
  return {
    issuer: String(claims.iss),
    subject: String(claims.sub),
    email: verifiedEmail(claims),
    name: textOf(claims.name),
    language: languages.find((code) => code === textOf(claims.locale)?.slice(0, 2).toUpperCase()) ?? 'EN',
    agency: agencies.find((code) => code !== null) ?? null,
    role: roles.find((role) => mappedRoles.includes(role)) ?? null,
  }
}

/** Returns our value of a foreign one; null for an unmapped one, and the value itself when no mapping is configured. */
const mapValue = (values: Readonly<Record<string, string>>, value: string): string | null =>
  Object.keys(values).length === 0 ? value : Object.hasOwn(values, value) ? values[value]! : null

/** Returns the texts of a claim, by its name or along a path such as `realm_access.roles`. */
function valuesOf(claims: JWTPayload, name: string): string[] {
  const claim = claims[name] ?? name.split('.').reduce<unknown>(propertyOf, claims)
  return [claim].flat().filter((value): value is string => typeof value === 'string')
}

const propertyOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined

function verifiedEmail({ email, email_verified: verified }: JWTPayload): string | null {
  return verified === true && typeof email === 'string' && isEmail(email) ? email.toLowerCase() : null
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null
