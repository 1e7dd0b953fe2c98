import { ObjectType } from '@nestjs/graphql'
import { IdField, DateTimeField, IntField } from '../read/declare.js'

/** What every row that can be edited has. */
@ObjectType({ isAbstract: true })
export abstract class Versioned {
  @IdField() id: string
  @DateTimeField('When the row was made.') createdAt: Date
  @DateTimeField('When the row was last changed.') updatedAt: Date
  @IntField(1, 2 ** 31 - 1, 'Counts the edits: an edit names the version that it saw.') version: number
}

/** The same of a new row. */
export const newVersionedColumns = (id: string, now: Date) => ({
  id,
  createdAt: now,
  updatedAt: now,
  version: 1,
})
