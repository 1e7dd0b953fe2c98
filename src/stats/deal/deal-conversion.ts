import { Float, Int } from '@nestjs/graphql'
import { registerCodes } from '../../core/codes.js'
import { badField } from '../../core/error/app-error.js'
import { JsonScalar } from '../../core/scalars.js'
import { stageCodes, type StageCode } from '../../deal/stage/stage.js'
import { DerivedField, ViewType } from '../../read/declare.js'
import type { ReportContext, ReportRows } from '../../read/roots.js'
import { periodDimension, periodOf } from '../dimension.js'
import { describeUnits, units, type Unit } from '../unit.js'
import { countedDealsSql, scopedDealRowsSql, stageAsOfSets } from '../scoped-rows.js'
import { AsOfPoint } from '../as-of.js'
import { whereJsonSql, type WhereJson } from '../where-json.js'

export const PeriodCode = registerCodes(
  'Period',
  units,
  'Length of the periods by which days are grouped.',
  describeUnits('', (unit) => `Each ${unit}.`),
)

const figure = (column: string, description: string): PropertyDecorator =>
  DerivedField('int', () => Int, `{t}.${column}`, description)

@ViewType('cohort', 'The outcome of the deals that first entered a stage in one period.', { key: 'period' })
export class DealConversion {
  @DerivedField(
    'text',
    () => String,
    '{t}.written',
    'The period as ISO 8601 writes it (2018-W22, 2018-05, 2018; a quarter as 2018-Q2); null for all periods together.',
    { nullable: true },
  )
  period: string | null

  @DerivedField(
    'text',
    () => String,
    '{t}.label',
    'The period in words, in your language; null for all periods together.',
    {
      nullable: true,
    },
  )
  label: string | null

  @figure(
    'entered',
    'Deals that entered `from`, each once, in the period of its first entry: the sum of the next four.',
  )
  entered: number

  @figure(
    'converted',
    'Deals of these that entered `to`, or a stage beyond it, at any later time, including those lost since.',
  )
  converted: number

  @figure('lost', 'Deals of these that did not convert and are lost.')
  lost: number

  @figure('paused', 'Deals of these that did not convert and are dormant.')
  paused: number

  @figure('still_open', 'Deals of these that have not converted yet, and are neither lost nor dormant.')
  stillOpen: number

  @DerivedField(
    'float',
    () => Float,
    '({t}.converted / nullif({t}.entered, 0)::float8)',
    '`converted` divided by `entered`, from 0 to 1. A lower bound while some deals are open or dormant. Null if none entered.',
    { nullable: true },
  )
  rate: number | null

  @DerivedField(
    'float',
    () => Float,
    '{t}.median_days',
    'Median days from first entering `from` to first entering `to` or beyond, of the converted deals. Null if none converted.',
    { nullable: true },
  )
  medianDays: number | null

  @DerivedField(
    'json',
    () => JsonScalar,
    '{t}."where"',
    'The `where` for `deals` that lists exactly the deals that entered.',
    {
      filter: false,
    },
  )
  where: unknown
}

/** Returns the row sets of dealConversion. */
export function conversionRows(context: ReportContext): ReportRows {
  const { args } = context
  checkOrder(args.from as StageCode, args.to as StageCode)
  const asOf = new AsOfPoint(context)
  const [from, to] = [args.from, args.to].map((stage) => context.statement.param(stage, 'text')) as [
    string,
    string,
  ]
  const sets = {
    in_view: scopedDealRowsSql(context, asOf),
    ...stageAsOfSets(asOf),
    moves: asOf.moves,
    aims: targetStagesSql(to),
    entry: firstEntriesSql(`moves m join standing s on s.deal_id = m.deal_id where m.to_stage = ${from}`),
    arrival: firstEntriesSql(
      'entry e join moves m on m.deal_id = e.deal_id and m.place > e.place where m.to_stage in (select code from aims)',
    ),
    cohort: cohortSql(context, asOf, from),
  }
  const formatted = Object.entries(sets).map(([name, sql]) => `${name} as (${sql})`)
  return { with: formatted.join(', '), source: 'cohort', counted: countedDealsSql('entry', 'deal_id') }
}

/** Rejects a stage `to` that is not later than `from`. LOST and DORMANT are later than every open stage. */
function checkOrder(from: StageCode, to: StageCode): void {
  if (stageCodes.indexOf(to) <= stageCodes.indexOf(from))
    throw badField('to', 'STAGE_NOT_LATER', { from, to })
}

/** Selects the stages that count as reaching `to`. An open stage is also reached by any stage beyond it, up to LANDED. */
const targetStagesSql = (
  to: string,
): string => `select s.code from deal_stage s, deal_stage aim where aim.code = ${to}
  and (s.code = aim.code or aim.outcome = 'OPEN' and s.outcome in ('OPEN', 'WON') and s.position > aim.position)`

const firstEntriesSql = (moves: string): string =>
  `select distinct on (m.deal_id) m.deal_id, m.effective_on, m.place from ${moves} order by m.deal_id, m.place`

function cohortSql(context: ReportContext, asOf: AsOfPoint, from: string): string {
  const unit = context.args.period as Unit | null | undefined
  const key = unit ? periodOf(unit, 'e.effective_on') : 'null::text'
  const open = `a.deal_id is null and g.outcome`
  const { value, label, where } = periodSql(context, asOf, from, unit)
  return `select q.*, ${value} as written, ${label} as label, ${where} as "where" from (
    select ${key} as period, count(e.deal_id) as entered, count(a.deal_id) as converted,
      count(*) filter (where ${open} = 'LOST') as lost, count(*) filter (where ${open} = 'PAUSED') as paused,
      count(*) filter (where ${open} in ('OPEN', 'WON')) as still_open,
      percentile_cont(0.5) within group (order by a.effective_on - e.effective_on) as median_days
    from entry e join standing s on s.deal_id = e.deal_id join deal_stage g on g.code = s.stage
      left join arrival a on a.deal_id = e.deal_id ${unit ? 'group by 1' : ''}) q`
}

/** Returns value and label of the period as SQL, and the condition for the deals that first entered in it. */
function periodSql(
  { statement, args }: ReportContext,
  asOf: AsOfPoint,
  stage: string,
  unit: Unit | null | undefined,
): { value: string; label: string; where: string } {
  const entered = (how: Readonly<Record<string, WhereJson>>) =>
    asOf.transitionsAsOf({ to: { code: { eq: stage } }, ...how })
  const period = periodDimension(statement, unit ?? 'YEAR', {
    where: (from, to) => ({
      transitions: {
        some: entered({ effectiveOn: { gte: from, lte: to } }),
        none: entered({ effectiveOn: { lt: from } }),
      },
    }),
    none: { transitions: { some: entered({}) } },
  })
  const conditions = [
    ...(args.where == null ? [] : [asOf.pastWhere(statement.param(args.where, 'jsonb', JSON.stringify))]),
    ...[...asOf.scopeConditions(false), unit ? period.where('q.period', '') : period.none].map(whereJsonSql),
  ]
  return {
    value: unit ? period.value!('q.period') : 'null::text',
    label: unit ? period.label!('q.period') : 'null::text',
    where: `jsonb_build_object('and', jsonb_build_array(${conditions.join(', ')}))`,
  }
}
