import { Args, ID, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindAll, FindMany, FindOne } from '../read/roots.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { Deal } from './deal.entity.js'
import { MoveDealInput, OpenDealInput, UpdateDealInput, VerifyLandingInput } from './deal.input.js'
import { WithdrawDealInput } from './withdraw-deal.input.js'
import { DealService } from './deal.service.js'
import { MoveService } from './transition/move.service.js'
import { DealStage } from './stage/stage.entity.js'
import { UpdateDealStageInput } from './stage/stage.input.js'
import { StageService } from './stage/stage.service.js'

@Resolver()
export class DealResolver {
  constructor(
    private readonly service: DealService,
    private readonly moves: MoveService,
    private readonly stages: StageService,
  ) {}

  @FindOne(
    () => Deal,
    'The deal with this id or reference; null if it does not exist or you may not know of it.',
    {
      id: { graphql: () => ID, description: 'Its id.', on: '{t}.id = {id}', sql: 'uuid' },
      reference: {
        graphql: () => String,
        description: 'For example `WAL-2018-0003`.',
        on: '{t}.reference = {reference}',
        sql: 'text',
      },
    },
    { missed: 'record_refused_read' },
  )
  deal() {}

  @FindMany(() => Deal, 'The deals that you may know of.')
  deals() {}

  @FindAll(() => DealStage, '{t}.position', 'The stages of the pipeline, in order.')
  dealStages() {}

  @WriteMutation(() => Deal, 'deal:write', 'Opens a deal in stage IDENTIFIED, led by your agency.')
  openDeal(@CurrentScope() scope: Scope, @Args('input') input: OpenDealInput) {
    return this.service.open(scope, input)
  }

  @WriteMutation(() => Deal, 'deal:write', 'Edits a deal.')
  updateDeal(@CurrentScope() scope: Scope, @Args('input') input: UpdateDealInput) {
    return this.service.update(scope, input)
  }

  @WriteMutation(
    () => Deal,
    'deal:write',
    'Moves a deal to another stage. If facts are missing, the error lists them and nothing changes.',
  )
  moveDeal(@CurrentScope() scope: Scope, @Args('input') input: MoveDealInput) {
    return this.moves.move(scope, input)
  }

  @WriteMutation(
    () => Deal,
    'deal:decide',
    'Withdraws a deal that was opened twice or by mistake, with its projections, claims, locations and tasks. It leaves every figure, list and search; reports as known before do not change.',
  )
  withdrawDeal(@CurrentScope() scope: Scope, @Args('input') input: WithdrawDealInput) {
    return this.service.withdraw(scope, input)
  }

  @WriteMutation(() => Deal, 'deal:decide', 'Records that you verified that the investment was made.')
  verifyLanding(@CurrentScope() scope: Scope, @Args('input') input: VerifyLandingInput) {
    return this.moves.verify(scope, input)
  }

  @WriteMutation(
    () => DealStage,
    'operator:write',
    'Changes label, probability or required facts of a stage.',
  )
  updateDealStage(@CurrentScope() scope: Scope, @Args('input') input: UpdateDealStageInput) {
    return this.stages.update(scope, input)
  }
}
