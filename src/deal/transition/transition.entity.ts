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

/** Append-only: the database refuses what does not follow from the one before. */
@TableType(
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
  @IdField() id: string

  @ForeignKey() dealId: string
  @ToOne(() => Deal, '{t}.deal_id', 'The deal that moved.')
  deal: Deal

  @IntField(1, 2 ** 31 - 1, 'The how-manieth of its deal to be recorded, from 1.')
  ordinal: number

  @HiddenColumn('numeric', { name: 'place', nullable: true }) placeGiven: number | null
  @DerivedField(
    'float',
    () => Float,
    'coalesce({t}.place, {t}.ordinal)::double precision',
    'Puts the moves of a deal into the order in which they happened, also those recorded out of turn.',
  )
  place: number

  @HiddenColumn('text', { name: 'from_stage', nullable: true }) fromStage: StageCode | null
  @ToOne(() => DealStage, '{t}.from_stage', 'Where it stood; null for the opening.', { nullable: true })
  from: DealStage | null

  @HiddenColumn('text', { name: 'to_stage' }) toStage: StageCode
  @ToOne(() => DealStage, '{t}.to_stage', 'Where it went.')
  to: DealStage

  @DateField('When it happened.')
  effectiveOn: string

  @DateTimeField('When we learned of it.')
  recordedAt: Date

  @ForeignKey() byId: string
  @ToOne(
    () => User,
    '(case when {identity}.deal_id is not null then {t}.by_id end)',
    'Who recorded it; null when you see the deal masked.',
    { nullable: true },
  )
  by: User | null

  @BooleanField('A HEAD moved it although facts were missing.')
  override: boolean

  @DerivedField(
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
  @HiddenColumn('uuid', { primary: true }) transitionId: string
  @HiddenColumn('uuid') dealId: string
  @HiddenColumn('text') reason: string
}

extendType(
  Deal,
  'transitions',
  ToMany(() => Transition, '{t}.deal_id = {p}.id', 'Its moves, corrected ones included.'),
)
