import { Field, ID, InputType } from '@nestjs/graphql'
import { NewPassword, PasswordLength } from './password.js'

@InputType()
export class SignInInput {
  @PasswordLength()
  @Field({ description: 'As registered; case does not matter.' })
  email: string

  @PasswordLength()
  @Field({ description: 'At most 500 characters.' })
  password: string

  @Field({
    defaultValue: false,
    description:
      'True: the browser keeps the token as a cookie that no script can read, and sends it with each request.',
  })
  cookie: boolean
}

@InputType()
export class ChangePasswordInput {
  @PasswordLength()
  @Field({ description: 'The password until now.' })
  current: string

  @NewPassword()
  @Field({ description: 'The password from now on, of at least 12 characters.' })
  new: string
}

@InputType()
export class EndSessionInput {
  @Field(() => ID, { description: 'Which session.' })
  id: string
}
