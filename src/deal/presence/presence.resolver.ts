import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../../core/scope.js'
import { DerivedField, extendType } from '../../read/declare.js'
import { CurrentScope, WriteMutation } from '../../write/mutation.js'
import { Deal } from '../deal.entity.js'
import { ReportPresenceInput } from './presence.input.js'
import { PresenceService } from './presence.service.js'

extendType(
  Deal,
  'presentNames',
  DerivedField(
    'text',
    () => String,
    'array(select u.name from "user" u where u.id in (select present_users({t}.id)) order by u.name, u.id)',
    'Names of the other users who have it open now, as `reportPresence` stated within the last minute. Empty when masked.',
    { list: true, filter: false },
  ),
)

@Resolver()
export class PresenceResolver {
  constructor(private readonly service: PresenceService) {}

  @WriteMutation(
    () => Deal,
    'own:write',
    'Shows those who see the deal in full that you have it open, for a minute, or that you have left it.',
  )
  reportPresence(@CurrentScope() scope: Scope, @Args('input') { deal, open }: ReportPresenceInput) {
    return this.service.report(scope, deal, open)
  }
}
