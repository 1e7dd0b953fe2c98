import type { EntityManager } from 'typeorm'
import type { Language } from './locale.js'

export const roles = ['OFFICER', 'HEAD', 'CABINET', 'ANALYST', 'ADMIN'] as const
export type Role = (typeof roles)[number]

/** From what everybody may know to what only the named may know. */
export const confidentialities = ['OPEN', 'INTERNAL', 'RESTRICTED', 'SECRET'] as const
export type Confidentiality = (typeof confidentialities)[number]

/** Who asks. */
export interface ViewerIdentity {
  id: string
  agencyId: string
  role: Role
  clearance: Confidentiality
  language: Language
  /** Asks with an API key, which changes nothing. */
  readsOnly: boolean
}

/** Who asks, in which language, at what instant, with the handle of the running transaction: there is no other. */
export interface Scope {
  readonly viewer: ViewerIdentity
  readonly language: Language
  readonly now: Date
  readonly db: EntityManager
}
