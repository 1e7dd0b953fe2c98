import { Field, ID, InputType, Int } from '@nestjs/graphql'

@InputType()
export class MoveDealInput {
  @Field(() => ID) id: string
  @Field(() => Int) version: number
  @Field(() => String) to: string
  @Field(() => String, { nullable: true }) reason?: string
}
