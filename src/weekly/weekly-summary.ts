import { Int } from '@nestjs/graphql'
import { Agency } from '../agency/agency.entity.js'
import { Agreement } from '../agreement/agreement.entity.js'
import { Claim } from '../claim/claim.entity.js'
import { registerCodes } from '../core/codes.js'
import { DateScalar, DateTimeScalar, IsoWeekScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import { JobProjection } from '../deal/job-projection/job-projection.entity.js'
import { DealStage } from '../deal/stage/stage.entity.js'
import { Handover } from '../deal/team/team.entity.js'
import { Transition } from '../deal/transition/transition.entity.js'
import { Meeting } from '../meeting/meeting.entity.js'
import { Figures } from '../pipeline/figures.js'
import { DerivedField, ListOf, ViewType, ToOne } from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { Attention } from './attention.js'
import { WithdrawnRow } from './withdrawn-row.js'

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
const MoveDirectionCode = registerCodes('MoveDirection', directions, 'Direction of a move.')

@ViewType('movement', 'A valid move of the week.')
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

  @DerivedField('boolean', () => Boolean, '{t}.recorded_late', 'Whether it was recorded after the week.')
  recordedLate: boolean

  @ToOne(() => Transition, '{t}.id', 'The record, with its reason.')
  transition: Transition
}

@ViewType('dispute', 'Two claims that contradict each other, one of them news of the week.')
export class Dispute {
  @ToOne(() => Claim, '{t}.claim_id', 'The disputed claim.')
  claim: Claim

  @ToOne(() => Claim, '{t}.by_id', 'The claim that contradicts it.')
  disputedBy: Claim
}

@ViewType('change', 'This week’s figure minus the one a week earlier.', { key: 'scope' })
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

/** Declares the figures of one scope of the week. */
const figure = (scope: string, description: string): PropertyDecorator =>
  ToOne(() => Figures, `'${scope}'`, description)
const descriptions = {
  opening: 'Open deals before the week: the closing of the week before.',
  entered:
    'Deals that came into view: opened, or joined by the agency while open. Includes deals that ended in the same week.',
  forward: 'Open before and after the week, in a later stage after it.',
  back: 'Open before and after the week, in an earlier stage after it.',
  won: 'Open before or came into view in the week; landed at the end.',
  lost: 'Open before or came into view in the week; lost at the end.',
  paused: 'Open before or came into view in the week; dormant at the end.',
  resumed:
    'Dormant or ended before, and resumed or reopened. Includes deals that ended otherwise in the same week.',
  left: 'Open before; the agency left the team.',
  closing:
    'Open deals at the end of the week: opening + entered + resumed - won - lost - paused - left, and for jobs + restatedAfter - restatedBefore.',
}

@ViewType('report', 'The same figures one week earlier.', { key: 'agency_id' })
export class WeeklyFigures {
  @DerivedField('text', () => IsoWeekScalar, `to_char({t}.monday - 7, 'IYYY-"W"IW')`, 'The ISO week.')
  week: string
  @figure('previous_opening', descriptions.opening) opening: Figures
  @figure('previous_entered', descriptions.entered) entered: Figures
  @figure('previous_forward', descriptions.forward) forward: Figures
  @figure('previous_back', descriptions.back) back: Figures
  @figure('previous_won', descriptions.won) won: Figures
  @figure('previous_lost', descriptions.lost) lost: Figures
  @figure('previous_paused', descriptions.paused) paused: Figures
  @figure('previous_resumed', descriptions.resumed) resumed: Figures
  @figure('previous_left', descriptions.left) left: Figures
  @figure('previous_closing', descriptions.closing) closing: Figures
}

const difference = (scope: string): PropertyDecorator =>
  ToOne(() => FiguresChange, `'${scope}'`, `Difference of \`${scope}\`.`)

@ViewType('report', 'The differences from the figures one week earlier.', { key: 'agency_id' })
export class WeeklyDifference {
  @difference('opening') opening: FiguresChange
  @difference('entered') entered: FiguresChange
  @difference('forward') forward: FiguresChange
  @difference('back') back: FiguresChange
  @difference('won') won: FiguresChange
  @difference('lost') lost: FiguresChange
  @difference('paused') paused: FiguresChange
  @difference('resumed') resumed: FiguresChange
  @difference('left') left: FiguresChange
  @difference('closing') closing: FiguresChange
}

const news = (
  type: () => abstract new () => object,
  set: string,
  order: string,
  description: string,
): PropertyDecorator => ListOf(type, `{t}.id in (select id from ${set})`, order, description)

/** Declares events whose rows are as they were recorded at the instant; what belongs to them is as it is today. */
const newsAsKnown = (
  type: () => abstract new () => object,
  set: string,
  order: string,
  description: string,
): PropertyDecorator =>
  ListOf(
    type,
    'true',
    order,
    `${description} As recorded at \`knownAt\`; their relations are those of today.`,
    {
      from: set,
    },
  )

