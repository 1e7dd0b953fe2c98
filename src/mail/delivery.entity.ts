import { codes } from '../core/codes.js'
import { Code, Id, Instant, Refers, Table, Text, ToMany, ToOne, Whole, Word, shows } from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { IssuedSummary } from '../weekly/issued-summary.entity.js'

export const deliveryStatuses = ['WAITING', 'SENT', 'GIVEN_UP', 'WITHDRAWN'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]
export const DeliveryStatusCode = codes(
  'DeliveryStatus',
  deliveryStatuses,
  'WAITING for its turn, or for another attempt; SENT: the mail server has taken it; GIVEN_UP: the server would not have it, or could not be reached for days; WITHDRAWN: the recipient was removed or deactivated before.',
)

@Table('delivery', 'An issued summary on its way to one recipient, by e-mail.')
export class Delivery {
  @Id() id: string

  @Refers() summaryId: string
  @ToOne(() => IssuedSummary, '{t}.summary_id', 'What is sent.')
  summary: IssuedSummary

  @Refers() userId: string
  @ToOne(() => User, '{t}.user_id', 'To whom.')
  user: User

  @Word(
    /^<.+>$/,
    '<0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10@ancrage>',
    'The Message-ID of the mail, the same in every attempt.',
  )
  messageId: string

  @Code(DeliveryStatusCode, 'How far it is.')
  status: DeliveryStatus

  @Whole(0, 2 ** 31 - 1, 'How often it was tried.')
  attempts: number

  @Instant('When it is tried again, while it waits.') nextAttemptAt: Date

  @Text(500, 'What the mail server said last; null where nothing went wrong.', { nullable: true })
  error: string | null

  @Instant('When it was due.') createdAt: Date

  @Instant('When it was sent, given up or withdrawn; null while it waits.', { nullable: 'read' })
  settledAt: Date | null
}

shows(
  IssuedSummary,
  'deliveries',
  ToMany(
    () => Delivery,
    '{t}.summary_id = {p}.id',
    'To whom it was sent, or is to be; of another agency you see yourself only.',
  ),
)
