import { ExchangeRate } from '../../rate/exchange-rate.entity.js'
import {
  JobHorizonCode,
  JobKindCode,
  type JobHorizon,
  type JobKind,
} from '../../deal/job-projection/job-projection.entity.js'
import { DerivedField, ListOf, ViewType } from '../../read/declare.js'
import { DealDimensionCode, type DealDimension } from './deal-dimension.js'
import { Stat } from '../stat.js'

@ViewType('named', 'The deals of one cell; each counts once in it, masked ones included.', { key: 'ordinal' })
export class DealStat extends Stat {
  @DerivedField(
    'json',
    () => DealDimensionCode,
    '{t}.overlapping',
    'The requested dimensions in which a deal may be in several cells: the cells add up to more than `total`.',
    { list: true, filter: false },
  )
  overlapping: DealDimension[]

  @DerivedField(
    'json',
    () => JobKindCode,
    '{t}.kind',
    'The kind of jobs that JOBS_… and COMPARED_… count; null without such a measure.',
    { nullable: true, filter: false },
  )
  kind: JobKind | null

  @DerivedField(
    'json',
    () => JobHorizonCode,
    '{t}.horizon',
    'The horizon of these jobs; null: of each deal the furthest that was stated.',
    { nullable: true, filter: false },
  )
  horizon: JobHorizon | null

  @DerivedField(
    'boolean',
    () => Boolean,
    '{t}.rumours',
    'Whether rumours count among these jobs; null without such a measure.',
    { nullable: true, filter: false },
  )
  rumours: boolean | null

  @ListOf(
    () => ExchangeRate,
    '{t}.id in (select id from rate_used)',
    '{t}.currency',
    'The rates used for `total`: of each currency the latest of the seven days up to `rateOn`. Empty if none was needed.',
  )
  rates: ExchangeRate[]
}
