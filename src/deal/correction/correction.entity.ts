import { ObjectType } from '@nestjs/graphql'
import { Entity } from 'typeorm'
import { Agency } from '../../agency/agency.entity.js'
import {
  DateField,
  EnumField,
  DerivedField,
  IdField,
  DateTimeField,
  HiddenColumn,
  ListOf,
  ForeignKey,
  TableType,
  ToOne,
  extendType,
} from '../../read/declare.js'
import { User } from '../../user/user.entity.js'
import { Deal } from '../deal.entity.js'
import { Handover, TeamRoleCode, type TeamRole } from '../team/team.entity.js'
import { Transition } from '../transition/transition.entity.js'

/** Why something was corrected, kept apart: it may name names. */
@Entity('correction_text')
export class CorrectionWords {
  @HiddenColumn('uuid', { primary: true }) correctionId: string
  @HiddenColumn('uuid') dealId: string
  @HiddenColumn('text') reason: string
}

const words = { words: 'left join correction_text {words} on {words}.correction_id = {t}.id' }

@ObjectType({ isAbstract: true })
abstract class Correction {
  @IdField() id: string
  @ForeignKey() dealId: string

  @ForeignKey() byId: string
  @ToOne(
    () => User,
    '(case when {words}.correction_id is not null then {t}.by_id end)',
    'Who corrected it; null when you see the deal masked.',
    { nullable: true },
  )
  by: User | null

  @DerivedField('text', () => String, '{words}.reason', 'Why; null when you see the deal masked.', {
    nullable: true,
  })
  reason: string | null
}

@TableType('transition_correction', 'A move that is no longer held to have happened as it was recorded.', {
  beside: words,
})
export class TransitionCorrection extends Correction {
  @ForeignKey() transitionId: string

  @ForeignKey({ nullable: true }) replacedById: string | null
  @ToOne(() => Transition, '{t}.replaced_by_id', 'What holds instead; null when there was no such move.', {
    nullable: true,
  })
  replacedBy: Transition | null

  @DateTimeField('When we learned that it was wrong.')
  recordedAt: Date
}

@TableType('handover_correction', 'A handover that is no longer held to have happened as it was recorded.', {
  beside: words,
})
export class HandoverCorrection extends Correction {
  @ForeignKey() handoverId: string

  @ForeignKey({ nullable: true }) replacedById: string | null
  @ToOne(() => Handover, '{t}.replaced_by_id', 'What holds instead; null when there was no such handover.', {
    nullable: true,
  })
  replacedBy: Handover | null

  @DateTimeField('When we learned that it was wrong.')
  recordedAt: Date
}

@TableType(
  'deal_team_correction',
  'An agency’s time in the team of a deal as it was held to be until it was corrected.',
  {
    beside: words,
  },
)
export class MembershipCorrection extends Correction {
  @ForeignKey() memberId: string

  @ForeignKey() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'The agency.')
  agency: Agency

  @EnumField(TeamRoleCode, 'Its part, as it was held to be.')
  role: TeamRole

  @DateField('First day, as it was held to be.', { name: 'from_day' })
  from: string

  @DateField('The day it left, as it was held to be; null while it was held to be in the team.', {
    nullable: true,
    name: 'until_day',
  })
  until: string | null

  @DateTimeField('When we learned, wrongly, that it joined.')
  recordedAt: Date

  @DateTimeField('When we learned, wrongly, that it left.', { nullable: true })
  endRecordedAt: Date | null

  @DateTimeField('When we learned that this was wrong.')
  correctedAt: Date
}

extendType(
  Transition,
  'correction',
  ToOne(
    () => TransitionCorrection,
    '(select c.id from transition_correction c where c.transition_id = {t}.id)',
    'What was found wrong with it; null while it holds.',
    { nullable: true },
  ),
)
extendType(
  Transition,
  'holds',
  DerivedField(
    'boolean',
    () => Boolean,
    '(not exists (select 1 from transition_correction c where c.transition_id = {t}.id))',
    'It is held to have happened as recorded: no correction names it.',
  ),
)
extendType(
  Transition,
  'replaces',
  ToOne(
    () => Transition,
    '(select c.transition_id from transition_correction c where c.replaced_by_id = {t}.id)',
    'The move that this one corrects.',
    { nullable: true },
  ),
)
extendType(
  Handover,
  'correction',
  ToOne(
    () => HandoverCorrection,
    '(select c.id from handover_correction c where c.handover_id = {t}.id)',
    'What was found wrong with it; null while it holds.',
    { nullable: true },
  ),
)
extendType(
  Handover,
  'holds',
  DerivedField(
    'boolean',
    () => Boolean,
    '(not exists (select 1 from handover_correction c where c.handover_id = {t}.id))',
    'It is held to have happened as recorded: no correction names it.',
  ),
)
extendType(
  Deal,
  'teamCorrections',
  ListOf(
    () => MembershipCorrection,
    '{t}.deal_id = {p}.id and exists (select 1 from deal_identity i where i.deal_id = {p}.id)',
    '{t}.corrected_at, {t}.id',
    'What was held of its team until it was corrected; empty when masked.',
  ),
)
