import { ID } from '@nestjs/graphql'
import { registerCodes } from '../core/codes.js'
import { DateScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import { DerivedField, ViewType, ToMany, ToOne, extendType } from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { timelineEventsSql, timelineEventKinds, type TimelineEventKind } from './timeline-events.js'

const TimelineEventKindCode = registerCodes('TimelineEventKind', timelineEventKinds, 'What happened to a deal.')

@ViewType(timelineEventsSql, 'Something that happened to a deal, or is planned to.', { key: 'place' })
export class TimelineEvent {
  @DerivedField('id', () => ID, '{t}.id', 'The id of the row that tells it: the transition, the meeting, …')
  id: string

  @DerivedField('code', () => TimelineEventKindCode, '{t}.kind', 'What kind of thing.', {
    codes: TimelineEventKindCode,
  })
  kind: TimelineEventKind

  @DerivedField(
    'day',
    () => DateScalar,
    '{t}."on"',
    'On which day; of what lasts or is not known exactly, the first.',
  )
  on: string

  @DerivedField(
    'text',
    () => String,
    '{t}.text',
    'What is said of it, as you may see it; null where that is nothing.',
    {
      nullable: true,
    },
  )
  text: string | null

  @ToOne(() => User, '{t}.by_id', 'Who recorded it; null where nobody is named, or when masked.', {
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
    'All that happened to it or is planned, latest day first, as it is known now: what was corrected is not in it. When masked: its moves and its jobs, without words.',
  ),
)
