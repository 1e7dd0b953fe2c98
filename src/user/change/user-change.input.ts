import { Field, ID, InputType } from '@nestjs/graphql'

@InputType()
export class ApproveUserChangeInput {
  @Field(() => ID, { description: 'The id of the change.' })
  id: string
}

@InputType()
export class RefuseUserChangeInput {
  @Field(() => ID, { description: 'The id of the change.' })
  id: string
}
