import { ID } from '@nestjs/graphql'
import { registerCodes } from '../core/codes.js'
import { DateScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import { PartialDate } from '../read/composite/partial-date.js'
import { DerivedField, EmbeddedField, ViewType, ToMany, ToOne, extendType } from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { timelineEventsSql, timelineEventKinds, type TimelineEventKind } from './timeline-events.js'

const TimelineEventKindCode = registerCodes(
  'TimelineEventKind',
  timelineEventKinds,
  'What happened to a deal.',
  {
    MOVED: 'The deal was opened or moved to another stage; corrected moves are left out.',
    JOBS_STATED: 'A number of jobs was stated; replaced and withdrawn statements are left out.',
    MEETING_PLANNED: 'A meeting is planned.',
    MEETING_HELD: 'A meeting was held.',
    MEETING_CANCELLED: 'A meeting was cancelled; the day is the planned one.',
    AGREEMENT_DISCUSSED:
      'An agreement was recorded that is neither announced nor signed; the day is that of recording.',
    AGREEMENT_ANNOUNCED: 'An agreement was announced that is not signed.',
    AGREEMENT_SIGNED: 'An agreement was signed.',
    CLAIMED: 'A claim about the deal was stated.',
    HANDED_OVER: 'The lead changed from one agency to another.',
    JOINED: 'An agency joined the team; left out when masked.',
    LEFT: 'An agency left the team; left out when masked.',
    LOCATION: 'A location reached its present standing.',
    LANDING_VERIFIED: 'The landing was verified; the day is that of recording.',
    TASK_DUE: 'An open task is due.',
    TASK_DONE: 'A task was completed.',
  },
)

@ViewType(timelineEventsSql, 'Something that happened to a deal, or is planned to.', { key: 'place' })
export class TimelineEvent {
  @DerivedField('id', () => ID, '{t}.id', 'Id of the row behind the event: the transition, the meeting, …')
  id: string

  @DerivedField('code', () => TimelineEventKindCode, '{t}.kind', 'What kind of thing.', {
    codes: TimelineEventKindCode,
  })
  kind: TimelineEventKind

  @DerivedField(
    'day',
    () => DateScalar,
    '{t}."on"',
    'The day by which events are ordered. Of a partial date the first one for a meeting; for something recorded afterwards the day by which it had happened.',
  )
  on: string

  @EmbeddedField(() => PartialDate, 'When it was, as exactly as it is known.')
  when: PartialDate

  @DerivedField(
    'text',
    () => String,
    '{t}.text',
    'Text of the event, as far as you may see it; null if there is none.',
    {
      nullable: true,
    },
  )
  text: string | null

  @ToOne(() => User, '{t}.by_id', 'The user who recorded it; null if none is recorded, or if masked.', {
    nullable: true,
  })
  by: User | null
}

extendType(
  Deal,
  'timeline',
  ToMany(
    () => TimelineEvent,
    'true',
    'Past and planned events, latest day first, as known now: corrected ones are left out. If masked: moves and jobs only, without texts.',
  ),
)
