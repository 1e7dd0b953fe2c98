import { Float } from '@nestjs/graphql'
import { Agency } from '../agency/agency.entity.js'
import { DateScalar, DateTimeScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import {
  JobHorizonCode,
  JobKindCode,
  type JobHorizon,
  type JobKind,
} from '../deal/job-projection/job-projection.entity.js'
import { DealStage } from '../deal/stage/stage.entity.js'
import { DerivedField, ListOf, ViewType, ToMany, ToOne } from '../read/declare.js'
import type { ReportContext } from '../read/roots.js'
import { asOfParams } from './as-of.js'
import { scopedDealsSql, movedDealsSql, reportRowSql, stagesAsOfSql } from './scoped-deals.js'
import { Figures } from './figures.js'
import { countedJobsSql } from './jobs-on.js'
import {
  capexSql,
  capexByStageSql,
  dealsByStageSql,
  figuresSql,
  jobsByStageSql,
  scopesSql,
  stageFiguresSql,
} from './sums.js'

@ViewType('stage_figures', 'The deals that were in one stage.', { key: 'stage' })
export class StageFigures {
  @ToOne(() => DealStage, '{t}.stage', 'The stage, with its settings of today.')
  stage: DealStage

  @ToOne(() => Figures, '{t}.stage', 'Sums over its deals.')
  figures: Figures

  @DerivedField(
    'float',
    () => Float,
    '{t}.median_days',
    'Median number of days from entering the stage to `asOf`. Null without deals.',
    { nullable: true },
  )
  medianDaysInStage: number | null

  @ToMany(() => Deal, '{via}.stage = {p}.stage', 'The counted deals, as they are today.', {
    via: 'join standing {via} on {via}.deal_id = {t}.id',
    hasWithdrawn: true,
  })
  deals: Deal[]
}

@ViewType('report', 'The status of the pipeline on a day, as known at an instant.', {
  key: 'agency_id',
})
export class PipelineStatus {
  @ToOne(
    () => Agency,
    '{t}.agency_id',
    'The agency whose pipeline it is; null: every deal that you may see.',
    {
      nullable: true,
    },
  )
  agency: Agency | null

  @DerivedField(
    'day',
    () => DateScalar,
    '{t}.day',
    'The day: what had happened and been stated by its end counts.',
  )
  asOf: string

  @DerivedField(
    'instant',
    () => DateTimeScalar,
    '{t}.known',
    'The instant: what was recorded later does not count.',
  )
  knownAt: Date

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

  @ListOf(() => StageFigures, 'true', '{t}.position', 'Every stage in order, also those without deals.')
  stages: StageFigures[]

  @ToOne(() => Figures, `'open'`, 'The deals in open stages: neither landed nor lost nor dormant.')
  open: Figures

  @ToOne(() => Figures, `'total'`, 'All deals in any stage: the sum of the stages.')
  total: Figures
}

/** Returns the row sets (CTEs) that the types above read; each reads the ones before it. */
export function statusRows(context: ReportContext): { with: string; source: string } {
  const at = asOfParams(context)
  const sets = {
    report: reportRowSql(context, at),
    in_view: scopedDealsSql(context, at),
    moved: movedDealsSql(at),
    standing: stagesAsOfSql(at),
    counted: countedJobsSql(context, at),
    deals_by_stage: dealsByStageSql(at.day),
    jobs_by_stage: jobsByStageSql,
    capex_by_stage: capexByStageSql,
    scopes: scopesSql(at),
    figures: figuresSql,
    capex: capexSql,
    stage_figures: stageFiguresSql,
  }
  const formatted = Object.entries(sets).map(([name, sql]) => `${name} as materialized (${sql})`)
  return { with: formatted.join(', '), source: 'report' }
}
