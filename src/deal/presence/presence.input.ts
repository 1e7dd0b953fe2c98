import { Field, ID, InputType } from '@nestjs/graphql'

@InputType()
export class ReportPresenceInput {
  @Field(() => ID, { description: 'The deal.' })
  deal: string

  @Field(() => Boolean, { description: 'Whether you have it open. False when you leave it.' })
  open: boolean
}
