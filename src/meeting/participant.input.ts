import { Field, ID, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { pickFields } from '../write/input.js'
import { MeetingParticipant } from './participant.entity.js'

@InputType({ description: 'Exactly one of contact, user and description.' })
export class MeetingParticipantInput extends pickFields(MeetingParticipant, ['description']) {
  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'A contact.' })
  contact?: string | null

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'A user.' })
  user?: string | null

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'Their company; only with a description.' })
  prospect?: string | null

  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description: 'Their agency, by its code or id; only with a description.',
  })
  agency?: string | null

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether one of them is a decision maker; only with a description. For a contact, the field of the contact counts.',
  })
  decisionMaker?: boolean | null
}
