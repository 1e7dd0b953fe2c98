import type { JWTPayload } from 'jose'
import { isEmail } from '../../core/email.js'
import { languages, type Language } from '../../core/locale.js'
import { roles, type Role } from '../../core/scope.js'
import type { OpenIdSettings } from '../../config/settings.js'

/** Whom a provider vouches for. */
export interface Person {
  issuer: string
  subject: string
  /** Only where the provider has verified it. */
  email: string | null
  name: string | null
  language: Language
  /** Code of the agency, and the role; null where the claims do not give them. */
  agency: string | null
  role: Role | null
}

type ClaimMapping = Pick<OpenIdSettings, 'agencyClaim' | 'roleClaim' | 'agencies' | 'roles'>

export function personOf(claims: JWTPayload, meaning: ClaimMapping): Person {
  const role = valuesOf(claims, meaning.roleClaim).map((value) => meant(meaning.roles, value))
  const agency = valuesOf(claims, meaning.agencyClaim).map((value) => meant(meaning.agencies, value))
  return {
    issuer: String(claims.iss),
    subject: String(claims.sub),
    email: verifiedEmail(claims),
    name: textOf(claims.name),
    language: languages.find((code) => code === textOf(claims.locale)?.slice(0, 2).toUpperCase()) ?? 'EN',
    agency: agency.find((code) => code !== null) ?? null,
    role: roles.find((known) => role.includes(known)) ?? null,
  }
}

/** Its meaning here; where none is set for any, the value itself. */
const meant = (meanings: Readonly<Record<string, string>>, value: string): string | null =>
  Object.keys(meanings).length === 0 ? value : Object.hasOwn(meanings, value) ? meanings[value]! : null

/** One text or a list of them, under its name or along a path such as `realm_access.roles`. */
function valuesOf(claims: JWTPayload, name: string): string[] {
  const result = claims[name] ?? name.split('.').reduce<unknown>(inside, claims)
  return [result].flat().filter((value): value is string => typeof value === 'string')
}

const inside = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined

function verifiedEmail({ email, email_verified: verified }: JWTPayload): string | null {
  return verified === true && typeof email === 'string' && isEmail(email) ? email.toLowerCase() : null
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null
