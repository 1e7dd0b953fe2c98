import { Args, Resolver } from '@nestjs/graphql'
import { DateTimeScalar } from '../../core/scalars.js'
import type { Scope } from '../../core/scope.js'
import { DerivedField, extendType } from '../../read/declare.js'
import { CurrentScope, WriteMutation } from '../../write/mutation.js'
import { Viewer } from '../user.entity.js'
import { RecordVisitInput } from './visit.input.js'
import { VisitService } from './visit.service.js'

extendType(
  Viewer,
  'previousVisitAt',
  DerivedField(
    'instant',
    () => DateTimeScalar,
    '(select v.previous_at from user_visit v where v.user_id = {t}.id)',
    'The end of your visit before this one, as `recordVisit` counts them; null before the first.',
    { nullable: true, filter: false },
  ),
)

@Resolver()
export class VisitResolver {
  constructor(private readonly service: VisitService) {}

  @WriteMutation(
    () => Viewer,
    'own:write',
    'Records that you are here. After half an hour without a call, a new visit begins.',
  )
  recordVisit(@CurrentScope() scope: Scope, @Args('input') { seen }: RecordVisitInput) {
    return this.service.record(scope, seen)
  }
}
