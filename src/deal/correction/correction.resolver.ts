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

/** Corrections of what was recorded wrongly or late. The earlier rows stay readable, so reports as of an earlier instant do not change. */
@Resolver()
export class CorrectionResolver {
  constructor(
    private readonly moves: CorrectMoveService,
    private readonly teams: CorrectTeamService,
  ) {}

  @WriteMutation(
    () => Deal,
    'deal:write',
    'Corrects the day or the stage of a move of a deal, or withdraws the move. Later moves are adjusted.',
  )
  correctMove(@CurrentScope() scope: Scope, @Args('input') input: CorrectMoveInput) {
    return this.moves.correct(scope, input)
  }

  @WriteMutation(() => Deal, 'deal:write', 'Records a move that happened before moves already recorded.')
  recordEarlierMove(@CurrentScope() scope: Scope, @Args('input') input: RecordEarlierMoveInput) {
    return this.moves.recordEarlier(scope, input)
  }

  @WriteMutation(
    () => Deal,
    'deal:write',
    'Corrects the days or the role of an agency in the team of a deal. Null if you may no longer know of the deal.',
    { nullable: true },
  )
  correctMembership(@CurrentScope() scope: Scope, @Args('input') input: CorrectMembershipInput) {
    return this.teams.correctMembership(scope, input)
  }

  @WriteMutation(
    () => Deal,
    'deal:decide',
    'Corrects the day of a handover, or withdraws it. Null if you may no longer know of the deal.',
    { nullable: true },
  )
  correctHandover(@CurrentScope() scope: Scope, @Args('input') input: CorrectHandoverInput) {
    return this.teams.correctHandover(scope, input)
  }
}
