import { Field, ID, InputType, IntersectionType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { Valid } from '../core/valid.js'
import { creates, edits } from '../write/input.js'
import { User } from './user.entity.js'

const fields = ['name', 'role', 'clearance', 'language'] as const
const long = Valid('TOO_SHORT', (text) => [...String(text)].length >= 12, { min: 12 })
const short = Valid('TOO_LONG', (text) => String(text).length <= 500, { max: 500 })

@InputType()
export class CreateUserInput extends creates(User, ['email', ...fields], []) {
  @Field(() => ID, { description: 'The agency: its code or id.' })
  agency: string

  @long
  @short
  @Field({ description: 'The first password, of at least 12 characters.' })
  password: string
}

@InputType({ isAbstract: true })
class NewPassword {
  @IsOptional()
  @long
  @short
  @Field(() => String, {
    nullable: true,
    description: 'A new password, of at least 12 characters; ends all sessions.',
  })
  password?: string | null
}

@InputType()
export class UpdateUserInput extends IntersectionType(
  edits(User, [...fields, 'active']),
  NewPassword,
  InputType,
) {}
