import { Args, ID, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindMany, FindOne } from '../read/roots.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { Meeting } from './meeting.entity.js'
import {
  CancelMeetingInput,
  PlanMeetingInput,
  RecordMeetingInput,
  UpdateMeetingInput,
  WithdrawMeetingInput,
} from './meeting.input.js'
import { MeetingService } from './meeting.service.js'

@Resolver()
export class MeetingResolver {
  constructor(private readonly service: MeetingService) {}

  @FindOne(
    () => Meeting,
    'The meeting with this id; null if it does not exist or you may not see it.',
    {
      id: { graphql: () => ID, description: 'Its id.', on: '{t}.id = {id}', sql: 'uuid' },
    },
    { missed: 'record_refused_read' },
  )
  meeting() {}

  @FindMany(
    () => Meeting,
    'The meetings that you may see. Withdrawn ones are left out, unless `where` names `withdrawnAt`.',
  )
  meetings() {}

  @WriteMutation(() => Meeting, 'pipeline:write', 'Creates a planned meeting.')
  planMeeting(@CurrentScope() scope: Scope, @Args('input') input: PlanMeetingInput) {
    return this.service.plan(scope, input)
  }

  @WriteMutation(
    () => Meeting,
    'pipeline:write',
    'Records a meeting that was held, planned before or not, with its outcome and follow-up tasks.',
  )
  recordMeeting(@CurrentScope() scope: Scope, @Args('input') input: RecordMeetingInput) {
    return this.service.record(scope, input)
  }

  @WriteMutation(
    () => Meeting,
    'pipeline:write',
    'Edits a meeting; lists in the input replace the stored lists.',
  )
  updateMeeting(@CurrentScope() scope: Scope, @Args('input') input: UpdateMeetingInput) {
    return this.service.update(scope, input)
  }

  @WriteMutation(() => Meeting, 'pipeline:write', 'Cancels a planned meeting; it stays readable.')
  cancelMeeting(@CurrentScope() scope: Scope, @Args('input') input: CancelMeetingInput) {
    return this.service.cancel(scope, input)
  }

  @WriteMutation(
    () => Meeting,
    'pipeline:write',
    'Withdraws a meeting that was entered by mistake. It counts in no figure and no report from then on; reports as known before do not change.',
  )
  withdrawMeeting(@CurrentScope() scope: Scope, @Args('input') input: WithdrawMeetingInput) {
    return this.service.withdraw(scope, input)
  }
}
