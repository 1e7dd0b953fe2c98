import { Field, InputType } from '@nestjs/graphql'
import { Valid } from '../core/valid.js'

const short = Valid('TOO_LONG', (text) => String(text).length <= 500, { max: 500 })

@InputType()
export class SignInInput {
  @short
  @Field({ description: 'As registered; case does not matter.' })
  email: string

  @short
  @Field({ description: 'At most 500 characters.' })
  password: string
}
