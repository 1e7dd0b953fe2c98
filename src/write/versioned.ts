import { ObjectType } from '@nestjs/graphql'
import { Id, Instant, Whole } from '../read/declare.js'

/** What every row that can be edited has. */
@ObjectType({ isAbstract: true })
export abstract class Versioned {
  @Id() id: string
  @Instant('When the row was made.') createdAt: Date
  @Instant('When the row was last changed.') updatedAt: Date
  @Whole(1, 2 ** 31 - 1, 'Counts the edits: an edit names the version that it saw.') version: number
}

/** The same of a new row. */
export const fresh = (id: string, now: Date) => ({ id, createdAt: now, updatedAt: now, version: 1 })
