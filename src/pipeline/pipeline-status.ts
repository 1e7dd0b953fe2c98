import { Float } from '@nestjs/graphql'
import { Agency } from '../agency/agency.entity.js'
import { DateScalar, DateTimeScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import { DealStage } from '../deal/stage.entity.js'
import { Derived, ListOf, Shown, ToMany, ToOne } from '../read/declare.js'
import type { Asking } from '../read/roots.js'
import { asOf } from './as-of.js'
import { dealsInView, movedSince, reportRow, stagesOn } from './deals-in-view.js'
import { Figures } from './figures.js'
import { jobsCounted } from './jobs-on.js'
import { capex, capexByStage, dealsByStage, figures, jobsByStage, scopes, stageFigures } from './sums.js'

@Shown('stage_figures', 'The deals that stood in one stage.', { key: 'stage' })
export class StageFigures {
  @ToOne(() => DealStage, '{t}.stage', 'Which stage, as it is set up today.')
  stage: DealStage

  @ToOne(() => Figures, '{t}.stage', 'What its deals come to.')
  figures: Figures

  @Derived(
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

@Shown('report', 'Where the pipeline stood on a day, as far as it was known at an instant.', {
  key: 'agency_id',
})
export class PipelineStatus {
  @ToOne(() => Agency, '{t}.agency_id', 'Whose pipeline; null: every deal that you may know of.', {
    nullable: true,
  })
  agency: Agency | null

  @Derived(
    'day',
    () => DateScalar,
    '{t}.day',
    'What had happened and been stated by the end of this day counts.',
  )
  asOf: string

  @Derived('instant', () => DateTimeScalar, '{t}.known', 'What was recorded later does not count.')
  knownAt: Date

  @ListOf(() => StageFigures, 'true', '{t}.position', 'Every stage in order, also where no deal stood.')
  stages: StageFigures[]

  @ToOne(() => Figures, `'open'`, 'The deals in open stages: neither landed nor lost nor dormant.')
  open: Figures

  @ToOne(() => Figures, `'total'`, 'Every deal in view, whatever its stage: the sum of the stages.')
  total: Figures
}

/** The row sets that the types above read, each from those before it. */
export function statusRows(asking: Asking): { with: string; source: string } {
  const at = asOf(asking)
  const sets = {
    report: reportRow(asking, at),
    in_view: dealsInView(asking, at),
    moved: movedSince(at),
    standing: stagesOn(at),
    counted: jobsCounted(asking, at),
    deals_by_stage: dealsByStage(at.day),
    jobs_by_stage: jobsByStage,
    capex_by_stage: capexByStage,
    scopes,
    figures,
    capex,
    stage_figures: stageFigures,
  }
  const written = Object.entries(sets).map(([name, sql]) => `${name} as materialized (${sql})`)
  return { with: written.join(', '), source: 'report' }
}
