import { Field, ID, InputType } from '@nestjs/graphql'
import { DateTimeScalar } from '../../core/scalars.js'
import { pickFields } from '../../write/input.js'
import { SqlLogin } from './sql-login.entity.js'

@InputType()
export class CreateSqlLoginInput extends pickFields(SqlLogin, ['name']) {
  @Field(() => ID, { description: 'The user whose rights it has.' })
  user: string

  @Field(() => DateTimeScalar, { description: 'When the login expires: at most two years from now.' })
  expiresAt: string
}

@InputType()
export class RevokeSqlLoginInput {
  @Field(() => ID, { description: 'The id of the login.' })
  id: string
}
