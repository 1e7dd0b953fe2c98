import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindMany } from '../read/roots.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { Claim } from './claim.entity.js'
import { EmbargoClaimInput, GradeClaimInput, RecordClaimInput } from './claim.input.js'
import { ClaimService } from './claim.service.js'

@Resolver()
export class ClaimResolver {
  constructor(private readonly service: ClaimService) {}

  @FindMany(() => Claim, 'The claims that you may see.')
  claims() {}

  @WriteMutation(() => Claim, 'pipeline:write', 'Records a claim about a deal, a prospect or an agreement.')
  recordClaim(@CurrentScope() scope: Scope, @Args('input') input: RecordClaimInput) {
    return this.service.record(scope, input)
  }

  @WriteMutation(
    () => Claim,
    'pipeline:write',
    'Adds a grading to a claim: a new standing, a new grade, or both.',
  )
  gradeClaim(@CurrentScope() scope: Scope, @Args('input') input: GradeClaimInput) {
    return this.service.grade(scope, input)
  }

  @WriteMutation(() => Claim, 'deal:decide', 'Moves or lifts the embargo of a claim.')
  embargoClaim(@CurrentScope() scope: Scope, @Args('input') input: EmbargoClaimInput) {
    return this.service.embargo(scope, input)
  }
}
