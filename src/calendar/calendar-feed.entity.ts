import { Derived, Id, Instant, Kept, Shown, Table, Text, ToMany, ToOne, shows } from '../read/declare.js'
import { User, Viewer } from '../user/user.entity.js'

@Table(
  'calendar_feed',
  'An address at which a calendar program reads the meetings that its user may see, until it is revoked; the address itself is kept nowhere.',
)
export class CalendarFeed {
  @Id() id: string
  @Kept('uuid') userId: string

  @Text(200, 'What it is for, such as the program that reads it.', { nullable: true })
  name: string | null

  @Instant('When it was made.') createdAt: Date
  @Instant('When it was revoked; null: it was not.', { nullable: 'read' })
  revokedAt: Date | null
}

/** Read once, in the transaction that makes it: only the hash of the secret is kept. */
@Shown('calendar_feed_made', 'A calendar feed that was just made.')
export class NewCalendarFeed {
  @Derived(
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
  shows(
    type,
    'calendarFeeds',
    ToMany(() => CalendarFeed, '{t}.user_id = {p}.id', 'Calendar feeds; those of others only an ADMIN sees.'),
  )
