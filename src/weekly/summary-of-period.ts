/** What the summaries of a week and of another period have in common. Their row sets are those of `week-rows.ts`. */
import { ObjectType } from '@nestjs/graphql'
import { Agency } from '../agency/agency.entity.js'
import { Agreement } from '../agreement/agreement.entity.js'
import { Claim } from '../claim/claim.entity.js'
import { DateScalar, DateTimeScalar } from '../core/scalars.js'
import { JobProjection } from '../deal/job-projection/job-projection.entity.js'
import { Handover } from '../deal/team/team.entity.js'
import { Meeting } from '../meeting/meeting.entity.js'
import { Figures } from '../pipeline/figures.js'
import { DerivedField, ListOf, ToOne } from '../read/declare.js'
import { Attention } from './attention.js'
import { Dispute, Movement } from './summary-rows.js'
import type { weekScopeNames } from './week-sums.js'
import { WithdrawnRow } from './withdrawn-row.js'

/** Declares the figures of one scope of the period. */
export const figure = (scope: string, description: string): PropertyDecorator =>
  ToOne(() => Figures, `'${scope}'`, description)
export const figureDescriptions: Record<(typeof weekScopeNames)[number], string> = {
  opening: 'Open deals before the period: the closing of the preceding one.',
  entered:
    'Deals that came into view: opened, or joined by the agency while open. Includes deals that ended in the same period.',
  forward: 'Open before and after the period, in a later stage after it.',
  back: 'Open before and after the period, in an earlier stage after it.',
  won: 'Open before or came into view in the period; landed at the end.',
  lost: 'Open before or came into view in the period; lost at the end.',
  paused: 'Open before or came into view in the period; dormant at the end.',
  resumed:
    'Dormant or ended before, and resumed or reopened. Includes deals that ended otherwise in the same period.',
  left: 'Open before; the agency left the team.',
  restated_before: 'Open deals whose stated jobs changed in the period, with the jobs before.',
  restated_after: 'Open deals whose stated jobs changed in the period, with the jobs at its end.',
  closing:
    'Open deals at the end of the period: opening + entered + resumed - won - lost - paused - left, and for jobs + restatedAfter - restatedBefore.',
}

/** The same figures of the preceding period. */
@ObjectType({ isAbstract: true })
export abstract class PrecedingFigures {
  @figure('previous_opening', figureDescriptions.opening) opening: Figures
  @figure('previous_entered', figureDescriptions.entered) entered: Figures
  @figure('previous_forward', figureDescriptions.forward) forward: Figures
  @figure('previous_back', figureDescriptions.back) back: Figures
  @figure('previous_won', figureDescriptions.won) won: Figures
  @figure('previous_lost', figureDescriptions.lost) lost: Figures
  @figure('previous_paused', figureDescriptions.paused) paused: Figures
  @figure('previous_resumed', figureDescriptions.resumed) resumed: Figures
  @figure('previous_left', figureDescriptions.left) left: Figures
  @figure('previous_closing', figureDescriptions.closing) closing: Figures
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

@ObjectType({ isAbstract: true })
export abstract class SummaryOfPeriod {
  @ToOne(() => Agency, '{t}.agency_id', 'The agency whose view it is.')
  agency: Agency

  @DerivedField('day', () => DateScalar, '{t}.first_day', 'Its first day; of a week the Monday.')
  from: string

  @DerivedField('day', () => DateScalar, '{t}.last_day', 'Its last day; of a week the Sunday.')
  to: string

  @DerivedField(
    'instant',
    () => DateTimeScalar,
    '{t}.known',
    'The instant: what was recorded later does not count.',
  )
  knownAt: Date

  @figure('opening', figureDescriptions.opening) opening: Figures
  @figure('entered', figureDescriptions.entered) entered: Figures
  @figure('forward', figureDescriptions.forward) forward: Figures
  @figure('back', figureDescriptions.back) back: Figures
  @figure('won', figureDescriptions.won) won: Figures
  @figure('lost', figureDescriptions.lost) lost: Figures
  @figure('paused', figureDescriptions.paused) paused: Figures
  @figure('resumed', figureDescriptions.resumed) resumed: Figures
  @figure('left', figureDescriptions.left) left: Figures
  @figure('restated_before', figureDescriptions.restated_before)
  restatedBefore: Figures
  @figure('restated_after', figureDescriptions.restated_after)
  restatedAfter: Figures
  @figure('closing', figureDescriptions.closing) closing: Figures

  @ListOf(
    () => Movement,
    'true',
    '{t}.effective_on, {t}.recorded_at, {t}.id',
    'All moves of the period, in order.',
  )
  movements: Movement[]

  @news(() => Handover, 'week_handover', '{t}."on", {t}.id', 'Handovers of the lead.')
  handovers: Handover[]

  @newsAsKnown(
    () => Meeting,
    'meeting_held',
    '{t}.when_from, {t}.starts_at, {t}.id',
    'Meetings held in the period, or possibly held in it: with deals in view, or hosted by the agency.',
  )
  meetingsHeld: Meeting[]

  @newsAsKnown(
    () => Meeting,
    'meeting_coming',
    '{t}.when_from, {t}.starts_at, {t}.id',
    'Meetings of the week after a week, or of the four weeks after a longer period, without cancelled ones.',
  )
  meetingsComing: Meeting[]

  @newsAsKnown(
    () => Agreement,
    'agreement_signed',
    '{t}.signed_on, {t}.id',
    'Agreements signed in the period: of deals in view, or of their companies.',
  )
  agreementsSigned: Agreement[]

  @newsAsKnown(
    () => Agreement,
    'agreement_announced',
    '{t}.announced_on, {t}.id',
    'Agreements announced in the period and not signed by its end: of deals in view, or of their companies.',
  )
  agreementsAnnounced: Agreement[]

  @news(
    () => JobProjection,
    'week_projection',
    '{t}.stated_on, {t}.recorded_at, {t}.id',
    'Statements about jobs in the period, or possibly in it; corrections name the statement they replace.',
  )
  projections: JobProjection[]

  @ListOf(
    () => Claim,
    `{t}.id in (select id from week_fact)`,
    '{t}.stated_on, {t}.id',
    'Claims that were confirmed by the end of the period. Those of an open dispute are in `disputes` only.',
  )
  facts: Claim[]

  @ListOf(
    () => Claim,
    `{t}.id in (select id from week_rumour)`,
    '{t}.stated_on, {t}.id',
    'Claims that were not confirmed by the end of the period: rumours, not facts. Those of an open dispute are in `disputes` only.',
  )
  rumours: Claim[]

  @ListOf(
    () => Claim,
    `{t}.id in (select id from week_denied)`,
    '{t}.stated_on, {t}.id',
    'Claims that were denied or retracted by the end of the period.',
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
    'What was withdrawn in the period, by the day of the withdrawal: entered by mistake, so it is no news.',
  )
  withdrawn: WithdrawnRow[]
}
