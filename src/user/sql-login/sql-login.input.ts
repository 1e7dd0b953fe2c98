import { Field, ID, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { DateTimeScalar } from '../../core/scalars.js'
import { pickFields } from '../../write/input.js'
import { SqlLogin } from './sql-login.entity.js'

@InputType()
export class CreateSqlLoginInput extends pickFields(SqlLogin, ['name']) {
  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description:
      'The user whose rights it has; default: you. Only a HEAD may name another one: a MACHINE of their agency.',
  })
  user?: string | null

  @Field(() => DateTimeScalar, { description: 'When the login expires: at most two years from now.' })
  expiresAt: string
}

@InputType()
export class RevokeSqlLoginInput {
  @Field(() => ID, { description: 'The id of the login.' })
  id: string
}
