/** The rows of a summary of a week or another period that are no rows of a table. */
import { Int } from '@nestjs/graphql'
import { Claim } from '../claim/claim.entity.js'
import { registerCodes } from '../core/codes.js'
import { DateScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import { DealStage } from '../deal/stage/stage.entity.js'
import { Transition } from '../deal/transition/transition.entity.js'
import { DerivedField, ViewType, ToOne } from '../read/declare.js'
import { User } from '../user/user.entity.js'

export const directions = [
  'OPENED',
  'FORWARD',
  'BACK',
  'WON',
  'LOST',
  'PAUSED',
  'RESUMED',
  'REOPENED',
] as const
export type MoveDirection = (typeof directions)[number]
const MoveDirectionCode = registerCodes('MoveDirection', directions, 'Direction of a move.', {
  OPENED: 'The first move of a deal, into its first stage.',
  FORWARD: 'From an open stage to a later open stage.',
  BACK: 'From an open stage to an earlier open stage.',
  WON: 'From an open stage to LANDED.',
  LOST: 'From an open stage to LOST.',
  PAUSED: 'From an open stage to DORMANT.',
  RESUMED: 'From DORMANT to the stage in which the deal was before.',
  REOPENED: 'From LANDED or LOST to an open stage.',
})

@ViewType('movement', 'A valid move of the period.')
export class Movement {
  @ToOne(() => Deal, '{t}.deal_id', 'The deal that moved, as it is today.')
  deal: Deal

  @DerivedField('code', () => MoveDirectionCode, '{t}.direction', 'Direction of the move.', {
    codes: MoveDirectionCode,
  })
  direction: MoveDirection

  @ToOne(() => DealStage, '{t}.from_stage', 'Stage before; null for the opening.', { nullable: true })
  from: DealStage | null

  @ToOne(() => DealStage, '{t}.to_stage', 'Stage after.')
  to: DealStage

  @DerivedField('day', () => DateScalar, '{t}.effective_on', 'Day of the move.')
  effectiveOn: string

  @ToOne(
    () => User,
    '(case when exists (select 1 from deal_identity i where i.deal_id = {t}.deal_id) then {t}.by_id end)',
    'The user who recorded it; null if you see the deal masked.',
    { nullable: true },
  )
  by: User | null

  @DerivedField(
    'boolean',
    () => Boolean,
    '{t}.override',
    'Whether a HEAD moved it although facts were missing.',
  )
  override: boolean

  @DerivedField('boolean', () => Boolean, '{t}.recorded_late', 'Whether it was recorded after the period.')
  recordedLate: boolean

  @ToOne(() => Transition, '{t}.id', 'The record, with its reason.')
  transition: Transition
}

@ViewType('dispute', 'Two claims that contradict each other, one of them news of the period.')
export class Dispute {
  @ToOne(() => Claim, '{t}.claim_id', 'The disputed claim.')
  claim: Claim

  @ToOne(() => Claim, '{t}.by_id', 'The claim that contradicts it.')
  disputedBy: Claim
}

@ViewType('change', 'A figure minus the same one of the preceding period.', { key: 'scope' })
export class FiguresChange {
  @DerivedField('int', () => Int, '{t}.deals', 'Deals.')
  deals: number

  @DerivedField('int', () => Int, '{t}.jobs_low', 'Jobs, at least.')
  jobsLow: number

  @DerivedField('int', () => Int, '{t}.jobs_high', 'Jobs, at most; null if one of the two is open-ended.', {
    nullable: true,
  })
  jobsHigh: number | null

  @DerivedField('int', () => Int, '{t}.jobs_realised', 'Jobs stated as REALISED, at least.')
  realised: number

  @DerivedField(
    'int',
    () => Int,
    '{t}.jobs_realised_high',
    'Jobs stated as REALISED, at most; null if one of the two is open-ended.',
    { nullable: true },
  )
  realisedHigh: number | null
}
