import type { FindOptionsWhere } from 'typeorm'
import { badField, appError } from '../core/error/app-error.js'
import { patch } from '../core/patch.js'
import type { Scope } from '../core/scope.js'
import { isUuid } from '../core/uuid.js'
import { toColumnValues, partProperty, shapeOf, type Class } from '../read/shape.js'
import { audit } from './audit.js'
import { lockRow, updateRow } from './rows.js'
import type { Versioned } from './versioned.js'

type EntityName =
  | 'agency'
  | 'user'
  | 'apiKey'
  | 'calendarFeed'
  | 'recipient'
  | 'prospect'
  | 'stake'
  | 'contact'
  | 'site'
  | 'deal'
  | 'location'
  | 'meeting'
  | 'agreement'
  | 'claim'
  | 'task'
  | 'dealStage'
  | 'savedQuestion'

/** The row, locked against other writers until the transaction ends, but not against rows that refer to it. What the viewer may not see is not found. */
export async function lockOrFail<T extends { id: string }>(
  scope: Scope,
  type: Class<T>,
  word: EntityName,
  id: string,
): Promise<T> {
  const result = isUuid(id) && (await lockRow(scope.db, type, id, 'no key update'))
  if (!result) throw appError('notFound', { what: word })
  return result
}

/** The row that an input refers to; `path` is where. */
export async function resolveReference<T extends { id: string }>(
  scope: Scope,
  type: Class<T>,
  id: string,
  path: string,
): Promise<T> {
  const result = isUuid(id) && (await scope.db.findOneBy(type, { id } as FindOptionsWhere<T>))
  if (!result) throw badField(path, 'UNKNOWN_REFERENCE')
  return result
}

export function checkVersion(row: Versioned, seen: number): void {
  if (row.version !== seen)
    throw appError(
      'staleVersion',
      { currentVersion: row.version },
      { extra: { currentVersion: row.version } },
    )
}

export interface Edit {
  verb: string
  word: EntityName
  id: string
  version: number
  /** As the input gives them: embedded parts whole. Undefined leaves a value as it is. */
  changes: object
}

/** Edits a row: lock, version, changes, audit. Gives the row as it is now. */
export async function edit<T extends Versioned>(
  scope: Scope,
  type: Class<T>,
  { verb, word, id, version, changes }: Edit,
  rule?: (row: T) => void | Promise<void>,
): Promise<T> {
  const row = await lockOrFail(scope, type, word, id)
  checkVersion(row, version)
  const before = { ...row }
  const changed = applyChanges(type, row, changes)
  await rule?.(row)
  await save(scope, type, row, changed)
  await audit(scope, {
    verb,
    subject: type.name,
    id,
    before: only(before, changed),
    after: only(row, changed),
  })
  return row
}

/** Applies changes as an input gives them, embedded parts whole, and names the properties that differ from before. */
export const applyChanges = <T extends object>(type: Class<T>, row: T, changes: object): string[] =>
  patch(row, toColumnValues(type, changes) as Partial<T>, nullableProperties(type) as never)

/** Writes some properties of a locked row, and counts the edit. Who lost the right to it since it was locked is refused. */
export async function save<T extends Versioned>(
  scope: Scope,
  type: Class<T>,
  row: T,
  changed: readonly string[],
): Promise<void> {
  row.version += 1
  row.updatedAt = scope.now
  const { version, updatedAt } = row
  const stored = await updateRow<Versioned>(scope.db, type, row.id, {
    ...only(row, changed),
    version,
    updatedAt,
  })
  if (!stored) throw appError('overtaken')
}

/** Notes that something around a locked row has changed; not an edit of the row itself, so the version stays. */
export async function bumpUpdatedAt<T extends Versioned>(
  scope: Scope,
  type: Class<T>,
  row: T,
): Promise<void> {
  row.updatedAt = scope.now
  await updateRow<Versioned>(scope.db, type, row.id, { updatedAt: row.updatedAt })
}

const only = (row: object, keys: readonly string[]): object =>
  Object.fromEntries(keys.map((key) => [key, (row as Record<string, unknown>)[key]]))

function nullableProperties(type: Class): string[] {
  const results: string[] = []
  for (const [name, field] of shapeOf(type).fields) {
    if (field.form === 'value' && field.emptied) results.push(name)
    if (field.form === 'part')
      for (const [inner, of] of shapeOf(field.type()).fields)
        if (field.nullable || (of.form === 'value' && of.emptied)) results.push(partProperty(name, inner))
    if (field.form === 'one' && field.nullable) results.push(`${name}Id`)
  }
  return results
}
