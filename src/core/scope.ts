import type { EntityManager } from 'typeorm'
import type { Language } from './locale.js'

/** In SQL, `acl_tokens_of.sql` has what each role sees. */
export const roles = ['OFFICER', 'HEAD', 'CABINET', 'ANALYST', 'ADMIN', 'OPERATOR'] as const
export type Role = (typeof roles)[number]

/** A person signs in; a machine only has API keys and SQL logins, which a HEAD of its agency makes. */
export const userKinds = ['PERSON', 'MACHINE'] as const
export type UserKind = (typeof userKinds)[number]

/** In rising order, as in `confidentiality_level.sql`: from every signed-in user to named users only. */
export const confidentialities = ['OPEN', 'INTERNAL', 'RESTRICTED', 'SECRET'] as const
export type Confidentiality = (typeof confidentialities)[number]

/** The authenticated user. */
export interface ViewerIdentity {
  id: string
  agencyId: string
  role: Role
  clearance: Confidentiality
  language: Language
  /** True for an API key without a scope to write. */
  readsOnly: boolean
  /** What the API key may read and write (`key-scopes.ts`); null: no key, or a key that reads all that its user sees. */
  scopes: readonly string[] | null
}

/**
 * The context of one operation, passed first through every call: the user, the language of messages, the instant, and
 * the handle of the running transaction. No code uses another handle or another clock.
 */
export interface Scope {
  readonly viewer: ViewerIdentity
  readonly language: Language
  readonly now: Date
  readonly db: EntityManager
}
