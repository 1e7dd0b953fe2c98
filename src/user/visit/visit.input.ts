import { Field, InputType } from '@nestjs/graphql'

@InputType()
export class RecordVisitInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether you have seen everything: `previousVisitAt` is then now.',
  })
  seen: boolean
}
