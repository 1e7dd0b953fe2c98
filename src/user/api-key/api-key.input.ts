import { Field, ID, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { DateTimeScalar } from '../../core/scalars.js'
import { pickFields } from '../../write/input.js'
import { ApiKey } from './api-key.entity.js'

@InputType()
export class CreateApiKeyInput extends pickFields(ApiKey, ['name']) {
  @Field(() => DateTimeScalar, { description: 'When the key expires: at most two years from now.' })
  expiresAt: string

  @IsOptional()
  @Field(() => ID, {
    nullable: true,
    description: 'The user whose rights the key has; default: you. Only an ADMIN may name another user.',
  })
  user?: string | null
}

@InputType()
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'The id of the key.' })
  id: string
}
