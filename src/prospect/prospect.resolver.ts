import { Args, ID, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindMany, FindOne } from '../read/roots.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { Prospect } from './prospect.entity.js'
import { ArchiveProspectInput, CreateProspectInput, UpdateProspectInput } from './prospect.input.js'
import { ProspectService } from './prospect.service.js'
import { Stake } from './stake.entity.js'
import { RecordStakeInput, WithdrawStakeInput } from './stake.input.js'
import { StakeService } from './stake.service.js'
import './group.js'

@Resolver()
export class ProspectResolver {
  constructor(
    private readonly service: ProspectService,
    private readonly stakes: StakeService,
  ) {}

  @FindOne(() => Prospect, 'The prospect with this id; null if it does not exist or you may not see it.', {
    id: { graphql: () => ID, description: 'Its id.', on: '{t}.id = {id}', sql: 'uuid' },
  })
  prospect() {}

  @FindMany(() => Prospect, 'The prospects that you may see.')
  prospects() {}

  @WriteMutation(() => Prospect, 'pipeline:write', 'Creates a prospect.')
  createProspect(@CurrentScope() scope: Scope, @Args('input') input: CreateProspectInput) {
    return this.service.create(scope, input)
  }

  @WriteMutation(() => Prospect, 'pipeline:write', 'Edits a prospect.')
  updateProspect(@CurrentScope() scope: Scope, @Args('input') input: UpdateProspectInput) {
    return this.service.update(scope, input)
  }

  @WriteMutation(
    () => Prospect,
    'pipeline:write',
    'Archives a company: it stays readable, with everything linked to it.',
  )
  archiveProspect(@CurrentScope() scope: Scope, @Args('input') input: ArchiveProspectInput) {
    return this.service.archive(scope, input)
  }

  @WriteMutation(
    () => Stake,
    'pipeline:write',
    'Records that one company holds a share in another, that the share changed, or that it was given up.',
  )
  recordStake(@CurrentScope() scope: Scope, @Args('input') input: RecordStakeInput) {
    return this.stakes.record(scope, input)
  }
  @WriteMutation(
    () => Stake,
    'pipeline:write',
    'Withdraws a stake that was entered by mistake. It counts in no group and no total from then on.',
  )
  withdrawStake(@CurrentScope() scope: Scope, @Args('input') input: WithdrawStakeInput) {
    return this.stakes.withdraw(scope, input)
  }
}
