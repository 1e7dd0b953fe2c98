import { Field, ID, InputType, IntersectionType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { LanguageCode } from '../core/enums.js'
import type { Language } from '../core/locale.js'
import { NotNull } from '../core/validation/rule.js'
import { createInputOf, updateInputOf } from '../write/input.js'
import { NewPassword } from './session/password.js'
import { User } from './user.entity.js'

const fields = ['name', 'role', 'clearance', 'language'] as const
@InputType()
export class CreateUserInput extends createInputOf(User, ['email', ...fields], ['kind']) {
  @Field(() => ID, { description: 'The agency: its code or id.' })
  agency: string

  @IsOptional()
  @NewPassword()
  @Field(() => String, {
    nullable: true,
    description: 'Refused: the user sets their password by a one-time link.',
    deprecationReason: 'Use createPasswordLink.',
  })
  password?: string | null
}

@InputType({ isAbstract: true })
class AgencyOrPasswordChange {
  @NotNull()
  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description:
      'Another agency, by its code or id: an ADMIN there must approve. Their clearance becomes OPEN.',
  })
  agency?: string

  @IsOptional()
  @NewPassword()
  @Field(() => String, {
    nullable: true,
    description: 'Refused: users set their password themselves.',
    deprecationReason: 'Use changePassword for your own, createPasswordLink for that of another user.',
  })
  password?: string | null
}

@InputType()
export class UpdateUserInput extends IntersectionType(
  updateInputOf(User, [...fields, 'email', 'active']),
  AgencyOrPasswordChange,
  InputType,
) {}

@InputType()
export class SetLanguageInput {
  @Field(() => LanguageCode, { description: 'The language of messages, labels, documents and mails.' })
  language: Language
}
