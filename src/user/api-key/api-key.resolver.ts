import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../../core/scope.js'
import { CurrentScope, WriteMutation } from '../../write/mutation.js'
import { ApiKey, NewApiKey } from './api-key.entity.js'
import { CreateApiKeyInput, RevokeApiKeyInput } from './api-key.input.js'
import { ApiKeyService } from './api-key.service.js'

@Resolver()
export class ApiKeyResolver {
  constructor(private readonly keys: ApiKeyService) {}

  @WriteMutation(
    () => NewApiKey,
    'own:write',
    'Creates a key that reads as its user; one of a MACHINE reads and writes within its scopes.',
    { sensitive: true },
  )
  createApiKey(@CurrentScope() scope: Scope, @Args('input') input: CreateApiKeyInput) {
    return this.keys.create(scope, input)
  }

  @WriteMutation(
    () => ApiKey,
    'own:write',
    'Revokes a key of yours, as ADMIN of a user of your agency, or as HEAD of a MACHINE of it, from the next request on.',
  )
  revokeApiKey(@CurrentScope() scope: Scope, @Args('input') input: RevokeApiKeyInput) {
    return this.keys.revoke(scope, input)
  }
}
