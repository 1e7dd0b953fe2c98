import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../../core/scope.js'
import { ListOf, extendType } from '../../read/declare.js'
import { User } from '../../user/user.entity.js'
import { CurrentScope, WriteMutation } from '../../write/mutation.js'
import { Deal } from '../deal.entity.js'
import { ReportPresenceInput } from './presence.input.js'
import { PresenceService } from './presence.service.js'

extendType(
  Deal,
  'presentUsers',
  ListOf(
    () => User,
    '{t}.id in (select present_users({p}.id))',
    '{t}.name, {t}.id',
    'Other users who have it open now, as `reportPresence` stated within the last minute. Empty when masked.',
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
