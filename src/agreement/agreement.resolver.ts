import { Args, ID, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindMany, FindOne } from '../read/roots.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { Agreement } from './agreement.entity.js'
import { RecordAgreementInput, UpdateAgreementInput, WithdrawAgreementInput } from './agreement.input.js'
import { AgreementService } from './agreement.service.js'

@Resolver()
export class AgreementResolver {
  constructor(private readonly service: AgreementService) {}

  @FindOne(
    () => Agreement,
    'The agreement with this id; null if it does not exist or you may not see it.',
    {
      id: { graphql: () => ID, description: 'Its id.', on: '{t}.id = {id}', sql: 'uuid' },
    },
    { missed: 'record_refused_read' },
  )
  agreement() {}

  @FindMany(
    () => Agreement,
    'The agreements that you may see. Withdrawn ones are left out, unless `where` names `withdrawnAt`.',
  )
  agreements() {}

  @WriteMutation(() => Agreement, 'pipeline:write', 'Records an agreement, signed or under discussion.')
  recordAgreement(@CurrentScope() scope: Scope, @Args('input') input: RecordAgreementInput) {
    return this.service.record(scope, input)
  }

  @WriteMutation(() => Agreement, 'pipeline:write', 'Edits an agreement; its standing only goes forward.')
  updateAgreement(@CurrentScope() scope: Scope, @Args('input') input: UpdateAgreementInput) {
    return this.service.update(scope, input)
  }

  @WriteMutation(
    () => Agreement,
    'pipeline:write',
    'Withdraws an agreement that was entered by mistake. It counts in no fact and no report from then on; reports as known before do not change.',
  )
  withdrawAgreement(@CurrentScope() scope: Scope, @Args('input') input: WithdrawAgreementInput) {
    return this.service.withdraw(scope, input)
  }
}
