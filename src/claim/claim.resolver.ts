import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindMany } from '../read/roots.js'
import { Ask, Write } from '../write/mutation.js'
import { Claim } from './claim.entity.js'
import { EmbargoClaimInput, GradeClaimInput, RecordClaimInput } from './claim.input.js'
import { ClaimService } from './claim.service.js'

@Resolver()
export class ClaimResolver {
  constructor(private readonly service: ClaimService) {}

  @FindMany(() => Claim, 'The claims that you may see.')
  claims() {}

  @Write(() => Claim, 'pipeline:write', 'Records what was stated about a deal, a prospect or an agreement.')
  recordClaim(@Ask() scope: Scope, @Args('input') input: RecordClaimInput) {
    return this.service.record(scope, input)
  }

  @Write(() => Claim, 'pipeline:write', 'Judges a claim anew: its standing, its grade, or both.')
  gradeClaim(@Ask() scope: Scope, @Args('input') input: GradeClaimInput) {
    return this.service.grade(scope, input)
  }

  @Write(() => Claim, 'deal:decide', 'Moves the embargo of a claim, or lifts it.')
  embargoClaim(@Ask() scope: Scope, @Args('input') input: EmbargoClaimInput) {
    return this.service.embargo(scope, input)
  }
}
