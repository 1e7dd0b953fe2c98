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
