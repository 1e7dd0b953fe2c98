import { registerCodes } from '../core/codes.js'
import { DateScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import { Int } from '@nestjs/graphql'
import { DerivedField, ViewType, ToOne } from '../read/declare.js'

export const attentionCodes = [
  'NO_CONTACT',
  'DECISION_OVERDUE',
  'TASKS_OVERDUE',
  'FACTS_MISSING',
  'VERIFICATION_INVALID',
] as const
export type AttentionReason = (typeof attentionCodes)[number]
const AttentionCode = registerCodes('AttentionCode', attentionCodes, 'Why a deal needs attention.', {
  NO_CONTACT: 'The last held meeting, or without one the opening, is more than 30 days ago.',
  DECISION_OVERDUE: 'The last possible day of the expected decision is past.',
  TASKS_OVERDUE: 'Open tasks are past their due day; `tasks` is their number.',
  FACTS_MISSING: 'Facts are missing that the next stage requires; `facts` lists them.',
  VERIFICATION_INVALID: 'The verification of a LANDED deal became invalid in the period.',
})

@ViewType(
  'attention',
  'A reason why an open or LANDED deal needs attention, as of the end of the week, or today while it runs.',
)
export class Attention {
  @ToOne(() => Deal, '{t}.deal_id', 'The deal.')
  deal: Deal

  @DerivedField('code', () => AttentionCode, '{t}.code', 'The reason.', { codes: AttentionCode })
  code: AttentionReason

  @DerivedField(
    'day',
    () => DateScalar,
    '{t}.since',
    'Day of the last meeting (null if there was none), last day of the expected decision, due day of the oldest task, or the day on which a verification became invalid; null for facts.',
    { nullable: true },
  )
  since: string | null

  @DerivedField('int', () => Int, '{t}.tasks', 'Number of overdue tasks; 0 for other reasons.')
  tasks: number

  @DerivedField(
    'json',
    () => String,
    '{t}.facts',
    'Codes of the facts that the next stage requires and the deal does not show.',
    {
      list: true,
      filter: false,
    },
  )
  facts: string[]
}
