import { Field, ID, ObjectType } from '@nestjs/graphql'
import { DateTimeScalar } from '../core/scalars.js'

@ObjectType({ description: 'A row that has changed. Read it again to see how.' })
export class Change {
  @Field(() => String, { description: 'The type of the row in this schema, such as `Deal`.' })
  entity: string

  @Field(() => ID, { description: 'Its id.' })
  id: string

  @Field(() => [ID], { description: 'The deals to which it belongs, as far as you see them.' })
  deals: string[]

  @Field(() => DateTimeScalar, { description: 'When it was changed last.' })
  at: Date

  @Field(() => Boolean, { description: 'Whether the last change is yours.' })
  own: boolean
}

@ObjectType({ description: 'Rows that have changed since the event before.' })
export class Changes {
  @Field(() => ID, {
    description:
      'Where to go on after a lost connection: the argument `after` of the next subscription. Valid for a day, for you only.',
  })
  position: string

  @Field(() => Boolean, {
    description:
      'True when changes are missing, because `after` is too old or they are too many: read again what you show.',
  })
  resync: boolean

  @Field(() => [Change], {
    description:
      'Each row once, the earliest change first. Empty in the first event if nothing has changed since `after`.',
  })
  rows: Change[]
}
