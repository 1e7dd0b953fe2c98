import { registerCodes } from '../core/codes.js'
import {
  EnumField,
  IdField,
  DateTimeField,
  ForeignKey,
  TableType,
  TextField,
  ToMany,
  ToOne,
  IntField,
  CodeField,
  extendType,
} from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { IssuedSummary } from '../weekly/issued-summary.entity.js'

const deliveryStatuses = ['WAITING', 'SENT', 'GIVEN_UP', 'WITHDRAWN'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]
const DeliveryStatusCode = registerCodes(
  'DeliveryStatus',
  deliveryStatuses,
  'State of a delivery; each state except WAITING is final.',
  {
    WAITING: 'Waits for the first or another attempt.',
    SENT: 'The mail server has accepted it.',
    GIVEN_UP: 'The mail server has rejected it, or was unreachable for days.',
    WITHDRAWN:
      'Not sent: the recipient was removed or deactivated before, or a later revision was sent instead.',
  },
)

@TableType('delivery', 'An issued summary sent to one recipient by e-mail.')
export class Delivery {
  @IdField() id: string

  @ForeignKey() summaryId: string
  @ToOne(() => IssuedSummary, '{t}.summary_id', 'The summary.')
  summary: IssuedSummary

  @ForeignKey() userId: string
  @ToOne(() => User, '{t}.user_id', 'The recipient.')
  user: User

  @CodeField(
    /^<.+>$/,
    '<0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10@ancrage>',
    'Message-ID of the mail, the same in every attempt.',
  )
  messageId: string

  @EnumField(DeliveryStatusCode, 'State of the delivery.')
  status: DeliveryStatus

  @IntField(0, 2 ** 31 - 1, 'Number of attempts.')
  attempts: number

  @DateTimeField('Time of the next attempt, while it waits.') nextAttemptAt: Date

  @TextField(500, 'Last error of the mail server; null without an error.', { nullable: true })
  error: string | null

  @DateTimeField('When it was queued.') createdAt: Date

  @DateTimeField('When it was sent, given up or withdrawn; null while it waits.', { nullable: 'read' })
  settledAt: Date | null
}

extendType(
  IssuedSummary,
  'deliveries',
  ToMany(
    () => Delivery,
    '{t}.summary_id = {p}.id',
    'Deliveries to its recipients. Of another agency you see only yourself.',
  ),
)
