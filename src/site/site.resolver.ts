import { Args, ID, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindMany, FindOne } from '../read/roots.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { Site } from './site.entity.js'
import { CreateSiteInput, UpdateSiteInput } from './site.input.js'
import { SiteService } from './site.service.js'

@Resolver()
export class SiteResolver {
  constructor(private readonly service: SiteService) {}

  @FindOne(() => Site, 'The site with this id; null if it does not exist.', {
    id: { graphql: () => ID, description: 'Its id.', on: '{t}.id = {id}', sql: 'uuid' },
  })
  site() {}

  @FindMany(() => Site, 'All sites.')
  sites() {}

  @WriteMutation(() => Site, 'pipeline:write', 'Creates a site: land or a building on offer.')
  createSite(@CurrentScope() scope: Scope, @Args('input') input: CreateSiteInput) {
    return this.service.create(scope, input)
  }

  @WriteMutation(() => Site, 'pipeline:write', 'Edits a site.')
  updateSite(@CurrentScope() scope: Scope, @Args('input') input: UpdateSiteInput) {
    return this.service.update(scope, input)
  }
}
