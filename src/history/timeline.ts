import { ID } from '@nestjs/graphql'
import { codes } from '../core/codes.js'
import { DateScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import { Derived, Shown, ToMany, ToOne, shows } from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { happenings, happeningKinds, type HappeningKind } from './timeline-events.js'

const HappeningKindCode = codes('HappeningKind', happeningKinds, 'What happened to a deal.')

@Shown(happenings, 'Something that happened to a deal, or is planned to.', { key: 'place' })
export class Happening {
  @Derived('id', () => ID, '{t}.id', 'The id of the row that tells it: the transition, the meeting, …')
  id: string

  @Derived('code', () => HappeningKindCode, '{t}.kind', 'What kind of thing.', { codes: HappeningKindCode })
  kind: HappeningKind

  @Derived(
    'day',
    () => DateScalar,
    '{t}."on"',
    'On which day; of what lasts or is not known exactly, the first.',
  )
  on: string

  @Derived(
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

shows(
  Deal,
  'timeline',
  ToMany(
    () => Happening,
    'true',
    'All that happened to it or is planned, latest day first, as it is known now: what was corrected is not in it. When masked: its moves and its jobs, without words.',
  ),
)
