import { countedJobsEcho, countedJobsSql } from '../../pipeline/jobs-on.js'
import { convertTo, noConversion, type Conversion } from '../../rate/conversion.js'
import type { ReportContext, ReportRows } from '../../read/roots.js'
import { axesOf, checkStatQuery } from '../check-query.js'
import { cubeRows } from '../cube.js'
import { dealDimension, entersStage, type DealDimension } from './deal-dimension.js'
import type { OfDeals } from './deal-context.js'
import { dealMeasure, isCapex, isJobs, isMeetings, type DealMeasure } from './deal-measure.js'
import { isOfJobs } from './further-dimensions.js'
import type { Axis } from '../dimension.js'
import { countedDealsSql, scopedDealRowsSql, stageAsOfSets } from '../scoped-rows.js'
import { AsOfPoint } from '../as-of.js'
import { unstated } from '../names.js'

const moneys = 'select capex_currency as currency from standing where capex_currency is not null'

type DealAxis = Axis & OfDeals

/** Returns the row sets of dealStats. */
export function dealStatRows(context: ReportContext): ReportRows {
  const { statement, args } = context
  const codes = args.groupBy as DealDimension[]
  const measures = args.measures as DealMeasure[]
  const hasJobs = measures.some(isJobs) || codes.some(isOfJobs)
  checkStatQuery(codes, measures, [
    {
      argument: 'stage',
      value: args.stage,
      isRequired: codes.some(entersStage),
      isUsed: codes.some(entersStage),
    },
    { argument: 'kind', value: args.kind === 'DIRECT' ? null : args.kind, isUsed: hasJobs },
    { argument: 'horizon', value: args.horizon, isUsed: hasJobs },
    { argument: 'rumours', value: args.rumours === true ? true : null, isUsed: hasJobs },
    { argument: 'currency', value: args.currency, isUsed: measures.some(isCapex) },
    { argument: 'rateOn', value: args.rateOn, isUsed: args.currency != null },
  ])
  const asOf = new AsOfPoint(context)
  const axes: DealAxis[] = axesOf(codes, (code) => dealDimension(code, { context, moment: asOf }))
  const money = args.currency == null ? noConversion : convertTo(context, asOf, moneys)
  return cubeRows({
    sets: {
      in_view: scopedDealRowsSql(context, asOf, axes),
      ...stageAsOfSets(asOf),
      ...(hasJobs ? jobSets(context, asOf) : {}),
      ...(measures.some(isMeetings) ? meetingSets(asOf) : {}),
      ...money.sets,
      base: baseSql(asOf, axes, { hasJobs, hasMeetings: measures.some(isMeetings) }, money),
    },
    axes,
    measures: measures.map((code) => dealMeasure(code, money.currency)),
    where: args.where == null ? null : asOf.pastWhere(statement.param(args.where, 'jsonb', JSON.stringify)),
    narrowed: asOf.scopeConditions(codes.some((code) => code === 'STAGE' || code === 'OUTCOME')),
    always: { reference: { isNull: false } },
    unstated: codes.length > 0 ? unstated(statement) : 'null',
    counted: countedDealsSql('base', 'id'),
    echo: echoSql(context, hasJobs),
  })
}

/** What the figures about jobs count; null where there are none. */
function echoSql(context: ReportContext, hasJobs: boolean): Record<string, string> {
  const { kind, horizon, rumours } = countedJobsEcho(context)
  return hasJobs
    ? { kind, horizon, rumours }
    : { kind: 'null::json', horizon: 'null::json', rumours: 'null::boolean' }
}

const jobSets = (context: ReportContext, asOf: AsOfPoint): Record<string, string> => ({
  counted: countedJobsSql(context, asOf),
  jobs: `select deal_id, max(low) filter (where not realised) as low, max(high) filter (where not realised) as high,
      max(low) filter (where realised) as realised, max(high) filter (where realised) as realised_high,
      max(standing) filter (where not realised) as standing, max(stated_on) filter (where not realised) as stated_on
    from counted group by deal_id`,
})

/** The meetings held by then, and of the deals that the viewer sees in full how many were held before commitment. */
const meetingSets = (asOf: AsOfPoint): Record<string, string> => ({
  held: asOf.heldMeetings,
  committed: `select distinct on (m.deal_id) m.deal_id, m.effective_on from (${asOf.moves}) m
      join deal_identity i on i.deal_id = m.deal_id
    where m.to_stage = 'COMMITTED' order by m.deal_id, m.place`,
  before_commitment: `select c.deal_id, count(distinct h.meeting_id) as meetings
    from committed c left join held h on h.deal_id = c.deal_id and h.when_to <= c.effective_on group by c.deal_id`,
})

/** Selects one row per deal: its stage then, its values and its keys. */
function baseSql(
  asOf: AsOfPoint,
  axes: DealAxis[],
  { hasJobs, hasMeetings }: { hasJobs: boolean; hasMeetings: boolean },
  money: Conversion,
): string {
  const keys = axes.flatMap(({ column, key, standing }) =>
    standing ? [`${standing} as ${column}`] : key ? [`v.${column}`] : [],
  )
  const columns = [
    'v.id',
    `${asOf.day} - s.since as days`,
    `${asOf.isPast ? 'w' : 'g'}.probability`,
    ...(hasJobs ? ['j.low', 'j.high', 'j.realised', 'j.realised_high'] : []),
    ...(hasMeetings ? ['c.meetings as meetings_before'] : []),
    ...['low', 'high'].map((end) => `${money.sum(`s.capex_${end}`, 's.capex_currency')} as capex_${end}`),
    's.capex_currency',
    ...keys,
  ]
  return `select ${columns.join(', ')} from standing s join in_view v on v.id = s.deal_id join deal_stage g on g.code = s.stage
    ${asOf.isPast ? `join stage_probabilities(${asOf.day}, ${asOf.knownAt}) w on w.code = s.stage` : ''}
    ${hasJobs ? 'left join jobs j on j.deal_id = s.deal_id' : ''}
    ${hasMeetings ? 'left join before_commitment c on c.deal_id = s.deal_id' : ''} ${money.join('s.capex_currency')}`
}
