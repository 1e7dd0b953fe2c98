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
export const MoveDirectionCode = registerCodes('MoveDirection', directions, 'Which way a deal moved.')

@ViewType('movement', 'A move of the week that holds.')
export class Movement {
  @ToOne(() => Deal, '{t}.deal_id', 'The deal that moved, as it is today.')
  deal: Deal

  @DerivedField('code', () => MoveDirectionCode, '{t}.direction', 'Which way.', { codes: MoveDirectionCode })
  direction: MoveDirection

  @ToOne(() => DealStage, '{t}.from_stage', 'Where it stood; null for the opening.', { nullable: true })
  from: DealStage | null

  @ToOne(() => DealStage, '{t}.to_stage', 'Where it went.')
  to: DealStage

  @DerivedField('day', () => DateScalar, '{t}.effective_on', 'When.')
  effectiveOn: string

  @ToOne(
    () => User,
    '(case when exists (select 1 from deal_identity i where i.deal_id = {t}.deal_id) then {t}.by_id end)',
    'Who recorded it; null when you see the deal masked.',
    { nullable: true },
  )
  by: User | null

  @DerivedField('boolean', () => Boolean, '{t}.override', 'A HEAD moved it although facts were missing.')
  override: boolean

  @DerivedField('boolean', () => Boolean, '{t}.recorded_late', 'We learned of it after the week.')
  recordedLate: boolean

  @ToOne(() => Transition, '{t}.id', 'The record, with its reason.')
  transition: Transition
}

@ViewType('dispute', 'Two claims that contradict each other, one of them news of the week.')
export class Dispute {
  @ToOne(() => Claim, '{t}.claim_id', 'What was claimed.')
  claim: Claim

  @ToOne(() => Claim, '{t}.by_id', 'What contradicts it.')
  disputedBy: Claim
}

@ViewType('change', 'This week’s figure less the one a week earlier.', { key: 'scope' })
export class FiguresChange {
  @DerivedField('int', () => Int, '{t}.deals', 'Deals.')
  deals: number

  @DerivedField('int', () => Int, '{t}.jobs_low', 'Jobs, at least.')
  jobsLow: number

  @DerivedField('int', () => Int, '{t}.jobs_high', 'Jobs, at most; null when one of the two is open-ended.', {
    nullable: true,
  })
  jobsHigh: number | null

  @DerivedField('int', () => Int, '{t}.jobs_realised', 'Jobs that are there.')
  realised: number
}

/** Adds the figures of a week to a type; their scope is the field's name, as SQL writes it. */
const figure = (scope: string, description: string): PropertyDecorator =>
  ToOne(() => Figures, `'${scope}'`, description)
const said = {
  opening: 'Open deals in the evening before the week: open at the closing of the week before.',
  entered: 'Came into the view: opened, or the agency joined an open one; also what ended in the same week.',
  forward: 'Open at both ends, in a later stage at the end.',
  back: 'Open at both ends, in an earlier stage at the end.',
  won: 'Open before or come in during the week; landed at the end.',
  lost: 'Open before or come in during the week; lost at the end.',
  paused: 'Open before or come in during the week; dormant at the end.',
  resumed: 'Dormant or ended before: woken up or reopened; also what ended otherwise in the same week.',
  left: 'Open before; the agency left the team.',
  closing:
    'Open deals at the end of the week: opening + entered + resumed - won - lost - paused - left, and for jobs + restatedAfter - restatedBefore.',
}

@ViewType('report', 'The same figures one week earlier.', { key: 'agency_id' })
export class WeeklyFigures {
  @DerivedField('text', () => IsoWeekScalar, `to_char({t}.monday - 7, 'IYYY-"W"IW')`, 'Which week.')
  week: string
  @figure('previous_opening', said.opening) opening: Figures
  @figure('previous_entered', said.entered) entered: Figures
  @figure('previous_forward', said.forward) forward: Figures
  @figure('previous_back', said.back) back: Figures
  @figure('previous_won', said.won) won: Figures
  @figure('previous_lost', said.lost) lost: Figures
  @figure('previous_paused', said.paused) paused: Figures
  @figure('previous_resumed', said.resumed) resumed: Figures
  @figure('previous_left', said.left) left: Figures
  @figure('previous_closing', said.closing) closing: Figures
}

const changed = (scope: string): PropertyDecorator =>
  ToOne(() => FiguresChange, `'${scope}'`, `Of \`${scope}\`.`)

