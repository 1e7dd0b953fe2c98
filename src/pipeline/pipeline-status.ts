import { Float } from '@nestjs/graphql'
import { Agency } from '../agency/agency.entity.js'
import { DateScalar, DateTimeScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
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

@ViewType('stage_figures', 'The deals that stood in one stage.', { key: 'stage' })
export class StageFigures {
  @ToOne(() => DealStage, '{t}.stage', 'Which stage, as it is set up today.')
  stage: DealStage

  @ToOne(() => Figures, '{t}.stage', 'What its deals come to.')
  figures: Figures

  @DerivedField(
    'float',
    () => Float,
    '{t}.median_days',
    'Days from entering the stage to `asOf`: half of the deals have stood there longer. Null without deals.',
    { nullable: true },
  )
  medianDaysInStage: number | null

  @ToMany(() => Deal, '{via}.stage = {p}.stage', 'The deals behind the figure, shown as they are today.', {
    via: 'join standing {via} on {via}.deal_id = {t}.id',
  })
  deals: Deal[]
}

@ViewType('report', 'Where the pipeline stood on a day, as far as it was known at an instant.', {
  key: 'agency_id',
})
export class PipelineStatus {
  @ToOne(() => Agency, '{t}.agency_id', 'Whose pipeline; null: every deal that you may know of.', {
    nullable: true,
  })
  agency: Agency | null

  @DerivedField(
    'day',
    () => DateScalar,
    '{t}.day',
    'What had happened and been stated by the end of this day counts.',
  )
  asOf: string

  @DerivedField('instant', () => DateTimeScalar, '{t}.known', 'What was recorded later does not count.')
  knownAt: Date

  @ListOf(() => StageFigures, 'true', '{t}.position', 'Every stage in order, also where no deal stood.')
  stages: StageFigures[]

  @ToOne(() => Figures, `'open'`, 'The deals in open stages: neither landed nor lost nor dormant.')
  open: Figures

  @ToOne(() => Figures, `'total'`, 'Every deal in view, whatever its stage: the sum of the stages.')
  total: Figures
}

/** The row sets that the types above read, each from those before it. */
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
    scopes: scopesSql,
    figures: figuresSql,
    capex: capexSql,
    stage_figures: stageFiguresSql,
  }
  const formatted = Object.entries(sets).map(([name, sql]) => `${name} as materialized (${sql})`)
  return { with: formatted.join(', '), source: 'report' }
}
