import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../../core/scope.js'
import { CurrentScope, WriteMutation } from '../../write/mutation.js'
import { ApiKey, NewApiKey } from './api-key.entity.js'
import { CreateApiKeyInput, RevokeApiKeyInput } from './api-key.input.js'
import { ApiKeyService } from './api-key.service.js'

@Resolver()
export class ApiKeyResolver {
  constructor(private readonly keys: ApiKeyService) {}

  @WriteMutation(() => NewApiKey, 'own:write', 'Makes a key that reads, and never writes, as its user.')
  createApiKey(@CurrentScope() scope: Scope, @Args('input') input: CreateApiKeyInput) {
    return this.keys.create(scope, input)
  }

  @WriteMutation(
    () => ApiKey,
    'own:write',
    'Ends a key of yours, or as ADMIN anybody’s, from the next request on.',
  )
  revokeApiKey(@CurrentScope() scope: Scope, @Args('input') input: RevokeApiKeyInput) {
    return this.keys.revoke(scope, input)
  }
}
