import { ObjectType } from '@nestjs/graphql'
import { IdField, DateTimeField, IntField } from '../read/declare.js'

/** The columns of every row that can be edited. */
@ObjectType({ isAbstract: true })
export abstract class Versioned {
  @IdField() id: string
  @DateTimeField('When the row was created.') createdAt: Date
  @DateTimeField('When the row was last changed.') updatedAt: Date
  @IntField(1, 2 ** 31 - 1, 'Version number, starting at 1: each edit states the version that it changes.')
  version: number
}

/**
 * Returns these columns for a new row.
 *
 * `newVersionedColumns(id, now)` returns `{ id, createdAt: now, updatedAt: now, version: 1 }`.
 */
export const newVersionedColumns = (id: string, now: Date) => ({
  id,
  createdAt: now,
  updatedAt: now,
  version: 1,
})
