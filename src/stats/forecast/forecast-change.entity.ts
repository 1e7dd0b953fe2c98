import { Int } from '@nestjs/graphql'
import { registerCodes } from '../../core/codes.js'
import { DateScalar, DateTimeScalar, DecimalScalar } from '../../core/scalars.js'
import { Deal } from '../../deal/deal.entity.js'
import {
  JobHorizonCode,
  JobKindCode,
  type JobHorizon,
  type JobKind,
} from '../../deal/job-projection/job-projection.entity.js'
import { StageCodeEnum } from '../../deal/stage/stage.entity.js'
import type { StageCode } from '../../deal/stage/stage.js'
import { DerivedField, EmbeddedField, ListOf, ToOne, ViewType } from '../../read/declare.js'

/** Why the weighted jobs of a deal changed, in the order in which the shares of one deal are computed. */
export const forecastReasons = ['ENTERED', 'LEFT', 'MOVED', 'RESTATED', 'REWEIGHTED'] as const
export type ForecastReason = (typeof forecastReasons)[number]
export const ForecastReasonCode = registerCodes(
  'ForecastReason',
  forecastReasons,
  'Why the weighted jobs of a deal changed between two instants. The shares of all reasons add up to the change.',
  {
    ENTERED: 'Counted at the second instant only: the share is its weighted jobs.',
    LEFT: 'Counted at the first instant only: the share is minus its weighted jobs.',
    MOVED: 'In another stage: the share is the earlier jobs times the difference of the probabilities.',
    RESTATED:
      'Its jobs were stated otherwise: the share is the difference of the jobs times the later probability.',
    REWEIGHTED: 'In a stage that got another probability: the share is the later jobs times the difference.',
  },
)

@ViewType('', 'Weighted jobs: of each deal its jobs times the probability of its stage.')
export class WeightedJobs {
  @DerivedField('decimal', () => DecimalScalar, '{t}."{#}low"', 'At least; exact.')
  low: string

  @DerivedField('decimal', () => DecimalScalar, '{t}."{#}high"', 'At most; null if open-ended. Exact.', {
    nullable: true,
  })
  high: string | null

  @DerivedField(
    'boolean',
    () => Boolean,
    '({t}."{#}high" is null)',
    'Whether a statement without an upper end is among them.',
  )
  openEnded: boolean
}

@ViewType('', 'The weighted jobs as of one day, as known at one instant.')
export class ForecastPoint {
  @DerivedField(
    'day',
    () => DateScalar,
    '{t}."{#}day"',
    'What had happened and been stated by its end counts.',
  )
  asOf: string

  @DerivedField('instant', () => DateTimeScalar, '{t}."{#}known"', 'What was recorded later does not count.')
  knownAt: Date

  @DerivedField('int', () => Int, '{t}."{#}deals"', 'Number of deals.')
  deals: number

  @DerivedField(
    'decimal',
    () => DecimalScalar,
    '{t}."{#}low"',
    'Weighted jobs, at least: `total.jobs.weightedLow` of pipelineStatus, exact.',
  )
  low: string

  @DerivedField('decimal', () => DecimalScalar, '{t}."{#}high"', 'At most; null if open-ended.', {
    nullable: true,
  })
  high: string | null

  @DerivedField('boolean', () => Boolean, '({t}."{#}high" is null)', 'Whether some deal has no upper end.')
  openEnded: boolean
}

@ViewType('', 'What of a deal was weighted at one of the two instants.')
export class ForecastState {
  @DerivedField('code', () => StageCodeEnum, '{t}."{#}stage"', 'Its stage.', { codes: StageCodeEnum })
  stage: StageCode

  @DerivedField('int', () => Int, '{t}."{#}probability"', 'The probability of the stage, in per cent.')
  probability: number

  @DerivedField('int', () => Int, '{t}."{#}low"', 'Its jobs, at least; null if none were stated.', {
    nullable: true,
  })
  low: number | null

  @DerivedField('int', () => Int, '{t}."{#}high"', 'Its jobs, at most; null if open-ended or not stated.', {
    nullable: true,
  })
  high: number | null

  @DerivedField('boolean', () => Boolean, '{t}."{#}open"', 'Whether its jobs have no upper end.')
  openEnded: boolean
}

@ViewType('change', 'One deal and one reason, with its share of the difference.', { key: 'ordinal' })
export class ForecastChangeItem {
  @ToOne(() => Deal, '{t}.deal_id', 'The deal, as it is today.')
  deal: Deal

  @DerivedField('code', () => ForecastReasonCode, '{t}.reason', 'Why.', { codes: ForecastReasonCode })
  reason: ForecastReason

  @EmbeddedField(() => WeightedJobs, 'The share of the difference.', { prefix: 'share_' })
  share: WeightedJobs

  @EmbeddedField(() => ForecastState, 'The deal at `from`; null if it was not counted.', { nullable: true })
  before: ForecastState | null

  @EmbeddedField(() => ForecastState, 'The deal at `to`; null if it is not counted.', { nullable: true })
  after: ForecastState | null
}

@ViewType('reason_sum', 'The changes for one reason together.', { key: 'place' })
export class ForecastReasonSum {
  @DerivedField('code', () => ForecastReasonCode, '{t}.reason', 'Why.', { codes: ForecastReasonCode })
  reason: ForecastReason

  @DerivedField('int', () => Int, '{t}.deals', 'Number of deals.')
  deals: number

  @EmbeddedField(() => WeightedJobs, 'Their share of the difference.', { prefix: 'share_' })
  share: WeightedJobs
}

@ViewType(
  'forecast',
  'How the weighted jobs changed between two instants, and which deal changed them why.',
  {
    key: 'ordinal',
  },
)
export class ForecastChange {
  @EmbeddedField(() => ForecastPoint, 'The first instant.', { prefix: 'before_' })
  from: ForecastPoint

  @EmbeddedField(() => ForecastPoint, 'The second instant.', { prefix: 'after_' })
  to: ForecastPoint

  @EmbeddedField(
    () => WeightedJobs,
    '`to` minus `from`. `high` is null if either is open-ended; `low` is always known.',
  )
  difference: WeightedJobs

  @DerivedField('json', () => JobKindCode, '{t}.kind', 'The kind of jobs that is counted.', { filter: false })
  kind: JobKind

  @DerivedField(
    'json',
    () => JobHorizonCode,
    '{t}.horizon',
    'The horizon of the jobs that are counted; null: of each deal the furthest that was stated.',
    { nullable: true, filter: false },
  )
  horizon: JobHorizon | null

  @DerivedField('boolean', () => Boolean, '{t}.rumours', 'Whether rumours are counted among the jobs.')
  rumours: boolean

  @ListOf(
    () => ForecastChangeItem,
    'true',
    'abs({t}.share_low) desc, abs({t}.share_high) desc nulls first, {t}.ordinal',
    'Every change, the largest first, at most 10000. Their shares add up to `difference`: `low` always, `high` unless it is open-ended.',
    { from: `(select * from change where check_cell_count((select count(*) from change), 10000, 'where'))` },
  )
  changes: ForecastChangeItem[]

  @ListOf(
    () => ForecastReasonSum,
    'true',
    '{t}.place',
    'The changes by reason; reasons without a change are left out.',
    { from: 'reason_sum' },
  )
  reasons: ForecastReasonSum[]
}
