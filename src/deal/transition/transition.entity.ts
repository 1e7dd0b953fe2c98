import { Float } from '@nestjs/graphql'
import { Entity } from 'typeorm'
import {
  DateField,
  DerivedField,
  BooleanField,
  IdField,
  DateTimeField,
  HiddenColumn,
  ForeignKey,
  TableType,
  ToMany,
  ToOne,
  IntField,
  extendType,
} from '../../read/declare.js'
import { User } from '../../user/user.entity.js'
import { Deal } from '../deal.entity.js'
import type { StageCode } from '../stage/stage.js'
import { DealStage } from '../stage/stage.entity.js'
import { notedByDeal } from '../read-log/noted-rows.js'

/** Append-only: check_transition.sql rejects a transition that does not continue from the previous one. */
@TableType(
  'transition',
  'A recorded move of a deal from stage to stage; the first is its opening. Never changed: a correction names it.',
  {
    noted: notedByDeal,
    beside: {
      words: 'left join transition_text {words} on {words}.transition_id = {t}.id',
      identity: 'left join deal_identity {identity} on {identity}.deal_id = {t}.deal_id',
    },
  },
)
export class Transition {
  @IdField() id: string

  @ForeignKey() dealId: string
  @ToOne(() => Deal, '{t}.deal_id', 'The deal that moved.')
  deal: Deal

  @IntField(1, 2 ** 31 - 1, 'Number within the deal in order of recording, starting at 1.')
  ordinal: number

  @HiddenColumn('numeric', { name: 'place', nullable: true }) storedPlace: number | null
  @DerivedField(
    'float',
    () => Float,
    'coalesce({t}.place, {t}.ordinal)::double precision',
    'Sort key of the moves of a deal in the order in which they happened, whenever they were recorded.',
  )
  place: number

  @HiddenColumn('text', { name: 'from_stage', nullable: true }) fromStage: StageCode | null
  @ToOne(() => DealStage, '{t}.from_stage', 'Stage before the move; null for the opening.', {
    nullable: true,
  })
  from: DealStage | null

  @HiddenColumn('text', { name: 'to_stage' }) toStage: StageCode
  @ToOne(() => DealStage, '{t}.to_stage', 'Stage after the move.')
  to: DealStage

  @DateField('Day of the move.')
  effectiveOn: string

  @DateTimeField('When it was recorded.')
  recordedAt: Date

  @ForeignKey() byId: string
  @ToOne(
    () => User,
    '(case when {identity}.deal_id is not null then {t}.by_id end)',
    'The user who recorded it; null when you see the deal masked.',
    { nullable: true },
  )
  by: User | null

  @BooleanField('Whether a HEAD moved it although facts were missing.')
  override: boolean

  @DerivedField(
    'text',
    () => String,
    '{words}.reason',
    'Reason; null when none was given, or when you see the deal masked.',
    { nullable: true },
  )
  reason: string | null
}

/** The reason of a transition, in a table of its own with stricter row-level security: it may name persons. */
@Entity('transition_text')
export class TransitionText {
  @HiddenColumn('uuid', { primary: true }) transitionId: string
  @HiddenColumn('uuid') dealId: string
  @HiddenColumn('text') reason: string
}

extendType(
  Deal,
  'transitions',
  ToMany(() => Transition, '{t}.deal_id = {p}.id', 'Its moves, including corrected ones.'),
)
