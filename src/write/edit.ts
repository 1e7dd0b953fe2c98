import type { FindOptionsWhere } from 'typeorm'
import type sentences from '../../locales/en.json'
import { badField, appError } from '../core/error/app-error.js'
import { patch } from '../core/patch.js'
import type { Scope } from '../core/scope.js'
import { isUuid } from '../core/uuid.js'
import { toColumnValues, partProperty, shapeOf, type Class } from '../read/shape.js'
import { audit } from './audit.js'
import { lockRow, updateRow } from './rows.js'
import type { Versioned } from './versioned.js'

/** A type by its name in messages: a key of `word` in `locales/`. */
type EntityName = keyof (typeof sentences)['word']

/**
 * Returns the row, locked against other writers until the transaction ends (`for no key update`: rows may still refer
 * to it). Rejects a row that does not exist, or that the viewer may not see or change, with NOT_FOUND.
 *
 * `lockOrFail(scope, Agency, 'agency', id)` runs `select "id" as "id", … from "agency" where id = $1 for no key
 * update`.
 */
export async function lockOrFail<T extends { id: string }>(
  scope: Scope,
  type: Class<T>,
  word: EntityName,
  id: string,
): Promise<T> {
  const row = isUuid(id) && (await lockRow(scope.db, type, id, 'no key update'))
  if (!row) throw appError('notFound', { what: word })
  checkNotWithdrawn(row)
  return row
}

/** Rejects an edit of a withdrawn row, and of one of a withdrawn deal, with CONFLICT. */
export function checkNotWithdrawn(row: object): void {
  if ('withdrawnAt' in row && row.withdrawnAt != null) throw appError('withdrawn')
}

/**
 * Returns the row that an input refers to. Rejects an unknown one, or one that the viewer may not see, at `path`.
 *
 * `resolveReference(scope, Site, input.site, 'input.site')` runs `select … from site where id = $1`. Without a row it
 * throws BAD_USER_INPUT with the field `{ path: 'input.site', code: 'UNKNOWN_REFERENCE' }`.
 */
export async function resolveReference<T extends { id: string }>(
  scope: Scope,
  type: Class<T>,
  id: string,
  path: string,
): Promise<T> {
  const row = isUuid(id) && (await scope.db.findOneBy(type, { id } as FindOptionsWhere<T>))
  if (!row) throw badField(path, 'UNKNOWN_REFERENCE')
  if ('withdrawnAt' in row && row.withdrawnAt != null) throw badField(path, 'WITHDRAWN')
  return row
}

/**
 * Rejects an edit of another version than the current one with CONFLICT (optimistic locking).
 *
 * With a row of version 3, `checkVersion(row, 2)` throws CONFLICT, and `extensions.currentVersion` is 3.
 */
export function checkVersion(row: Versioned, version: number): void {
  if (row.version !== version)
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
  /** New values by field, embedded parts as objects. Undefined leaves a value unchanged. */
  changes: object
}

/**
 * Edits a row: locks it, checks its version, applies the changes, runs `rule`, saves and audits. Returns the changed
 * row.
 *
 * `edit(scope, Agency, { verb: 'updateAgency', word: 'agency', id, version: 3, changes: { name: 'AWEX' } })` turns the
 * row `agency (name = 'Awex', version = 3)` into `(name = 'AWEX', version = 4, updated_at = scope.now)` and inserts the
 * row `audit_entry (verb = 'updateAgency', before = {"name": "Awex"}, after = {"name": "AWEX"})`.
 */
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
    before: pickKeys(before, changed),
    after: pickKeys(row, changed),
  })
  return row
}

/**
 * Applies changes to a row, embedded parts as objects, and returns the properties that differ from before.
 *
 * `applyChanges(Prospect, row, { name: 'Cargill', city: row.city })` sets the name and returns `['name']`.
 */
export const applyChanges = <T extends object>(type: Class<T>, row: T, changes: object): string[] =>
  patch(row, toColumnValues(type, changes) as Partial<T>, nullableProperties(type) as never)

/**
 * Saves the changed properties of a locked row, with the next version. Rejects the edit with CONFLICT when the viewer
 * has lost the right to change the row since it was locked.
 *
 * `save(scope, Agency, row, ['name'])` runs
 * `update "agency" set "updated_at" = $2, "version" = $3, "name" = $4 where id = $1`.
 */
export async function save<T extends Versioned>(
  scope: Scope,
  type: Class<T>,
  row: T,
  changed: readonly string[],
): Promise<void> {
  row.version += 1
  row.updatedAt = scope.now
  const { version, updatedAt } = row
  const isUpdated = await updateRow<Versioned>(scope.db, type, row.id, {
    ...pickKeys(row, changed),
    version,
    updatedAt,
  })
  if (!isUpdated) throw appError('overtaken')
}

/**
 * Sets `updatedAt` of a locked row because a related row has changed. The version stays: the row itself was not edited.
 *
 * `bumpUpdatedAt(scope, Deal, deal)` runs `update deal set updated_at = $1 where id = $2` with the instant of the scope.
 */
export async function bumpUpdatedAt<T extends Versioned>(
  scope: Scope,
  type: Class<T>,
  row: T,
): Promise<void> {
  row.updatedAt = scope.now
  await updateRow<Versioned>(scope.db, type, row.id, { updatedAt: row.updatedAt })
}

/** Returns some properties of a row, for an audit entry. */
export const pickKeys = (row: object, keys: readonly string[]): object =>
  Object.fromEntries(keys.map((key) => [key, (row as Record<string, unknown>)[key]]))

function nullableProperties(type: Class): string[] {
  const names: string[] = []
  for (const [name, field] of shapeOf(type).fields) {
    if (field.form === 'value' && field.emptied) names.push(name)
    if (field.form === 'part')
      for (const [inner, of] of shapeOf(field.type()).fields)
        if (field.nullable || (of.form === 'value' && of.emptied)) names.push(partProperty(name, inner))
    if (field.form === 'one' && field.nullable) names.push(`${name}Id`)
  }
  return names
}
