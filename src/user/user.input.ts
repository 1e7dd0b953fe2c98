import { Field, ID, InputType, IntersectionType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { createInputOf, updateInputOf } from '../write/input.js'
import { NewPassword } from './session/password.js'
import { User } from './user.entity.js'

const fields = ['name', 'role', 'clearance', 'language'] as const
@InputType()
export class CreateUserInput extends createInputOf(User, ['email', ...fields], []) {
  @Field(() => ID, { description: 'The agency: its code or id.' })
  agency: string

  @NewPassword()
  @Field({ description: 'The first password, of at least 12 characters.' })
  password: string
}

@InputType({ isAbstract: true })
class PasswordChange {
  @IsOptional()
  @NewPassword()
  @Field(() => String, {
    nullable: true,
    description: 'A new password, of at least 12 characters; ends all sessions.',
  })
  password?: string | null
}

@InputType()
export class UpdateUserInput extends IntersectionType(
  updateInputOf(User, [...fields, 'active']),
  PasswordChange,
  InputType,
) {}
