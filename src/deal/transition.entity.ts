import { Float } from '@nestjs/graphql'
import { Entity } from 'typeorm'
import {
  CalendarDay,
  Derived,
  Flag,
  Id,
  Instant,
  Kept,
  Refers,
  Table,
  ToMany,
  ToOne,
  Whole,
  shows,
} from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { Deal } from './deal.entity.js'
import type { StageCode } from './stage.js'
import { DealStage } from './stage.entity.js'

/** Append-only: the database refuses what does not follow from the one before. */
@Table(
  'transition',
  'One recorded move of a deal from stage to stage; the first is its opening. Never changed: a correction names it.',
  {
    beside: {
      words: 'left join transition_text {words} on {words}.transition_id = {t}.id',
      identity: 'left join deal_identity {identity} on {identity}.deal_id = {t}.deal_id',
    },
  },
)
export class Transition {
  @Id() id: string

  @Refers() dealId: string
  @ToOne(() => Deal, '{t}.deal_id', 'The deal that moved.')
  deal: Deal

  @Whole(1, 2 ** 31 - 1, 'The how-manieth of its deal to be recorded, from 1.')
  ordinal: number

  @Kept('numeric', { name: 'place', nullable: true }) placeGiven: number | null
  @Derived(
    'float',
    () => Float,
    'coalesce({t}.place, {t}.ordinal)::double precision',
    'Puts the moves of a deal into the order in which they happened, also those recorded out of turn.',
  )
  place: number

  @Kept('text', { name: 'from_stage', nullable: true }) fromStage: StageCode | null
  @ToOne(() => DealStage, '{t}.from_stage', 'Where it stood; null for the opening.', { nullable: true })
  from: DealStage | null

  @Kept('text', { name: 'to_stage' }) toStage: StageCode
  @ToOne(() => DealStage, '{t}.to_stage', 'Where it went.')
  to: DealStage

  @CalendarDay('When it happened.')
  effectiveOn: string

  @Instant('When we learned of it.')
  recordedAt: Date

  @Refers() byId: string
  @ToOne(
    () => User,
    '(case when {identity}.deal_id is not null then {t}.by_id end)',
    'Who recorded it; null when you see the deal masked.',
    { nullable: true },
  )
  by: User | null

  @Flag('A HEAD moved it although facts were missing.')
  override: boolean

  @Derived(
    'text',
    () => String,
    '{words}.reason',
    'Why; null when none was given, or when you see the deal masked.',
    { nullable: true },
  )
  reason: string | null
}

/** The free text of a transition, kept apart: it names names. */
@Entity('transition_text')
export class TransitionWords {
  @Kept('uuid', { primary: true }) transitionId: string
  @Kept('uuid') dealId: string
  @Kept('text') reason: string
}

shows(
  Deal,
  'transitions',
  ToMany(() => Transition, '{t}.deal_id = {p}.id', 'Its moves, corrected ones included.'),
)
