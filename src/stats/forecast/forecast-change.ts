/**
 * Splits the difference between the weighted jobs of two instants into deals and reasons.
 *
 * A deal that is counted at both has the jobs J and J', in stages with the probabilities P(s) and P'(s'). The shares
 * replace one at a time, so they add up: MOVED is J · (P(s') − P(s)), RESTATED (J' − J) · P(s'), and REWEIGHTED
 * J' · (P'(s') − P(s')).
 */
import { countedJobsEcho, countedJobsSql } from '../../pipeline/jobs-on.js'
import type { ReportContext, ReportRows } from '../../read/roots.js'
import { AsOfPoint } from '../as-of.js'
import { countedDealsSql, scopedDealRowsSql, stageAsOfSets } from '../scoped-rows.js'
import { forecastReasons, type ForecastReason } from './forecast-change.entity.js'

export function forecastChangeRows(context: ReportContext): ReportRows {
  const { args } = context
  const contexts = {
    before: { ...context, args: { ...args, asOf: args.from, knownAt: args.fromKnownAt } },
    after: { ...context, args: { ...args, asOf: args.to, knownAt: args.toKnownAt } },
  }
  const before = new AsOfPoint(contexts.before, 'from')
  const after = new AsOfPoint(contexts.after, 'to')
  const sets = {
    before: countedSql(contexts.before, before),
    after: countedSql(contexts.after, after),
    pair: pairSql(before),
    change: changeSql,
    reason_sum: reasonSumSql,
    forecast: forecastSql(context, before, after),
  }
  return {
    with: Object.entries(sets)
      .map(([name, sql]) => `${name} as materialized (${sql})`)
      .join(', '),
    source: 'forecast',
    counted: countedDealsSql('pair', 'deal_id'),
  }
}

/** Selects the deals that count then: stage, probability and jobs of each. */
function countedSql(context: ReportContext, asOf: AsOfPoint): string {
  const sets = {
    in_view: scopedDealRowsSql(context, asOf),
    ...stageAsOfSets(asOf),
    counted: countedJobsSql(context, asOf),
  }
  const formatted = Object.entries(sets).map(([name, sql]) => `${name} as (${sql})`)
  return `with ${formatted.join(', ')}
    select s.deal_id, s.stage, w.probability, j.low, j.high, j.low is not null and j.high is null as open
      from standing s join stage_probabilities(${asOf.day}, ${asOf.knownAt}) w on w.code = s.stage
        left join counted j on j.deal_id = s.deal_id and not j.realised`
}

const columns = ['stage', 'probability', 'low', 'high', 'open']
const columnsOf = (set: string): string =>
  columns.map((name) => `${set}.${name} as ${set}_${name}`).join(', ')

/** Selects every deal that counts at one of the instants, with the probability that its later stage had at the first. */
const pairSql = (before: AsOfPoint): string =>
  `select deal_id, ${columnsOf('before')}, ${columnsOf('after')}, w.probability as then_probability
    from before full join after using (deal_id)
      left join stage_probabilities(${before.day}, ${before.knownAt}) w on w.code = after.stage`

interface Share {
  /** When a deal can have it. */
  when: string
  /** The share of one end of the jobs. */
  of: (end: 'low' | 'high') => string
  /** Whether it has no upper end. */
  isOpen: string
}

const both = 'p.before_stage is not null and p.after_stage is not null'
const jobs = (at: 'before' | 'after', end: 'low' | 'high') => `coalesce(p.${at}_${end}, 0)`

const shares: Record<ForecastReason, Share> = {
  ENTERED: {
    when: 'p.before_stage is null',
    of: (end) => `${jobs('after', end)} * p.after_probability`,
    isOpen: 'p.after_open',
  },
  LEFT: {
    when: 'p.after_stage is null',
    of: (end) => `-${jobs('before', end)} * p.before_probability`,
    isOpen: 'p.before_open',
  },
  MOVED: {
    when: both,
    of: (end) => `${jobs('before', end)} * (p.then_probability - p.before_probability)`,
    isOpen: 'p.before_open and p.then_probability <> p.before_probability',
  },
  RESTATED: {
    when: both,
    of: (end) => `(${jobs('after', end)} - ${jobs('before', end)}) * p.then_probability`,
    isOpen: `p.before_open <> p.after_open
      or p.before_open and p.before_low <> p.after_low and p.then_probability <> 0`,
  },
  REWEIGHTED: {
    when: both,
    of: (end) => `${jobs('after', end)} * (p.after_probability - p.then_probability)`,
    isOpen: 'p.after_open and p.after_probability <> p.then_probability',
  },
}

/** Selects the shares that are not 0, or that have no upper end. */
const changeSql = `select row_number() over (order by p.deal_id, x.place) as ordinal, p.*, x.reason, x.place,
    x.low * 0.01 as share_low, case when not x.open then x.high * 0.01 end as share_high
  from pair p cross join lateral (values ${forecastReasons
    .map((reason, place) => {
      const { when, of, isOpen } = shares[reason]
      // of jobs that are open-ended before and after, without a change, there is nothing to count
      const high = `case when p.before_open or p.after_open then 0 else ${of('high')} end`
      return `('${reason}', ${place}, ${when}, (${of('low')})::numeric, (${high})::numeric, ${isOpen})`
    })
    .join(', ')}) x(reason, place, applies, low, high, open)
  where x.applies and (x.low <> 0 or x.high <> 0 or x.open)`

const reasonSumSql = `select reason, place, count(distinct deal_id) as deals, sum(share_low) as share_low,
    case when not bool_or(share_high is null) then sum(share_high) end as share_high
  from change group by reason, place`

function forecastSql(context: ReportContext, before: AsOfPoint, after: AsOfPoint): string {
  const { kind, horizon, rumours } = countedJobsEcho(context)
  const point = (name: string, at: AsOfPoint) =>
    `select ${at.day} as ${name}_day, ${at.knownAt} as ${name}_known, count(*) as ${name}_deals,
      coalesce(sum(low * probability), 0) * 0.01 as ${name}_low,
      case when not coalesce(bool_or(open), false) then coalesce(sum(high * probability), 0) * 0.01 end as ${name}_high
    from ${name}`
  return `select 1 as ordinal, b.*, a.*, a.after_low - b.before_low as difference_low,
      a.after_high - b.before_high as difference_high,
      ${kind} as kind, ${horizon} as horizon, ${rumours} as rumours
    from (${point('before', before)}) b, (${point('after', after)}) a`
}
