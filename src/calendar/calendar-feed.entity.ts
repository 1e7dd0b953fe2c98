import {
  DerivedField,
  IdField,
  DateTimeField,
  HiddenColumn,
  ViewType,
  TableType,
  TextField,
  ToMany,
  ToOne,
  extendType,
} from '../read/declare.js'
import { User, Viewer } from '../user/user.entity.js'

@TableType(
  'calendar_feed',
  'An address at which a calendar program reads the meetings that its user may see and their open tasks, until it is revoked. The address itself is not stored.',
)
export class CalendarFeed {
  @IdField() id: string
  @HiddenColumn('uuid') userId: string

  @TextField(200, 'Purpose, such as the program that reads it.', { nullable: true })
  name: string | null

  @DateTimeField('When it was created.') createdAt: Date
  @DateTimeField('When it was revoked; null if it was not.', { nullable: 'read' })
  revokedAt: Date | null
}

/** Can be read only in the transaction that creates it: only the hash of the secret is stored. */
@ViewType('calendar_feed_made', 'A new calendar feed.')
export class NewCalendarFeed {
  @DerivedField(
    'word',
    () => String,
    '{t}.address',
    'Its secret address, relative to this service. It is shown only once. Anyone with the address can read your meetings and tasks.',
    { filter: false },
  )
  address: string

  @ToOne(() => CalendarFeed, '{t}.id', 'The feed as stored.')
  feed: CalendarFeed
}

for (const type of [User, Viewer])
  extendType(
    type,
    'calendarFeeds',
    ToMany(
      () => CalendarFeed,
      '{t}.user_id = {p}.id',
      'Calendar feeds. Those of others are shown to an ADMIN of their agency.',
    ),
  )
