import { Field, ID, InputType } from '@nestjs/graphql'
import { NewPassword, PasswordLength } from './password.js'

@InputType()
export class SignInInput {
  @PasswordLength()
  @Field({ description: 'The e-mail address of the user; case does not matter.' })
  email: string

  @PasswordLength()
  @Field({ description: 'The password, at most 500 characters.' })
  password: string

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
export class EndSessionInput {
  @Field(() => ID, { description: 'The id of the session.' })
  id: string
}
