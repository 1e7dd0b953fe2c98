/**
 * Plain statements over the columns of an entity. They are sent in the order in which they are called, so that those
 * that do not wait for each other may travel together: `await Promise.all([insertRow(...), updateRow(...)])`.
 */
import type { EntityManager, EntityMetadata } from 'typeorm'
import type { Class } from '../read/shape.js'

export async function insertRow<T extends object>(
  db: EntityManager,
  type: Class<T>,
  row: Partial<T>,
): Promise<void> {
  const { metadata, columns, values } = given(db, type, row)
  const places = columns.map((_, i) => `$${i + 1}`)
  await db.query(
    `insert into ${nameOf(metadata)} (${columns.join(', ')}) values (${places.join(', ')})`,
    values,
  )
}

/** Whether there is such a row that the viewer may change. */
export async function updateRow<T extends { id: string }>(
  db: EntityManager,
  type: Class<T>,
  id: string,
  changes: Partial<T>,
): Promise<boolean> {
  const { metadata, columns, values } = given(db, type, changes)
  const set = columns.map((column, i) => `${column} = $${i + 2}`)
  const [, result] = await db.query<[unknown, number]>(
    `update ${nameOf(metadata)} set ${set.join(', ')} where id = $1`,
    [id, ...values],
  )
  return result > 0
}

/** The row, locked until the transaction ends. Undefined where the viewer sees none, or may not change it. */
export async function lockRow<T extends { id: string }>(
  db: EntityManager,
  type: Class<T>,
  id: string,
  mode: 'update' | 'no key update',
): Promise<T | undefined> {
  const metadata = db.connection.getMetadata(type)
  // a day is text everywhere: as a Date it would depend on where the service runs
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

/** The columns that a row gives, and their values; what is undefined is left to the database. */
function given(db: EntityManager, type: Class, row: object) {
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
