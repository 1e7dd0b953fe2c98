import { Field, ID, InputType, Int } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'

@InputType()
export class DeactivateUserInput {
  @Field(() => ID, { description: 'The user, of your agency.' })
  id: string

  @Field(() => Int, { description: 'The version that you read.' })
  version: number

  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description:
      'The user who takes over, as officer, the deals whose team has their agency. Null: the deals keep the officer.',
  })
  newOfficer?: string | null

  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description:
      'The user who takes over the open tasks that they may see, and the planned meetings. Null: nothing is moved.',
  })
  newAssignee?: string | null
}
