import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindMany, FindOne } from '../read/roots.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { Agency } from './agency.entity.js'
import { CreateAgencyInput, UpdateAgencyInput } from './agency.input.js'
import { AgencyService } from './agency.service.js'

@Resolver()
export class AgencyResolver {
  constructor(private readonly houses: AgencyService) {}

  @FindOne(() => Agency, 'The agency with this code.', {
    code: { graphql: () => String, description: 'For example `awex`.', on: '{t}.code = {code}', sql: 'text' },
  })
  agency() {}

  @FindMany(() => Agency, 'All agencies.')
  agencies() {}

  @WriteMutation(() => Agency, 'admin:write', 'Enters an agency.')
  createAgency(@CurrentScope() scope: Scope, @Args('input') input: CreateAgencyInput) {
    return this.houses.create(scope, input)
  }

  @WriteMutation(
    () => Agency,
    'admin:write',
    'Changes an agency, or deactivates one: the work stays, sessions and keys of its users end.',
  )
  updateAgency(@CurrentScope() scope: Scope, @Args('input') input: UpdateAgencyInput) {
    return this.houses.update(scope, input)
  }
}
