import { Field, ID, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { pickFields } from '../write/input.js'
import { MeetingParticipant } from './participant.entity.js'

@InputType({ description: 'Exactly one of contact, user and description.' })
export class MeetingParticipantInput extends pickFields(MeetingParticipant, ['description']) {
  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'A person whom we know.' })
  contact?: string | null

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'A colleague who signs in here.' })
  user?: string | null

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'With a description: the company that they come from.' })
  prospect?: string | null

  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description: 'With a description: the agency that they come from, by its code or id.',
  })
  agency?: string | null

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description: 'With a description: whether one of them decides. Of a contact, the contact says it.',
  })
  decisionMaker?: boolean | null
}
