import { registerCodes } from '../core/codes.js'
import { badField } from '../core/error/app-error.js'
import {
  JobProjection,
  jobHorizons,
  jobKinds,
  jobStandings,
} from '../deal/job-projection/job-projection.entity.js'
import { sourceKinds } from '../read/composite/source.js'
import { DerivedField, ViewType } from '../read/declare.js'
import type { ReportContext, ReportRows } from '../read/roots.js'
import { agencyNames, codeDimension, periodDimension, periodOf, type Dimension } from './dimension.js'
import { countedDealsSql } from './scoped-rows.js'
import { units, type Unit } from './unit.js'
import { count, sum, sumOfEnds, type Measure } from './measure.js'
import { codeNames } from './names.js'
import { plainStatRows, type StatSubject } from './plain-stats.js'
import { Stat } from './stat.js'

const plain = ['KIND', 'HORIZON', 'STANDING', 'SOURCE_KIND', 'LEAD_AGENCY'] as const
type Plain = (typeof plain)[number]

export const jobProjectionDimensions = [...plain, ...units.map((unit) => `STATED_${unit}` as const)] as const
export type JobProjectionDimension = (typeof jobProjectionDimensions)[number]
export const JobProjectionDimensionCode = registerCodes(
  'JobProjectionDimension',
  jobProjectionDimensions,
  'Dimension of statements about jobs. LEAD_AGENCY is the lead of the deal, STATED_… the period of the statement.',
)

export const jobProjectionMeasures = ['STATEMENTS', 'DEALS', 'LOW', 'HIGH', 'OPEN_ENDED', 'REPLACED'] as const
export type JobProjectionMeasure = (typeof jobProjectionMeasures)[number]
export const JobProjectionMeasureCode = registerCodes(
  'JobProjectionMeasure',
  jobProjectionMeasures,
  'Measure of statements about jobs: number of statements; of their deals; sums of the low and high figures of all statements, which require KIND among the dimensions, since kinds are never added; number without upper end; number of replaced ones. dealStats counts the jobs of each deal once.',
)

const dimensions: Record<Plain, (context: ReportContext) => Dimension> = {
  KIND: ({ statement }) => codeDimension('kind', codeNames(statement, 'jobKind', jobKinds)),
  HORIZON: ({ statement }) => codeDimension('horizon', codeNames(statement, 'jobHorizon', jobHorizons)),
  STANDING: ({ statement }) => codeDimension('standing', codeNames(statement, 'jobStanding', jobStandings)),
  SOURCE_KIND: ({ statement }) => ({
    key: '{words}.source_kind',
    names: codeNames(statement, 'sourceKind', sourceKinds),
    where: (k) => ({ source: { kind: { eq: k } } }),
    none: { source: { isNull: true } },
  }),
  LEAD_AGENCY: () => ({
    join: { name: 'about', sql: 'join deal {about} on {about}.id = {t}.deal_id' },
    key: '{about}.lead_agency_id::text',
    names: agencyNames,
    where: (_, code) => ({ deal: { leadAgency: { code: { eq: code } } } }),
    none: { deal: { isNull: true } },
  }),
}

const inTime = (unit: Unit, { statement }: ReportContext): Dimension =>
  periodDimension(statement, unit, {
    key: periodOf(unit, '{t}.stated_on'),
    where: (from, to) => ({ statedOn: { gte: from, lte: to } }),
    none: { statedOn: { isNull: true } },
  })

const measures: Record<JobProjectionMeasure, Measure> = {
  STATEMENTS: count(),
  DEALS: { number: 'count(distinct t.deal_id)' },
  LOW: sum('t.low'),
  HIGH: sumOfEnds('t.high', 't.low', 't.high'),
  OPEN_ENDED: count('t.high is null'),
  REPLACED: count('t.replaced'),
}

export const statements: StatSubject = {
  type: JobProjection,
  dimension: (code, context) => {
    const result = plain.find((name) => name === code)
    return result ? dimensions[result](context) : inTime(code.slice('STATED_'.length) as Unit, context)
  },
  measures,
  columns: [
    ...['{t}.id', '{t}.deal_id', '{t}.low', '{t}.high'],
    '{t}.id in (select r.replaces_id from job_projection r where r.replaces_id is not null and r.withdrawn_at is null) as replaced',
  ],
  always: { statedOn: { isNull: false } },
  counted: () => [countedDealsSql('base', 'deal_id')],
}

export function jobProjectionStatRows(context: ReportContext): ReportRows {
  const [groupBy, names] = [context.args.groupBy as string[], context.args.measures as string[]]
  const sums = names.findIndex((code) => code === 'LOW' || code === 'HIGH')
  if (sums >= 0 && !groupBy.includes('KIND')) throw badField(`measures[${sums}]`, 'KINDS_APART')
  return plainStatRows(context, statements)
}

@ViewType('named', 'The statements about jobs of one cell.', { key: 'ordinal' })
export class JobProjectionStat extends Stat {
  @DerivedField(
    'json',
    () => JobProjectionDimensionCode,
    '{t}.overlapping',
    'The requested dimensions in which a statement may be in several cells; always empty.',
    { list: true, filter: false },
  )
  overlapping: JobProjectionDimension[]
}
