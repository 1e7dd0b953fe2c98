import { Field, ID, InputType } from '@nestjs/graphql'
import { DateTimeScalar } from '../../core/scalars.js'
import { pickFields } from '../../write/input.js'
import { SqlLogin } from './sql-login.entity.js'

@InputType()
export class CreateSqlLoginInput extends pickFields(SqlLogin, ['name']) {
  @Field(() => ID, { description: 'Whom it reads as.' })
  user: string

  @Field(() => DateTimeScalar, { description: 'When it ceases to work: at most two years from now.' })
  expiresAt: string
}

@InputType()
export class RevokeSqlLoginInput {
  @Field(() => ID, { description: 'Which login.' })
  id: string
}
