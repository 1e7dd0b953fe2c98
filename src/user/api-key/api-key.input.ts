import { Field, ID, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { DateTimeScalar } from '../../core/scalars.js'
import { pickFields } from '../../write/input.js'
import { ApiKey } from './api-key.entity.js'

@InputType()
export class CreateApiKeyInput extends pickFields(ApiKey, ['name']) {
  @Field(() => DateTimeScalar, { description: 'When it ceases to work: at most two years from now.' })
  expiresAt: string

  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description: 'Whom the key reads as; left out: you. For somebody else it takes an ADMIN.',
  })
  user?: string | null
}

@InputType()
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'Which key.' })
  id: string
}
