import { Deal } from '../deal/deal.entity.js'
import { movedSince, stagesOn } from '../pipeline/deals-in-view.js'
import { jobsCounted, jobsStatedOn } from '../pipeline/jobs-on.js'
import { convertedTo, unconverted, type Conversion } from '../rate/converted.js'
import type { Asking, ReportRows } from '../read/roots.js'
import { shapeOf } from '../read/shape.js'
import { Row } from '../read/statement.js'
import { checkOf } from '../read/values.js'
import { axesOf, checkAsked } from './asked.js'
import { cubeRows } from './cube.js'
import { dealDimension, entersStage, type DealDimension, type OfDeals } from './deal-dimension.js'
import { dealMeasure, isCapex, isJobs, type DealMeasure } from './deal-measure.js'
import type { Axis } from './dimension.js'
import { Moment } from './moment.js'
import { unstated } from './names.js'
import type { Written } from './written.js'

const moneys = 'select capex_currency as currency from standing where capex_currency is not null'

type DealAxis = Axis & OfDeals

/** The row sets of dealStats. */
export function dealStatRows(asking: Asking): ReportRows {
  const { statement, args } = asking
  const codes = args.groupBy as DealDimension[]
  const measures = args.measures as DealMeasure[]
  checkAsked(codes, measures, [
    {
      argument: 'stage',
      given: args.stage,
      needed: codes.some(entersStage),
      wanted: codes.some(entersStage),
    },
    { argument: 'horizon', given: args.horizon, wanted: measures.some(isJobs) },
    { argument: 'rumours', given: args.rumours || null, wanted: measures.some(isJobs) },
    { argument: 'currency', given: args.currency, wanted: measures.some(isCapex) },
    { argument: 'rateOn', given: args.rateOn, wanted: args.currency != null },
  ])
  const moment = new Moment(asking)
  const axes: DealAxis[] = axesOf(codes, (code) => dealDimension(code, { asking, moment }))
  const agency = args.agency == null ? null : statement.param(args.agency, 'text', checkOf('word', 'agency'))
  const money = args.currency == null ? unconverted : convertedTo(asking, moment, moneys)
  return cubeRows({
    sets: {
      in_view: inView(asking, moment, axes, agency),
      ...standingSets(moment),
      ...(measures.some(isJobs) ? jobSets(asking, moment) : {}),
      ...money.sets,
      base: baseSql(moment, axes, measures.some(isJobs), money),
    },
    axes,
    measures: measures.map((code) => dealMeasure(code, money.currency)),
    where: args.where == null ? null : statement.param(args.where, 'jsonb', JSON.stringify),
    narrowed: narrowed(moment, codes, agency),
    always: { reference: { isNull: false } },
    unstated: codes.length > 0 ? unstated(statement) : 'null',
  })
}

/** The deals that the viewer may see at all, masked ones too, that fulfil `where`; with the keys that today gives them. */
function inView(
  { statement, args, condition }: Asking,
  moment: Moment,
  axes: DealAxis[],
  agency: string | null,
): string {
  const deal = new Row(statement, shapeOf(Deal))
  const beside = (name: string) => (['company', 'gone'].includes(name) ? `${deal.alias}_${name}` : undefined)
  const keys = axes.flatMap(({ column, key }) => (key ? [`${deal.fill(key, beside)} as ${column}`] : []))
  const joins = new Set(axes.flatMap(({ join }) => (join ? [deal.fill(join, beside)] : [])))
  const conditions = [
    ...(agency
      ? [
          `${deal.alias}.id in (select m.deal_id from (${moment.members}) m where m.agency_id = (select agency_named(${agency}, 'agency')))`,
        ]
      : []),
    ...(args.where == null ? [] : [condition(deal, args.where)]),
  ]
  const columns = ['id', 'stage', 'stage_since', 'capex_low', 'capex_high', 'capex_currency'].map(
    (name) => `${deal.alias}.${name}`,
  )
  return `select ${[...columns, ...keys].join(', ')} from ${deal.from()} ${[...joins].join(' ')} where ${conditions.join(' and ') || 'true'}`
}

const standingSets = (moment: Moment): Record<string, string> =>
  moment.past
    ? { moved: movedSince(moment), standing: stagesOn(moment) }
    : {
        standing:
          'select id as deal_id, stage, stage_since as since, capex_low, capex_high, capex_currency from in_view',
      }

const jobSets = (asking: Asking, moment: Moment): Record<string, string> => ({
  stated: jobsStatedOn(asking, moment),
  counted: jobsCounted(asking),
  jobs: `select deal_id, max(low) filter (where not realised) as low, max(high) filter (where not realised) as high,
      max(low) filter (where realised) as realised
    from counted group by deal_id`,
})

/** One row a deal: where it stood, what it comes to, and its keys. */
function baseSql({ day }: Moment, axes: DealAxis[], jobs: boolean, money: Conversion): string {
  const keys = axes.flatMap(({ column, key, standing }) =>
    standing ? [`${standing} as ${column}`] : key ? [`v.${column}`] : [],
  )
  const columns = [
    'v.id',
    `${day} - s.since as days`,
    'g.probability',
    ...(jobs ? ['j.low', 'j.high', 'j.realised'] : []),
    ...['low', 'high'].map((end) => `${money.sum(`s.capex_${end}`, 's.capex_currency')} as capex_${end}`),
    's.capex_currency',
    ...keys,
  ]
  return `select ${columns.join(', ')} from standing s join in_view v on v.id = s.deal_id join deal_stage g on g.code = s.stage
    ${jobs ? 'left join jobs j on j.deal_id = s.deal_id' : ''} ${money.join('s.capex_currency')}`
}

/** Deals that stood nowhere then are none. Which stage they stood in says so too. */
function narrowed(moment: Moment, codes: DealDimension[], agency: string | null): Written[] {
  const stood = codes.some((code) => code === 'STAGE' || code === 'OUTCOME') ? null : moment.stood()
  return [...(stood ? [stood] : []), ...(agency ? [moment.inTeam(agency)] : [])]
}
