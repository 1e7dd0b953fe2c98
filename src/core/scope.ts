import type { EntityManager } from 'typeorm'
import type { Language } from './locale.js'

/** In SQL, `acl_tokens_of.sql` has what each role sees. */
export const roles = ['OFFICER', 'HEAD', 'CABINET', 'ANALYST', 'ADMIN'] as const
export type Role = (typeof roles)[number]

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
  /** True for an API key, which cannot write. */
  readsOnly: boolean
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
