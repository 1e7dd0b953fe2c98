import { Agency } from '../agency/agency.entity.js'
import { Id, Instant, Refers, Table, ToMany, ToOne, shows } from '../read/declare.js'
import { User, Viewer } from '../user/user.entity.js'

@Table(
  'recipient',
  'Somebody to whom the weekly summaries of an agency are sent, each time with what he may see then.',
)
export class Recipient {
  @Id() id: string

  @Refers() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'Whose summaries.')
  agency: Agency

  @Refers() userId: string
  @ToOne(() => User, '{t}.user_id', 'To whom.')
  user: User

  @Instant('Since when.') createdAt: Date

  @Instant('Until when; null: still.', { nullable: 'read' })
  removedAt: Date | null
}

shows(
  Agency,
  'recipients',
  ToMany(
    () => Recipient,
    '{t}.agency_id = {p}.id and {t}.removed_at is null',
    'To whom its summaries are sent; of another agency you see yourself only.',
  ),
)
for (const type of [User, Viewer])
  shows(
    type,
    'receives',
    ToMany(
      () => Recipient,
      '{t}.user_id = {p}.id and {t}.removed_at is null',
      'Whose summaries are sent to the user; of others you see those of your agency.',
    ),
  )
