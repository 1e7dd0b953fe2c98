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
import {
  agencyNames,
  codeDimension,
  dealKeys,
  partialDateConditions,
  periodDimension,
  periodsOf,
  type Dimension,
} from './dimension.js'
import { countedDealsSql } from './scoped-rows.js'
import { describeUnits, units, type Unit } from './unit.js'
import { count, sum, sumOfEnds, type Measure } from './measure.js'
import { codeNames } from './names.js'
import { plainStatRows, type Narrowing, type StatContext, type StatSubject } from './plain-stats.js'
import { Stat } from './stat.js'

const plain = ['KIND', 'HORIZON', 'STANDING', 'SOURCE_KIND', 'LEAD_AGENCY'] as const
type Plain = (typeof plain)[number]

export const jobProjectionDimensions = [...plain, ...units.map((unit) => `STATED_${unit}` as const)] as const
export type JobProjectionDimension = (typeof jobProjectionDimensions)[number]
export const JobProjectionDimensionCode = registerCodes(
  'JobProjectionDimension',
  jobProjectionDimensions,
  'Dimension of statements about jobs. With STATED_… a statement may be in several cells.',
  {
    KIND: 'Kind of jobs; required for sums, since kinds are never added together.',
    HORIZON: 'Time by which the jobs exist; a horizon includes the earlier ones.',
    STANDING: 'Certainty of the statement.',
    SOURCE_KIND: 'Kind of its source; null if you may not see it.',
    LEAD_AGENCY: 'Lead agency of its deal.',
    ...describeUnits('STATED_', (unit) => `The ${unit} in which it was made; several with a partial date.`),
  },
)

export const jobProjectionMeasures = [
  'STATEMENTS',
  'DEALS',
  'LOW',
  'HIGH',
  'REALISED',
  'REALISED_HIGH',
  'OPEN_ENDED',
  'REPLACED',
] as const
export type JobProjectionMeasure = (typeof jobProjectionMeasures)[number]
export const JobProjectionMeasureCode = registerCodes(
  'JobProjectionMeasure',
  jobProjectionMeasures,
  'Measure of statements about jobs. LOW, HIGH, REALISED and REALISED_HIGH require KIND among the dimensions, since kinds are never added together; each is null if no statement has such jobs.',
  {
    STATEMENTS: 'Number of statements.',
    DEALS: 'Number of deals that they are about, each counted once.',
    LOW: 'Sum of the lower bounds of projected jobs, without REALISED ones. Without HORIZON among the dimensions it adds the furthest horizon of each deal; with `superseded`, all statements.',
    HIGH: 'Sum of the upper bounds of projected jobs, of the statements that LOW adds; null if one has no upper bound.',
    REALISED: 'Sum of the lower bounds of REALISED jobs.',
    REALISED_HIGH: 'Sum of the upper bounds of REALISED jobs; null if one has no upper bound.',
    OPEN_ENDED: 'Number of statements without an upper bound.',
    REPLACED: 'Number of statements that another one corrects; requires `superseded`.',
  },
)

const dimensions: Record<Plain, (context: StatContext) => Dimension> = {
  KIND: ({ statement }) => codeDimension('kind', codeNames(statement, 'jobKind', jobKinds)),
  HORIZON: ({ statement }) => codeDimension('horizon', codeNames(statement, 'jobHorizon', jobHorizons)),
  STANDING: ({ statement }) => codeDimension('standing', codeNames(statement, 'jobStanding', jobStandings)),
  SOURCE_KIND: ({ statement }) => ({
    key: '{words}.source_kind',
    names: codeNames(statement, 'sourceKind', sourceKinds),
    where: (k) => ({ source: { kind: { eq: k } } }),
    none: { source: { isNull: true } },
  }),
  LEAD_AGENCY: ({ statement }) => ({
    join: {
      name: 'about',
      sql: `join ${dealKeys(statement, 'leadAgency')} {about} on {about}.deal_id = {t}.deal_id`,
    },
    key: '{about}.key',
    names: agencyNames,
    where: (_, code) => ({ deal: { leadAgency: { code: { eq: code } } } }),
    none: { deal: { isNull: true } },
  }),
}

