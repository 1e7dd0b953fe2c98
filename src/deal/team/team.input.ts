import { Field, ID, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { DateScalar } from '../../core/scalars.js'
import { Prose } from '../../core/text-rules.js'
import { TeamRoleCode, type TeamRole } from './team.entity.js'

const on = 'The day it happened; left out: today in Brussels.'

@InputType({ isAbstract: true })
class OfDeal {
  @Field(() => ID, { description: 'Which deal.' })
  deal: string
}

@InputType()
export class JoinDealInput extends OfDeal {
  @Field(() => ID, { description: 'Which agency joins: its code or id.' })
  agency: string

  @Field(() => TeamRoleCode, { description: 'SUPPORT or INFORMED; the lead passes by a handover.' })
  role: TeamRole

  @IsOptional()
  @Field(() => DateScalar, { nullable: true, description: on })
  from?: string | null

  @IsOptional()
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day it left, where that is past already; left out: it is in the team now.',
  })
  until?: string | null
}

@InputType()
export class LeaveDealInput extends OfDeal {
  @Field(() => ID, { description: 'Which agency leaves: its code or id.' })
  agency: string

  @IsOptional()
  @Field(() => DateScalar, { nullable: true, description: on })
  until?: string | null
}

@InputType()
export class HandOverDealInput extends OfDeal {
  @Field(() => ID, { description: 'Which agency leads from now on: its code or id.' })
  to: string

  @IsOptional()
  @Field(() => DateScalar, { nullable: true, description: on })
  on?: string | null

  @Prose(2000)
  @Field({ description: 'Why.' })
  reason: string

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description: 'The old lead leaves the team; left out: it stays, as SUPPORT.',
  })
  leaves?: boolean | null
}

@InputType()
export class AddToNeedToKnowInput extends OfDeal {
  @Field(() => ID, { description: 'Id of the user.' })
  user: string
}

@InputType()
export class RemoveFromNeedToKnowInput extends OfDeal {
  @Field(() => ID, { description: 'Id of the user.' })
  user: string
}

@InputType()
export class LetKnowInput extends OfDeal {
  @Field(() => ID, { description: 'Which user.' })
  user: string

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description: 'False takes the user off the list again; left out: true.',
  })
  known?: boolean | null
}
