import { Field, ID, InputType } from '@nestjs/graphql'

@InputType()
export class CreatePasswordLinkInput {
  @Field(() => ID, { description: 'The user, of your agency.' })
  user: string
}

@InputType()
export class RequestPasswordResetInput {
  @Field(() => ID, { description: 'The user, of your agency.' })
  user: string
}
