import { ID, Int } from '@nestjs/graphql'
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
  const derivedField = DerivedField('json', () => JsonScalar, `{t}."${side}"`, description, {
    nullable: true,
    filter: false,
  })
  return (target, key) => {
    HiddenColumn('jsonb', { nullable: true })(target, key)
    derivedField(target, key)
  }
}

/**
 * Append-only. The database sets the instant, digests each value (`audit/chain/digest_audit_entry.sql`) and appends the entry
 * to a hash chain (`audit/chain/chain_audit_entry.sql`).
 */
@TableType(
  'audit_entry',
  'An entry of the audit trail: a change of a row by a user, with the values before and after.',
)
export class AuditEntry {
  @IdField() id: string

  @DateTimeField('The instant of the change.')
  at: Date

  @ForeignKey({ nullable: true }) userId: string | null

  @CodeField(
    /^\w+$/,
    'moveDeal',
    'The mutation, or `refused` for an attempt to reach a SECRET deal or to create a SQL login without the right.',
  )
  verb: string

  @CodeField(/^\w+$/, 'Deal', 'The type of the changed row, as in this schema.')
  subjectType: string

  @DerivedField(
    'id',
    () => ID,
    '{t}.subject_id',
    'The id of the changed row; null when it has a key instead.',
    {
      nullable: true,
    },
  )
  @HiddenColumn('uuid', { nullable: true })
  subjectId: string | null

  @CodeField(/^\w+$/, 'CONTACTED', 'The key of the changed row, when it has no id.', { nullable: 'read' })
  subjectKey: string | null

  @json('before', 'The changed values before; null for a new row. Erased values are null.')
  before: object | null

  @json('after', 'The changed values after; null for a removed row. Erased values are null.')
  after: object | null

  @DerivedField(
    'int',
    () => Int,
    'coalesce((select r.count from refused_read r where r.entry_id = {t}.id), 1)',
    'How often it happened: an attempt that was repeated within the hour has one entry.',
    { filter: false },
  )
  count: number

  @BooleanField('True when values were erased because they concerned an erased person.')
  erased: boolean
}

export interface AuditRecord {
  /** The mutation. */
  verb: string
  /** The GraphQL type of the changed row: `Deal`. */
  subject: string
  /** The id of the row, or its key when it has no id. */
  id?: string
  key?: string
  before?: object
  after?: object
}

/**
 * Adds an entry to the audit trail, in the running transaction.
 *
 * `audit(scope, { verb: 'updateAgency', subject: 'Agency', id, before: { name: 'Awex' }, after: { name: 'AWEX' } })`
 * inserts into `audit_entry`:
 *
 * | user_id     | verb         | subject_type | subject_id | before           | after            |
 * | ----------- | ------------ | ------------ | ---------- | ---------------- | ---------------- |
 * | the viewer  | updateAgency | Agency       | `id`       | {"name": "Awex"} | {"name": "AWEX"} |
 */
export async function audit(
  scope: Scope,
  { verb, subject, id, key, before, after }: AuditRecord,
): Promise<void> {
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

/** What every edit changes. */
const bookkeeping = new Set(['updatedAt', 'version'])

/**
 * Returns the values of a row before and after an edit that differ, for an entry that is as large as the change.
 *
 * `differences({ title: 'Lotus', stage: 'IDENTIFIED' }, { title: 'Iris', stage: 'IDENTIFIED' })` returns
 * `{ before: { title: 'Lotus' }, after: { title: 'Iris' } }`.
 */
export function differences(before: object, after: object): { before: object; after: object } {
  const isChanged = (name: string) =>
    !bookkeeping.has(name) && JSON.stringify(valueOf(before, name)) !== JSON.stringify(valueOf(after, name))
  const pick = (row: object) => Object.fromEntries(Object.entries(row).filter(([name]) => isChanged(name)))
  return { before: pick(before), after: pick(after) }
}

const valueOf = (row: object, name: string): unknown => (row as Record<string, unknown>)[name]
