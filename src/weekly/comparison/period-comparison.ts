/** Two periods of an agency side by side, and the deals by which they differ. */
import { Int } from '@nestjs/graphql'
import { Agency } from '../../agency/agency.entity.js'
import { describeEach, registerCodes } from '../../core/codes.js'
import { DateTimeScalar, SummaryPeriodScalar } from '../../core/scalars.js'
import { Deal } from '../../deal/deal.entity.js'
import { Figures } from '../../pipeline/figures.js'
import { DerivedField, ListOf, ToOne, ViewType } from '../../read/declare.js'
import { FiguresChange } from '../summary-rows.js'
import { figureDescriptions } from '../summary-of-period.js'
import { weekScopeNames } from '../week-sums.js'
import { maxComparedDeals } from './comparison-rows.js'

const codeOfFigure = <Name extends string>(name: Name) => name.toUpperCase() as Uppercase<Name>
const SummaryFigureCode = registerCodes(
  'SummaryFigure',
  weekScopeNames.map(codeOfFigure),
  'A figure of a summary, by the name of its field.',
  describeEach(weekScopeNames, codeOfFigure, (name) => figureDescriptions[name]),
)

export const comparedSides = ['PERIOD', 'OTHER', 'BOTH'] as const
export type ComparedSide = (typeof comparedSides)[number]
const ComparedSideCode = registerCodes(
  'ComparedSide',
  comparedSides,
  'In which of two compared periods a figure counts a deal.',
  {
    PERIOD: 'In the period only.',
    OTHER: 'In the other period only, which is subtracted.',
    BOTH: 'In both, with different jobs.',
  },
)

const jobs = (column: string, description: string): PropertyDecorator =>
  DerivedField('int', () => Int, `{t}.${column}`, description, { nullable: true })

@ViewType('compared_deal', 'A deal by which a figure of two periods differs.')
export class ComparedDeal {
  @ToOne(() => Deal, '{t}.deal_id', 'The deal, as it is today.')
  deal: Deal

  @DerivedField('code', () => ComparedSideCode, '{t}.counted_in', 'Where the figure counts it.', {
    codes: ComparedSideCode,
  })
  countedIn: ComparedSide

  @jobs(
    'low',
    'Direct jobs that it adds in the period, at least; null if none are stated, or not counted there.',
  )
  jobsLow: number | null

  @jobs('high', 'At most; null likewise, and if open-ended.')
  jobsHigh: number | null

  @jobs('realised', 'Of jobs stated as REALISED, at least; null likewise.')
  realised: number | null

  @jobs('other_low', 'The same as `jobsLow` of the other period.')
  otherJobsLow: number | null

  @jobs('other_high', 'The same as `jobsHigh` of the other period.')
  otherJobsHigh: number | null

  @jobs('other_realised', 'The same as `realised` of the other period.')
  otherRealised: number | null

  @DerivedField(
    'int',
    () => Int,
    '{t}.jobs_change',
    'What it adds to the difference of `jobsLow`; jobs that are not stated add nothing.',
  )
  jobsChange: number
}

@ViewType('compared', 'A figure of two periods.', { key: 'scope' })
export class ComparedFigure {
  @DerivedField('code', () => SummaryFigureCode, '{t}.name', 'Which figure.', { codes: SummaryFigureCode })
  name: string

  @ToOne(() => Figures, '{t}.scope', 'The figure of the period.')
  figures: Figures

  @ToOne(() => Figures, `'previous_' || {t}.scope`, 'The same figure of the other period.')
  otherFigures: Figures

  @ToOne(() => FiguresChange, '{t}.scope', 'The figure of the period minus the one of the other period.')
  difference: FiguresChange

  @DerivedField('int', () => Int, '{t}.deal_count', 'How many deals the difference comes from.')
  dealCount: number

  @ListOf(
    () => ComparedDeal,
    '{t}.scope = {p}.scope',
    '{t}.place',
    `The deals that the difference comes from, those that change the jobs most first; at most ${maxComparedDeals}.`,
  )
  deals: ComparedDeal[]
}

@ViewType('report', 'Two periods of an agency side by side, as far as you may see its deals.', {
  key: 'agency_id',
})
export class PeriodComparison {
  @ToOne(() => Agency, '{t}.agency_id', 'The agency whose view it is.')
  agency: Agency

  @DerivedField('text', () => SummaryPeriodScalar, '{t}.period', 'The period.')
  period: string

  @DerivedField('text', () => SummaryPeriodScalar, '{t}.other', 'The other period, which is subtracted.')
  with: string

  @DerivedField(
    'instant',
    () => DateTimeScalar,
    '{t}.known',
    'The instant, of both periods: what was recorded later does not count.',
  )
  knownAt: Date

  @ListOf(() => ComparedFigure, 'true', '{t}.ordinal', 'All figures, in the order of the reconciliation.')
  figures: ComparedFigure[]
}