const inTime = (unit: Unit, { statement }: StatContext): Dimension =>
  periodDimension(statement, unit, {
    keys: `select distinct b.id, first::date::text as key from base b, ${periodsOf(unit, 'b.stated_when_from', 'b.stated_on')}`,
    ...partialDateConditions('statedWhen', 'statedOn'),
  })

function countedEnd(end: 'low' | 'high'): string {
  return `case when t.counts then t.${end} end`
}

const measures: Record<JobProjectionMeasure, Measure> = {
  STATEMENTS: count(),
  DEALS: { number: 'count(distinct t.deal_id)' },
  LOW: sum(countedEnd('low')),
  HIGH: sumOfEnds(countedEnd('high'), countedEnd('low'), countedEnd('high')),
  REALISED: sum('t.realised'),
  REALISED_HIGH: sumOfEnds('t.realised_high', 't.realised', 't.realised_high'),
  OPEN_ENDED: count('t.high is null'),
  REPLACED: count('t.replaced'),
}

const isCurrent = ({ past }: StatContext): Narrowing => ({
  sql: `{t}.id in (select unnest(array(select c.id from ${
    past ? 'current_projections_as_of({day}, {knownAt})' : 'current_projections()'
  } c)))`,
  where: { current: true },
})
const isNoRumour: Narrowing = {
  sql: `{t}.standing <> 'RUMOURED'`,
  where: { standing: { ne: `'RUMOURED'::text` } },
}

/**
 * Returns whether LOW and HIGH add a statement. Of each deal and kind it is the one of the furthest horizon among the
 * counted ones, unless the cells keep the horizons apart or all statements are requested; the same order as in
 * known_projections.sql.
 */
function countsSql({ args }: ReportContext): string {
  const isProjected = `{t}.standing <> 'REALISED'`
  if (args.superseded === true || (args.groupBy as string[]).includes('HORIZON')) return isProjected
  return `(${isProjected} and row_number() over (partition by {t}.deal_id, {t}.kind, ${isProjected}
    order by horizon_reach({t}.horizon) desc, standing_strength({t}.standing) desc) = 1)`
}

export const statements: StatSubject = {
  type: JobProjection,
  dimension: (code, context) => {
    const result = plain.find((name) => name === code)
    return result ? dimensions[result](context) : inTime(code.slice('STATED_'.length) as Unit, context)
  },
  measures: () => measures,
  columns: (context) => [
    ...['{t}.id', '{t}.deal_id', '{t}.low', '{t}.high', '{t}.stated_when_from', '{t}.stated_on'],
    `case when {t}.standing = 'REALISED' then {t}.low end as realised`,
    `case when {t}.standing = 'REALISED' then {t}.high end as realised_high`,
    `${countsSql(context)} as counts`,
    `{t}.id in (select r.replaces_id from job_projection r where r.replaces_id is not null and ${
      context.past
        ? '(r.stated_on <= {day}) is not false and r.recorded_at <= {knownAt} and (r.withdrawn_at is null or r.withdrawn_at > {knownAt})'
        : 'r.withdrawn_at is null'
    }) as replaced`,
  ],
  narrowed: (context) => [
    ...(context.args.superseded === true ? [] : [isCurrent(context)]),
    ...(context.args.rumours === true ? [] : [isNoRumour]),
  ],
  always: { statedOn: { isNull: false } },
  counted: () => [countedDealsSql('base', 'deal_id')],
  isWithdrawable: true,
}

export function jobProjectionStatRows(context: ReportContext): ReportRows {
  const [groupBy, names] = [context.args.groupBy as string[], context.args.measures as string[]]
  const sums = names.findIndex((code) => ['LOW', 'HIGH', 'REALISED', 'REALISED_HIGH'].includes(code))
  if (sums >= 0 && !groupBy.includes('KIND')) throw badField(`measures[${sums}]`, 'KINDS_APART')
  if (names.includes('REPLACED') && context.args.superseded !== true) throw badField('superseded', 'NEEDED')
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
