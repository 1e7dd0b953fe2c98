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
  'An address at which a calendar program reads the meetings that its user may see, until it is revoked; the address itself is kept nowhere.',
)
export class CalendarFeed {
  @IdField() id: string
  @HiddenColumn('uuid') userId: string

  @TextField(200, 'What it is for, such as the program that reads it.', { nullable: true })
  name: string | null

  @DateTimeField('When it was made.') createdAt: Date
  @DateTimeField('When it was revoked; null: it was not.', { nullable: 'read' })
  revokedAt: Date | null
}

/** Read once, in the transaction that makes it: only the hash of the secret is kept. */
@ViewType('calendar_feed_made', 'A calendar feed that was just made.')
export class NewCalendarFeed {
  @DerivedField(
    'word',
    () => String,
    '{t}.address',
    'Its secret address, at this service: shown now, and never again. Whoever has it reads your meetings.',
    { filter: false },
  )
  address: string

  @ToOne(() => CalendarFeed, '{t}.id', 'What is kept of it.')
  feed: CalendarFeed
}

for (const type of [User, Viewer])
  extendType(
    type,
    'calendarFeeds',
    ToMany(() => CalendarFeed, '{t}.user_id = {p}.id', 'Calendar feeds; those of others only an ADMIN sees.'),
  )
