import { Field, ID, InputType, Int } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { DateScalar } from '../../core/scalars.js'
import { Prose } from '../../core/validation/text-rules.js'
import { TeamRoleCode, type TeamRole } from './team.entity.js'

const dayDescription = 'Day on which it happened. Default: today in Brussels.'

@InputType({ isAbstract: true })
class DealReference {
  @Field(() => ID, { description: 'The deal.' })
  deal: string
}

@InputType()
export class JoinDealInput extends DealReference {
  @Field(() => ID, { description: 'The agency that joins, by its code or id.' })
  agency: string

  @Field(() => TeamRoleCode, { description: 'SUPPORT or INFORMED; only a handover passes the lead.' })
  role: TeamRole

  @IsOptional()
  @Field(() => DateScalar, { nullable: true, description: dayDescription })
  from?: string | null

  @IsOptional()
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day on which it left, for a past membership. Default: it is still in the team.',
  })
  until?: string | null
}

@InputType()
export class LeaveDealInput extends DealReference {
  @Field(() => ID, { description: 'The agency that leaves, by its code or id.' })
  agency: string

  @IsOptional()
  @Field(() => DateScalar, { nullable: true, description: dayDescription })
  until?: string | null
}

@InputType()
export class HandOverDealInput extends DealReference {
  @Field(() => Int, {
    description:
      'The version of the deal that you saw. If the deal has changed since, the handover is rejected with CONFLICT.',
  })
  version: number

  @Field(() => ID, { description: 'The agency that takes the lead, by its code or id.' })
  to: string

  @IsOptional()
  @Field(() => DateScalar, { nullable: true, description: dayDescription })
  on?: string | null

  @Prose(2000)
  @Field({ description: 'Reason.' })
  reason: string

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the old lead leaves the team. Default: it stays as SUPPORT.',
  })
  leaves?: boolean | null
}

@InputType()
export class AddToNeedToKnowInput extends DealReference {
  @Field(() => ID, { description: 'Id of the user.' })
  user: string
}

@InputType()
export class RemoveFromNeedToKnowInput extends DealReference {
  @Field(() => ID, { description: 'Id of the user.' })
  user: string
}

@InputType()
export class LetKnowInput extends DealReference {
  @Field(() => ID, { description: 'Which user.' })
  user: string

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description: 'False takes the user off the list again; left out: true.',
  })
  known?: boolean | null
}
