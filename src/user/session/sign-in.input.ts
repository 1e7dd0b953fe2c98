import { applyDecorators } from '@nestjs/common'
import { Field, ID, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { Rule } from '../../core/validation/rule.js'
import { NewPassword, PasswordLength } from './password.js'

const SecondFactorCode = (description: string): PropertyDecorator =>
  applyDecorators(
    IsOptional(),
    Rule('TOO_LONG', (text) => typeof text !== 'string' || text.length <= 40, { max: 40 }),
    Field(() => String, { nullable: true, description }),
  )

@InputType()
export class SignInInput {
  @PasswordLength()
  @Field({ description: 'The e-mail address of the user; case does not matter.' })
  email: string

  @PasswordLength()
  @Field({ description: 'The password, at most 500 characters.' })
  password: string

  @SecondFactorCode('The code of the authenticator app, or a recovery code, for a user with a second factor.')
  code?: string | null

  @Field({
    defaultValue: false,
    description:
      'True: the browser stores the token in a cookie that no script can read, and sends it with each request.',
  })
  cookie: boolean
}

@InputType()
export class ChangePasswordInput {
  @PasswordLength()
  @Field({ description: 'The current password.' })
  current: string

  @NewPassword()
  @Field({ description: 'The new password, at least 12 characters.' })
  new: string
}

@InputType()
export class ConfirmIdentityInput {
  @PasswordLength()
  @Field({ description: 'Your password.' })
  password: string

  @SecondFactorCode('The code of your authenticator app, or a recovery code, if you have a second factor.')
  code?: string | null
}

@InputType()
export class EnrolSecondFactorInput {
  @PasswordLength()
  @Field({ description: 'Your e-mail address.' })
  email: string

  @PasswordLength()
  @Field({ description: 'Your password.' })
  password: string

  @SecondFactorCode('To replace a second factor: a code of the present one, or a recovery code.')
  code?: string | null
}

@InputType()
export class ConfirmSecondFactorInput {
  @PasswordLength()
  @Field({ description: 'Your e-mail address.' })
  email: string

  @PasswordLength()
  @Field({ description: 'Your password.' })
  password: string

  @PasswordLength()
  @Field({ description: 'The code that the authenticator app shows for the new secret.' })
  code: string

  @Field({
    defaultValue: false,
    description:
      'True: signs in as well. The browser stores the token in a cookie that no script can read, and sends it with each request.',
  })
  cookie: boolean
}

@InputType()
export class RemoveSecondFactorInput {
  @Field(() => ID, { description: 'The user, of your agency.' })
  user: string
}

@InputType()
export class EndUserSessionsInput {
  @Field(() => ID, { description: 'The user, of your agency.' })
  user: string

  @Field({
    defaultValue: false,
    description:
      'True: their password does not work any more; they set another one by a link (createPasswordLink).',
  })
  removePassword: boolean
}

@InputType()
export class EndSessionInput {
  @Field(() => ID, { description: 'The id of the session.' })
  id: string
}
