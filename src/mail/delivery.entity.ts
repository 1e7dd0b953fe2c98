import { codes } from '../core/codes.js'
import { Code, Id, Instant, Refers, Table, Text, ToMany, ToOne, Whole, Word, shows } from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { IssuedSummary } from '../weekly/issued-summary.entity.js'

export const deliveryStatuses = ['WAITING', 'SENT', 'GIVEN_UP', 'WITHDRAWN'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]
export const DeliveryStatusCode = codes(
  'DeliveryStatus',
  deliveryStatuses,
  'WAITING for the first or another attempt; SENT: the mail server has accepted it; GIVEN_UP: the server has rejected it, or was unreachable for days; WITHDRAWN: the recipient was removed or deactivated before.',
)

@Table('delivery', 'An issued summary sent to one recipient by e-mail.')
export class Delivery {
  @Id() id: string

  @Refers() summaryId: string
  @ToOne(() => IssuedSummary, '{t}.summary_id', 'The summary.')
  summary: IssuedSummary

  @Refers() userId: string
  @ToOne(() => User, '{t}.user_id', 'The recipient.')
  user: User

  @Word(
    /^<.+>$/,
    '<0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10@ancrage>',
    'Message-ID of the mail, the same in every attempt.',
  )
  messageId: string

  @Code(DeliveryStatusCode, 'State of the delivery.')
  status: DeliveryStatus

  @Whole(0, 2 ** 31 - 1, 'Number of attempts.')
  attempts: number

  @Instant('Time of the next attempt, while it waits.') nextAttemptAt: Date

  @Text(500, 'Last error of the mail server; null without an error.', { nullable: true })
  error: string | null

  @Instant('When it was queued.') createdAt: Date

  @Instant('When it was sent, given up or withdrawn; null while it waits.', { nullable: 'read' })
  settledAt: Date | null
}

shows(
  IssuedSummary,
  'deliveries',
  ToMany(
    () => Delivery,
    '{t}.summary_id = {p}.id',
    'Deliveries to its recipients. Of another agency you see only yourself.',
  ),
)
