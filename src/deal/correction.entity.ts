import { ObjectType } from '@nestjs/graphql'
import { Entity } from 'typeorm'
import { Agency } from '../agency/agency.entity.js'
import {
  CalendarDay,
  Code,
  Derived,
  Id,
  Instant,
  Kept,
  ListOf,
  Refers,
  Table,
  ToOne,
  shows,
} from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { Deal } from './deal.entity.js'
import { Handover, TeamRoleCode, type TeamRole } from './team.entity.js'
import { Transition } from './transition.entity.js'

/** Why something was corrected, kept apart: it may name names. */
@Entity('correction_text')
export class CorrectionWords {
  @Kept('uuid', { primary: true }) correctionId: string
  @Kept('uuid') dealId: string
  @Kept('text') reason: string
}

const words = { words: 'left join correction_text {words} on {words}.correction_id = {t}.id' }

@ObjectType({ isAbstract: true })
abstract class Correction {
  @Id() id: string
  @Refers() dealId: string

  @Refers() byId: string
  @ToOne(
    () => User,
    '(case when {words}.correction_id is not null then {t}.by_id end)',
    'Who corrected it; null when you see the deal masked.',
    { nullable: true },
  )
  by: User | null

  @Derived('text', () => String, '{words}.reason', 'Why; null when you see the deal masked.', {
    nullable: true,
  })
  reason: string | null
}

@Table('transition_correction', 'A move that is no longer held to have happened as it was recorded.', {
  beside: words,
})
export class TransitionCorrection extends Correction {
  @Refers() transitionId: string

  @Refers({ nullable: true }) replacedById: string | null
  @ToOne(() => Transition, '{t}.replaced_by_id', 'What holds instead; null when there was no such move.', {
    nullable: true,
  })
  replacedBy: Transition | null

  @Instant('When we learned that it was wrong.')
  recordedAt: Date
}

@Table('handover_correction', 'A handover that is no longer held to have happened as it was recorded.', {
  beside: words,
})
export class HandoverCorrection extends Correction {
  @Refers() handoverId: string

  @Refers({ nullable: true }) replacedById: string | null
  @ToOne(() => Handover, '{t}.replaced_by_id', 'What holds instead; null when there was no such handover.', {
    nullable: true,
  })
  replacedBy: Handover | null

  @Instant('When we learned that it was wrong.')
  recordedAt: Date
}

@Table(
  'deal_team_correction',
  'An agency’s time in the team of a deal as it was held to be until it was corrected.',
  {
    beside: words,
  },
)
export class MembershipCorrection extends Correction {
  @Refers() memberId: string

  @Refers() agencyId: string
  @ToOne(() => Agency, '{t}.agency_id', 'The agency.')
  agency: Agency

  @Code(TeamRoleCode, 'Its part, as it was held to be.')
  role: TeamRole

  @CalendarDay('First day, as it was held to be.', { name: 'from_day' })
  from: string

  @CalendarDay('The day it left, as it was held to be; null while it was held to be in the team.', {
    nullable: true,
    name: 'until_day',
  })
  until: string | null

  @Instant('When we learned, wrongly, that it joined.')
  recordedAt: Date

  @Instant('When we learned, wrongly, that it left.', { nullable: true })
  endRecordedAt: Date | null

  @Instant('When we learned that this was wrong.')
  correctedAt: Date
}

shows(
  Transition,
  'correction',
  ToOne(
    () => TransitionCorrection,
    '(select c.id from transition_correction c where c.transition_id = {t}.id)',
    'What was found wrong with it; null while it holds.',
    { nullable: true },
  ),
)
shows(
  Transition,
  'holds',
  Derived(
    'boolean',
    () => Boolean,
    '(not exists (select 1 from transition_correction c where c.transition_id = {t}.id))',
    'It is held to have happened as recorded: no correction names it.',
  ),
)
shows(
  Transition,
  'replaces',
  ToOne(
    () => Transition,
    '(select c.transition_id from transition_correction c where c.replaced_by_id = {t}.id)',
    'The move that this one corrects.',
    { nullable: true },
  ),
)
shows(
  Handover,
  'correction',
  ToOne(
    () => HandoverCorrection,
    '(select c.id from handover_correction c where c.handover_id = {t}.id)',
    'What was found wrong with it; null while it holds.',
    { nullable: true },
  ),
)
shows(
  Handover,
  'holds',
  Derived(
    'boolean',
    () => Boolean,
    '(not exists (select 1 from handover_correction c where c.handover_id = {t}.id))',
    'It is held to have happened as recorded: no correction names it.',
  ),
)
shows(
  Deal,
  'teamCorrections',
  ListOf(
    () => MembershipCorrection,
    '{t}.deal_id = {p}.id and exists (select 1 from deal_identity i where i.deal_id = {p}.id)',
    '{t}.corrected_at, {t}.id',
    'What was held of its team until it was corrected; empty when masked.',
  ),
)
