import { Field, ID, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { Prose } from '../../core/validation/text-rules.js'

@InputType({ isAbstract: true })
class OfferReference {
  @Field(() => ID, { description: 'The offered handover; it must be pending.' })
  offer: string
}

@InputType({ isAbstract: true })
class OfferAnswer extends OfferReference {
  @IsOptional()
  @Prose(2000)
  @Field(() => String, { nullable: true, description: 'Reason.' })
  reason?: string | null
}

@InputType()
export class AcceptHandoverInput extends OfferReference {
  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description: 'The officer from now on. Default: none, until one is assigned.',
  })
  officer?: string | null
}

@InputType()
export class DeclineHandoverInput extends OfferAnswer {}

@InputType()
export class WithdrawHandoverInput extends OfferAnswer {}
