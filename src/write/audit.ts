import { Entity } from 'typeorm'
import { Kept } from '../read/declare.js'
import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'

/** One entry a write: who, when, verb, subject, before and after. Only ever added to. */
@Entity('audit_entry')
export class AuditEntry {
  @Kept('uuid', { primary: true }) id: string
  @Kept('timestamptz') at: Date
  @Kept('uuid') userId: string
  @Kept('text') verb: string
  @Kept('text') subjectType: string
  @Kept('uuid', { nullable: true }) subjectId: string | null
  @Kept('text', { nullable: true }) subjectKey: string | null
  @Kept('jsonb', { nullable: true }) before: object | null
  @Kept('jsonb', { nullable: true }) after: object | null
}

export interface Audited {
  /** The mutation. */
  verb: string
  /** The word for what was changed, as in the API: `Deal`. */
  subject: string
  /** Which one: by its id, or by its key where it has no id. */
  id?: string
  key?: string
  before?: object
  after?: object
}

export async function audit(scope: Scope, { verb, subject, id, key, before, after }: Audited): Promise<void> {
  await scope.db.insert(AuditEntry, {
    id: uuidv7(scope.now),
    userId: scope.viewer.id,
    verb,
    subjectType: subject,
    subjectId: id ?? null,
    subjectKey: key ?? null,
    before: before ?? null,
    after: after ?? null,
  })
}
