import { jobsCounted } from '../pipeline/jobs-on.js'
import { convertedTo, unconverted, type Conversion } from '../rate/converted.js'
import type { Asking, ReportRows } from '../read/roots.js'
import { axesOf, checkAsked } from './asked.js'
import { cubeRows } from './cube.js'
import { dealDimension, entersStage, type DealDimension, type OfDeals } from './deal-dimension.js'
import { dealMeasure, isCapex, isJobs, type DealMeasure } from './deal-measure.js'
import type { Axis } from './dimension.js'
import { countedDeals, dealsInView, standingSets } from './in-view.js'
import { Moment } from './moment.js'
import { unstated } from './names.js'

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
    { argument: 'kind', given: args.kind === 'DIRECT' ? null : args.kind, wanted: measures.some(isJobs) },
    { argument: 'horizon', given: args.horizon, wanted: measures.some(isJobs) },
    { argument: 'rumours', given: args.rumours === true ? true : null, wanted: measures.some(isJobs) },
    { argument: 'currency', given: args.currency, wanted: measures.some(isCapex) },
    { argument: 'rateOn', given: args.rateOn, wanted: args.currency != null },
  ])
  const moment = new Moment(asking)
  const axes: DealAxis[] = axesOf(codes, (code) => dealDimension(code, { asking, moment }))
  const money = args.currency == null ? unconverted : convertedTo(asking, moment, moneys)
  return cubeRows({
    sets: {
      in_view: dealsInView(asking, moment, axes),
      ...standingSets(moment),
      ...(measures.some(isJobs) ? jobSets(asking, moment) : {}),
      ...money.sets,
      base: baseSql(moment, axes, measures.some(isJobs), money),
    },
    axes,
    measures: measures.map((code) => dealMeasure(code, money.currency)),
    where: args.where == null ? null : statement.param(args.where, 'jsonb', JSON.stringify),
    narrowed: moment.narrowed(codes.some((code) => code === 'STAGE' || code === 'OUTCOME')),
    always: { reference: { isNull: false } },
    unstated: codes.length > 0 ? unstated(statement) : 'null',
    counted: countedDeals('base', 'id'),
  })
}

const jobSets = (asking: Asking, moment: Moment): Record<string, string> => ({
  counted: jobsCounted(asking, moment),
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
