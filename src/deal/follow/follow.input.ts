import { Field, ID, InputType } from '@nestjs/graphql'

@InputType()
export class FollowDealInput {
  @Field(() => ID, { description: 'The deal.' })
  deal: string
}

@InputType()
export class UnfollowDealInput extends FollowDealInput {}
