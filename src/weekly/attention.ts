import { registerCodes } from '../core/codes.js'
import { DateScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import { Int } from '@nestjs/graphql'
import { DerivedField, ViewType, ToOne } from '../read/declare.js'

export const attentionCodes = ['NO_CONTACT', 'DECISION_OVERDUE', 'TASKS_OVERDUE', 'FACTS_MISSING'] as const
export type AttentionReason = (typeof attentionCodes)[number]
export const AttentionCode = registerCodes(
  'AttentionCode',
  attentionCodes,
  'Why a deal needs attention: nobody met for 30 days, the expected decision is past, tasks are past their day, or facts are missing for the next stage.',
)

@ViewType(
  'attention',
  'A reason why an open deal needs attention, as of the end of the week, or today while it runs.',
)
export class Attention {
  @ToOne(() => Deal, '{t}.deal_id', 'Which deal.')
  deal: Deal

  @DerivedField('code', () => AttentionCode, '{t}.code', 'Why.', { codes: AttentionCode })
  code: AttentionReason

  @DerivedField(
    'day',
    () => DateScalar,
    '{t}.since',
    'The last meeting (null when there was none), the last day of the expected decision, or the day of the oldest task; null for facts.',
    { nullable: true },
  )
  since: string | null

  @DerivedField('int', () => Int, '{t}.tasks', 'How many tasks are overdue; 0 where it is not about tasks.')
  tasks: number

  @DerivedField(
    'json',
    () => String,
    '{t}.facts',
    'The facts that the next stage requires and the deal does not show, by code.',
    {
      list: true,
      filter: false,
    },
  )
  facts: string[]
}
