import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindMany, FindOne } from '../read/roots.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { Agency } from './agency.entity.js'
import { CreateAgencyInput, UpdateAgencyInput } from './agency.input.js'
import { AgencyService } from './agency.service.js'

@Resolver()
export class AgencyResolver {
  constructor(private readonly service: AgencyService) {}

  @FindOne(() => Agency, 'The agency with this code.', {
    code: { graphql: () => String, description: 'For example `awex`.', on: '{t}.code = {code}', sql: 'text' },
  })
  agency() {}

  @FindMany(() => Agency, 'All agencies.')
  agencies() {}

  @WriteMutation(() => Agency, 'operator:write', 'Creates an agency.', { sensitive: true })
  createAgency(@CurrentScope() scope: Scope, @Args('input') input: CreateAgencyInput) {
    return this.service.create(scope, input)
  }

  @WriteMutation(
    () => Agency,
    'operator:write',
    'Changes or deactivates an agency. Deactivation ends the sessions and API keys of its users; their work stays.',
    { sensitive: true },
  )
  updateAgency(@CurrentScope() scope: Scope, @Args('input') input: UpdateAgencyInput) {
    return this.service.update(scope, input)
  }
}
