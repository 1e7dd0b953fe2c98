import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../../core/scope.js'
import { CurrentScope, WriteMutation } from '../../write/mutation.js'
import { CorrectMoveService } from '../transition/correct-move.service.js'
import { CorrectTeamService } from '../team/correct-team.service.js'
import {
  CorrectHandoverInput,
  CorrectMembershipInput,
  CorrectMoveInput,
  RecordEarlierMoveInput,
} from './correction.input.js'
import { Deal } from '../deal.entity.js'

/** What was recorded wrongly or late is put right; what was held before stays readable, and reports as known then stay as they were. */
@Resolver()
export class CorrectionResolver {
  constructor(
    private readonly moves: CorrectMoveService,
    private readonly teams: CorrectTeamService,
  ) {}

  @WriteMutation(
    () => Deal,
    'deal:write',
    'Corrects a move of a deal: another day, another stage, or that there was none. The moves after it follow.',
  )
  correctMove(@CurrentScope() scope: Scope, @Args('input') input: CorrectMoveInput) {
    return this.moves.correct(scope, input)
  }

  @WriteMutation(
    () => Deal,
    'deal:write',
    'Records a move learned of late, before others that are recorded already.',
  )
  recordEarlierMove(@CurrentScope() scope: Scope, @Args('input') input: RecordEarlierMoveInput) {
    return this.moves.recordEarlier(scope, input)
  }

  @WriteMutation(
    () => Deal,
    'deal:write',
    'Corrects when, and as what, an agency was in the team of a deal. Null when you may not know of the deal any more.',
    { nullable: true },
  )
  correctMembership(@CurrentScope() scope: Scope, @Args('input') input: CorrectMembershipInput) {
    return this.teams.membership(scope, input)
  }

  @WriteMutation(
    () => Deal,
    'deal:decide',
    'Corrects the day of a handover, or says that there was none. Null when you may not know of the deal any more.',
    { nullable: true },
  )
  correctHandover(@CurrentScope() scope: Scope, @Args('input') input: CorrectHandoverInput) {
    return this.teams.handover(scope, input)
  }
}