@ViewType('report', 'How the figures differ from those one week earlier.', { key: 'agency_id' })
export class WeeklyDifference {
  @changed('opening') opening: FiguresChange
  @changed('entered') entered: FiguresChange
  @changed('forward') forward: FiguresChange
  @changed('back') back: FiguresChange
  @changed('won') won: FiguresChange
  @changed('lost') lost: FiguresChange
  @changed('paused') paused: FiguresChange
  @changed('resumed') resumed: FiguresChange
  @changed('left') left: FiguresChange
  @changed('closing') closing: FiguresChange
}

const news = (
  type: () => abstract new () => object,
  set: string,
  order: string,
  description: string,
): PropertyDecorator => ListOf(type, `{t}.id in (select id from ${set})`, order, description)

@ViewType(
  'report',
  'What one ISO week did to the deals that an agency is in the team of, as far as you may see them.',
  {
    key: 'agency_id',
  },
)
export class WeeklySummary {
  @ToOne(() => Agency, '{t}.agency_id', 'Whose view.')
  agency: Agency

  @DerivedField('text', () => IsoWeekScalar, '{t}.week', 'Which week.')
  week: string

  @DerivedField('day', () => DateScalar, '{t}.monday', 'Its Monday.')
  from: string

  @DerivedField('day', () => DateScalar, '({t}.monday + 6)', 'Its Sunday.')
  to: string

  @DerivedField('instant', () => DateTimeScalar, '{t}.known', 'What was recorded later does not count.')
  knownAt: Date

  @figure('opening', said.opening) opening: Figures
  @figure('entered', said.entered) entered: Figures
  @figure('forward', said.forward) forward: Figures
  @figure('back', said.back) back: Figures
  @figure('won', said.won) won: Figures
  @figure('lost', said.lost) lost: Figures
  @figure('paused', said.paused) paused: Figures
  @figure('resumed', said.resumed) resumed: Figures
  @figure('left', said.left) left: Figures
  @figure(
    'restated_before',
    'Open before, and what is stated of their jobs has changed in the week: as it was before.',
  )
  restatedBefore: Figures
  @figure('restated_after', 'The same deals as it is stated at the end.')
  restatedAfter: Figures
  @figure('closing', said.closing) closing: Figures

  @ToOne(() => WeeklyFigures, '{t}.agency_id', 'The same figures one week earlier.')
  previous: WeeklyFigures

  @ToOne(() => WeeklyDifference, '{t}.agency_id', 'How they differ.')
  difference: WeeklyDifference

  @ListOf(
    () => Movement,
    'true',
    '{t}.effective_on, {t}.recorded_at, {t}.id',
    'Every move of the week, in order.',
  )
  movements: Movement[]

  @news(() => Handover, 'week_handover', '{t}."on", {t}.id', 'How the lead passed on.')
  handovers: Handover[]

  @news(
    () => Meeting,
    'meeting_held',
    '{t}.when_from, {t}.starts_at, {t}.id',
    'Meetings that were held, or may have been, in the week: with deals of the view, or hosted by the agency.',
  )
  meetingsHeld: Meeting[]

  @news(
    () => Meeting,
    'meeting_coming',
    '{t}.when_from, {t}.starts_at, {t}.id',
    'Meetings of the week that follows, cancelled ones left out.',
  )
  meetingsComing: Meeting[]

  @news(
    () => Agreement,
    'agreement_signed',
    '{t}.signed_on, {t}.id',
    'Agreements signed in the week: of deals of the view, or of their companies.',
  )
  agreementsSigned: Agreement[]

  @news(
    () => JobProjection,
    'week_projection',
    '{t}.stated_on, {t}.recorded_at, {t}.id',
    'What was stated about jobs in the week; corrections name what they replace.',
  )
  projections: JobProjection[]

  @ListOf(
    () => Claim,
    `{t}.id in (select id from week_fact)`,
    '{t}.stated_on, {t}.id',
    'News that was confirmed by the end of the week.',
  )
  facts: Claim[]

  @ListOf(
    () => Claim,
    `{t}.id in (select id from week_rumour)`,
    '{t}.stated_on, {t}.id',
    'News that nobody had confirmed by the end of the week: never to be taken for facts.',
  )
  rumours: Claim[]

  @ListOf(
    () => Claim,
    `{t}.id in (select id from week_denied)`,
    '{t}.stated_on, {t}.id',
    'News that was denied or taken back by the end of the week.',
  )
  denied: Claim[]

  @ListOf(() => Dispute, 'true', '{t}.id', 'Claims that contradict each other, side by side.')
  disputes: Dispute[]

  @ListOf(() => Attention, 'true', '{t}.deal_id, {t}.code', 'Open deals that need attention, and why.')
  attention: Attention[]
}
