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
} from './meeting.input.js'
import { MeetingService } from './meeting.service.js'

@Resolver()
export class MeetingResolver {
  constructor(private readonly service: MeetingService) {}

  @FindOne(
    () => Meeting,
    'The meeting with this id; null when there is none, or none that you may see.',
    {
      id: { graphql: () => ID, description: 'Its id.', on: '{t}.id = {id}', sql: 'uuid' },
    },
    { missed: 'record_refused_read' },
  )
  meeting() {}

  @FindMany(() => Meeting, 'The meetings that you may see.')
  meetings() {}

  @WriteMutation(() => Meeting, 'pipeline:write', 'Enters a meeting that is to come.')
  planMeeting(@CurrentScope() scope: Scope, @Args('input') input: PlanMeetingInput) {
    return this.service.plan(scope, input)
  }

  @WriteMutation(
    () => Meeting,
    'pipeline:write',
    'Records that a meeting was held, planned or not, what came of it, and what has to be done now.',
  )
  recordMeeting(@CurrentScope() scope: Scope, @Args('input') input: RecordMeetingInput) {
    return this.service.record(scope, input)
  }

  @WriteMutation(
    () => Meeting,
    'pipeline:write',
    'Edits a meeting; the lists that are given replace what was there.',
  )
  updateMeeting(@CurrentScope() scope: Scope, @Args('input') input: UpdateMeetingInput) {
    return this.service.update(scope, input)
  }

  @WriteMutation(() => Meeting, 'pipeline:write', 'Cancels a planned meeting; it stays readable.')
  cancelMeeting(@CurrentScope() scope: Scope, @Args('input') input: CancelMeetingInput) {
    return this.service.cancel(scope, input)
  }
}
