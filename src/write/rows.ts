/**
 * Statements over the columns of an entity. They are sent in the order of the calls, so that independent ones can be
 * pipelined: `await Promise.all([insertRow(…), updateRow(…)])`.
 */
import type { EntityManager, EntityMetadata } from 'typeorm'
import type { Class } from '../read/shape.js'

/**
 * Inserts a row. A property that is undefined gets the column's default.
 *
 * `insertRow(db, Agency, { id, code: 'awex' })` runs `insert into "agency" ("id", "code") values ($1, $2)`.
 */
export async function insertRow<T extends object>(
  db: EntityManager,
  type: Class<T>,
  row: Partial<T>,
): Promise<void> {
  const { metadata, columns, values } = toColumns(db, type, row)
  const params = columns.map((_, i) => `$${i + 1}`)
  await db.query(
    `insert into ${nameOf(metadata)} (${columns.join(', ')}) values (${params.join(', ')})`,
    values,
  )
}

/**
 * Updates a row. Returns false when it does not exist, or when the viewer may not change it.
 *
 * `updateRow(db, Agency, id, { name: 'AWEX' })` runs `update "agency" set "name" = $2 where id = $1`.
 */
export async function updateRow<T extends { id: string }>(
  db: EntityManager,
  type: Class<T>,
  id: string,
  changes: Partial<T>,
): Promise<boolean> {
  const { metadata, columns, values } = toColumns(db, type, changes)
  const set = columns.map((column, i) => `${column} = $${i + 2}`)
  const [, rowCount] = await db.query<[unknown, number]>(
    `update ${nameOf(metadata)} set ${set.join(', ')} where id = $1`,
    [id, ...values],
  )
  return rowCount > 0
}

/**
 * Returns the row, locked until the transaction ends; undefined when the viewer may not see or change it.
 *
 * `lockRow(db, Agency, id, 'update')` runs `select "id" as "id", "code" as "code", … from "agency" where id = $1 for
 * update`.
 */
export async function lockRow<T extends { id: string }>(
  db: EntityManager,
  type: Class<T>,
  id: string,
  mode: 'update' | 'no key update',
): Promise<T | undefined> {
  const metadata = db.connection.getMetadata(type)
  // pg would turn a day into a Date at midnight of the machine's time zone; the service keeps days as text.
  const columns = metadata.columns.map(
    ({ databaseName, propertyName, type }) =>
      `"${databaseName}"${type === 'date' ? '::text' : ''} as "${propertyName}"`,
  )
  const [row] = await db.query<T[]>(
    `select ${columns.join(', ')} from ${nameOf(metadata)} where id = $1 for ${mode}`,
    [id],
  )
  return row
}

const nameOf = ({ tableName }: EntityMetadata): string => `"${tableName}"`

/** Returns the columns whose properties are defined, and their values. */
function toColumns(db: EntityManager, type: Class, row: object) {
  const metadata = db.connection.getMetadata(type)
  const columns = metadata.columns.filter((column) => column.getEntityValue(row) !== undefined)
  return {
    metadata,
    columns: columns.map(({ databaseName }) => `"${databaseName}"`),
    values: columns.map((column): unknown =>
      db.connection.driver.preparePersistentValue(column.getEntityValue(row), column),
    ),
  }
}
