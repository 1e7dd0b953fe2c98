import { ID } from '@nestjs/graphql'
import { uuidv7 } from '../core/uuid.js'
import { JsonScalar } from '../core/scalars.js'
import type { Scope } from '../core/scope.js'
import {
  DerivedField,
  BooleanField,
  IdField,
  DateTimeField,
  HiddenColumn,
  ForeignKey,
  TableType,
  CodeField,
} from '../read/declare.js'
import { insertRow } from './rows.js'

const json = (side: string, description: string): PropertyDecorator => {
  const shown = DerivedField('json', () => JsonScalar, `{t}."${side}"`, description, {
    nullable: true,
    filter: false,
  })
  return (target, key) => {
    HiddenColumn('jsonb', { nullable: true })(target, key)
    shown(target, key)
  }
}

/** Only ever added to. The database says when, digests each value, and chains the entry to those before it. */
@TableType(
  'audit_entry',
  'One entry of the audit trail: who did what to which row, and what it was before and after.',
)
export class AuditEntry {
  @IdField() id: string

  @DateTimeField('When.')
  at: Date

  @ForeignKey({ nullable: true }) userId: string | null

  @CodeField(
    /^\w+$/,
    'moveDeal',
    'What was done: the mutation, or `refused` where somebody reached for what is SECRET, or for a SQL login that only ADMIN makes.',
  )
  verb: string

  @CodeField(/^\w+$/, 'Deal', 'The type of what was changed, as in this schema.')
  subjectType: string

  @DerivedField('id', () => ID, '{t}.subject_id', 'Which one, by its id; null where it has a key instead.', {
    nullable: true,
  })
  @HiddenColumn('uuid', { nullable: true })
  subjectId: string | null

  @CodeField(/^\w+$/, 'CONTACTED', 'Which one, by its key, where it has no id.', { nullable: 'read' })
  subjectKey: string | null

  @json(
    'before',
    'What was there before, as far as it was changed; null where nothing was. Erased values are null.',
  )
  before: object | null

  @json('after', 'What is there after; null where nothing is. Erased values are null.')
  after: object | null

  @BooleanField('Whether values of it were erased, because they were about a person.')
  erased: boolean
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
  await insertRow(scope.db, AuditEntry, {
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