@ViewType(
  'report',
  'The changes of one ISO week in the deals with an agency in their team, as far as you may see them.',
  {
    key: 'agency_id',
  },
)
export class WeeklySummary {
  @ToOne(() => Agency, '{t}.agency_id', 'The agency whose view it is.')
  agency: Agency

  @DerivedField('text', () => IsoWeekScalar, '{t}.week', 'The ISO week.')
  week: string

  @DerivedField('day', () => DateScalar, '{t}.monday', 'Its Monday.')
  from: string

  @DerivedField('day', () => DateScalar, '({t}.monday + 6)', 'Its Sunday.')
  to: string

  @DerivedField(
    'instant',
    () => DateTimeScalar,
    '{t}.known',
    'The instant: what was recorded later does not count.',
  )
  knownAt: Date

  @figure('opening', descriptions.opening) opening: Figures
  @figure('entered', descriptions.entered) entered: Figures
  @figure('forward', descriptions.forward) forward: Figures
  @figure('back', descriptions.back) back: Figures
  @figure('won', descriptions.won) won: Figures
  @figure('lost', descriptions.lost) lost: Figures
  @figure('paused', descriptions.paused) paused: Figures
  @figure('resumed', descriptions.resumed) resumed: Figures
  @figure('left', descriptions.left) left: Figures
  @figure('restated_before', 'Open deals whose stated jobs changed in the week, with the jobs before.')
  restatedBefore: Figures
  @figure('restated_after', 'The same deals with the jobs at the end.')
  restatedAfter: Figures
  @figure('closing', descriptions.closing) closing: Figures

  @ToOne(() => WeeklyFigures, '{t}.agency_id', 'The same figures one week earlier.')
  previous: WeeklyFigures

  @ToOne(() => WeeklyDifference, '{t}.agency_id', 'The differences from one week earlier.')
  difference: WeeklyDifference

  @ListOf(
    () => Movement,
    'true',
    '{t}.effective_on, {t}.recorded_at, {t}.id',
    'All moves of the week, in order.',
  )
  movements: Movement[]

  @news(() => Handover, 'week_handover', '{t}."on", {t}.id', 'Handovers of the lead.')
  handovers: Handover[]

  @newsAsKnown(
    () => Meeting,
    'meeting_held',
    '{t}.when_from, {t}.starts_at, {t}.id',
    'Meetings held in the week, or possibly held in it: with deals in view, or hosted by the agency.',
  )
  meetingsHeld: Meeting[]

  @newsAsKnown(
    () => Meeting,
    'meeting_coming',
    '{t}.when_from, {t}.starts_at, {t}.id',
    'Meetings of the following week, without cancelled ones.',
  )
  meetingsComing: Meeting[]

  @newsAsKnown(
    () => Agreement,
    'agreement_signed',
    '{t}.signed_on, {t}.id',
    'Agreements signed in the week: of deals in view, or of their companies.',
  )
  agreementsSigned: Agreement[]

  @newsAsKnown(
    () => Agreement,
    'agreement_announced',
    '{t}.announced_on, {t}.id',
    'Agreements announced in the week and not signed by its end: of deals in view, or of their companies.',
  )
  agreementsAnnounced: Agreement[]

  @news(
    () => JobProjection,
    'week_projection',
    '{t}.stated_on, {t}.recorded_at, {t}.id',
    'Statements about jobs in the week, or possibly in it; corrections name the statement they replace.',
  )
  projections: JobProjection[]

  @ListOf(
    () => Claim,
    `{t}.id in (select id from week_fact)`,
    '{t}.stated_on, {t}.id',
    'Claims that were confirmed by the end of the week. Those of an open dispute are in `disputes` only.',
  )
  facts: Claim[]

  @ListOf(
    () => Claim,
    `{t}.id in (select id from week_rumour)`,
    '{t}.stated_on, {t}.id',
    'Claims that were not confirmed by the end of the week: rumours, not facts. Those of an open dispute are in `disputes` only.',
  )
  rumours: Claim[]

  @ListOf(
    () => Claim,
    `{t}.id in (select id from week_denied)`,
    '{t}.stated_on, {t}.id',
    'Claims that were denied or retracted by the end of the week.',
  )
  denied: Claim[]

  @ListOf(() => Dispute, 'true', '{t}.id', 'Pairs of claims that contradict each other.')
  disputes: Dispute[]

  @ListOf(() => Attention, 'true', '{t}.deal_id, {t}.code', 'Open deals that need attention, and why.')
  attention: Attention[]

  @ListOf(
    () => WithdrawnRow,
    'true',
    '{t}.withdrawn_at, {t}.subject_id',
    'What was withdrawn in the week, by the day of the withdrawal: entered by mistake, so it is no news.',
  )
  withdrawn: WithdrawnRow[]
}
