import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindMany } from '../read/roots.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { Claim } from './claim.entity.js'
import {
  CorrectClaimInput,
  EmbargoClaimInput,
  GradeClaimInput,
  RecordClaimInput,
  WithdrawClaimInput,
} from './claim.input.js'
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

  @WriteMutation(
    () => Claim,
    'pipeline:write',
    'Withdraws a claim that was entered by mistake, such as on another deal. It is no news from then on, and no retraction; reports as known before do not change.',
  )
  withdrawClaim(@CurrentScope() scope: Scope, @Args('input') input: WithdrawClaimInput) {
    return this.service.withdraw(scope, input)
  }

  @WriteMutation(
    () => Claim,
    'pipeline:write',
    'Corrects the day on which a claim was stated. Withdraws it and returns the same claim, with its gradings, on the other day.',
  )
  correctClaim(@CurrentScope() scope: Scope, @Args('input') input: CorrectClaimInput) {
    return this.service.correctDay(scope, input)
  }

  @WriteMutation(() => Claim, 'deal:decide', 'Moves or lifts the embargo of a claim.')
  embargoClaim(@CurrentScope() scope: Scope, @Args('input') input: EmbargoClaimInput) {
    return this.service.embargo(scope, input)
  }
}
