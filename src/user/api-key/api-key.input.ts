import { Field, ID, InputType } from '@nestjs/graphql'
import { IsOptional } from 'class-validator'
import { keyScopes } from '../../core/key-scopes.js'
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
    description:
      'The user whose rights the key has; default: you. Only a HEAD may name another one: a MACHINE of their agency.',
  })
  user?: string | null

  @IsOptional()
  @Field(() => [String], {
    nullable: true,
    description: `What the key may read and write; required for a MACHINE, whose keys alone may write: ${keyScopes.join(', ')}. \`<term>:write\` includes \`<term>:read\`.`,
  })
  scopes?: string[] | null
}

@InputType()
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'The id of the key.' })
  id: string
}
