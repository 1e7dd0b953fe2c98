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

/** The reason of a correction, in a table of its own with stricter row-level security: it may name persons. */
@Entity('correction_text')
export class CorrectionText {
  @HiddenColumn('uuid', { primary: true }) correctionId: string
  @HiddenColumn('uuid') dealId: string
  @HiddenColumn('text') reason: string
}

const textJoin = { words: 'left join correction_text {words} on {words}.correction_id = {t}.id' }

@ObjectType({ isAbstract: true })
abstract class Correction {
  @IdField() id: string
  @ForeignKey() dealId: string

  @ForeignKey() byId: string
  @ToOne(
    () => User,
    '(case when {words}.correction_id is not null then {t}.by_id end)',
    'The user who corrected it; null when you see the deal masked.',
    { nullable: true },
  )
  by: User | null

  @DerivedField('text', () => String, '{words}.reason', 'Reason; null when you see the deal masked.', {
    nullable: true,
  })
  reason: string | null
}

@TableType('transition_correction', 'The correction of a move that was recorded wrongly.', {
  beside: textJoin,
})
export class TransitionCorrection extends Correction {
  @ForeignKey() transitionId: string

  @ForeignKey({ nullable: true }) replacedById: string | null
  @ToOne(() => Transition, '{t}.replaced_by_id', 'The move that replaces it; null when it was withdrawn.', {
    nullable: true,
  })
  replacedBy: Transition | null

  @DateTimeField('When the correction was recorded.')
  recordedAt: Date
}

@TableType('handover_correction', 'The correction of a handover that was recorded wrongly.', {
  beside: textJoin,
})
export class HandoverCorrection extends Correction {
  @ForeignKey() handoverId: string

  @ForeignKey({ nullable: true }) replacedById: string | null
  @ToOne(() => Handover, '{t}.replaced_by_id', 'The handover that replaces it; null when it was withdrawn.', {
    nullable: true,
  })
  replacedBy: Handover | null

  @DateTimeField('When the correction was recorded.')
  recordedAt: Date
}

@TableType(
  'deal_team_correction',
  'A membership of an agency in the team of a deal as it was recorded until it was corrected.',
  {
    beside: textJoin,
  },
)
export class MembershipCorrection extends Correction {
  @ForeignKey() memberId: string

  @ForeignKey() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'The agency.')
  agency: Agency

  @EnumField(TeamRoleCode, 'Role before the correction.')
  role: TeamRole

  @DateField('First day before the correction.', { name: 'from_day' })
  from: string

  @DateField('Day on which it left, before the correction; null when it was recorded as in the team.', {
    nullable: true,
    name: 'until_day',
  })
  until: string | null

  @DateTimeField('When the corrected first day was recorded.')
  recordedAt: Date

  @DateTimeField('When the corrected last day was recorded.', { nullable: true })
  endRecordedAt: Date | null

  @DateTimeField('When the correction was recorded.')
  correctedAt: Date
}

extendType(
  Transition,
  'correction',
  ToOne(
    () => TransitionCorrection,
    '(select c.id from transition_correction c where c.transition_id = {t}.id)',
    'Its correction; null while it is valid.',
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
    'Whether it is valid: no correction names it.',
  ),
)
extendType(
  Transition,
  'replaces',
  ToOne(
    () => Transition,
    '(select c.transition_id from transition_correction c where c.replaced_by_id = {t}.id)',
    'The move that this one replaces.',
    { nullable: true },
  ),
)
extendType(
  Handover,
  'correction',
  ToOne(
    () => HandoverCorrection,
    '(select c.id from handover_correction c where c.handover_id = {t}.id)',
    'Its correction; null while it is valid.',
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
    'Whether it is valid: no correction names it.',
  ),
)
extendType(
  Deal,
  'teamCorrections',
  ListOf(
    () => MembershipCorrection,
    '{t}.deal_id = {p}.id and exists (select 1 from deal_identity i where i.deal_id = {p}.id)',
    '{t}.corrected_at, {t}.id',
    'Corrected memberships of its team; empty when masked.',
  ),
)
