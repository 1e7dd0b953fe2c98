import { registerCodes } from '../../core/codes.js'
import { count, quantile, sum, sumOfEnds, type Measure } from '../measure.js'

export const dealMeasures = [
  'DEALS',
  'JOBS_LOW',
  'JOBS_HIGH',
  'JOBS_OPEN_ENDED',
  'JOBS_WEIGHTED_LOW',
  'JOBS_WEIGHTED_HIGH',
  'JOBS_REALISED',
  'JOBS_REALISED_HIGH',
  'JOBS_DEALS_WITHOUT',
  'COMPARED_DEALS',
  'COMPARED_ANNOUNCED_LOW',
  'COMPARED_ANNOUNCED_HIGH',
  'COMPARED_REALISED',
  'COMPARED_REALISED_HIGH',
  'COMPARED_DIFFERENCE_LOW',
  'COMPARED_DIFFERENCE_HIGH',
  'CAPEX_LOW',
  'CAPEX_HIGH',
  'DAYS_IN_STAGE_MEDIAN',
  'DAYS_IN_STAGE_P90',
  'MEETINGS',
  'MEETINGS_BEFORE_COMMITMENT_MEDIAN',
] as const
export type DealMeasure = (typeof dealMeasures)[number]
export const DealMeasureCode = registerCodes(
  'DealMeasure',
  dealMeasures,
  'Measure of deals. JOBS_… count the one statement of each deal that counts, as in pipelineStatus; probabilities are those of the day, as known then. A sum is null if no deal has a value, never 0.',
  {
    DEALS: 'Number of deals.',
    JOBS_LOW: 'Sum of the lower bounds of the jobs.',
    JOBS_HIGH: 'Sum of the upper bounds; null if the jobs of one deal have no upper bound.',
    JOBS_OPEN_ENDED: 'Number of deals whose statement has no upper bound.',
    JOBS_WEIGHTED_LOW: 'Sum of the lower bounds, each times the probability of the stage.',
    JOBS_WEIGHTED_HIGH:
      'Sum of the upper bounds, each times the probability of the stage; null if one has no upper bound.',
    JOBS_REALISED: 'Sum of the lower bounds of the REALISED statements, which the other measures leave out.',
    JOBS_REALISED_HIGH: 'Sum of the upper bounds of the REALISED statements; null if one has no upper bound.',
    JOBS_DEALS_WITHOUT: 'Number of deals without a statement that counts: their jobs are unknown, not 0.',
    COMPARED_DEALS: 'Number of deals with both a statement that counts and a REALISED one.',
    COMPARED_ANNOUNCED_LOW: 'Stated jobs of the compared deals: sum of the lower bounds.',
    COMPARED_ANNOUNCED_HIGH:
      'Stated jobs of the compared deals: sum of the upper bounds; null if one has none.',
    COMPARED_REALISED: 'Realised jobs of the compared deals: sum of the lower bounds.',
    COMPARED_REALISED_HIGH:
      'Realised jobs of the compared deals: sum of the upper bounds; null if one has none.',
    COMPARED_DIFFERENCE_LOW: 'Realised minus stated jobs of the compared deals, by the lower bounds.',
    COMPARED_DIFFERENCE_HIGH:
      'Realised minus stated jobs of the compared deals, by the upper bounds; null if one has none.',
    CAPEX_LOW: 'Sum of the lower bounds of the capex, one value per currency, or one in `currency`.',
    CAPEX_HIGH:
      'Sum of the upper bounds of the capex, one value per currency, or one in `currency`; null if one has no upper bound.',
    DAYS_IN_STAGE_MEDIAN: 'Median of the days since the deal entered its stage, up to `asOf`.',
    DAYS_IN_STAGE_P90: '90th percentile of the days since the deal entered its stage, up to `asOf`.',
    MEETINGS: 'Number of meetings held by the requested day, each counted once, as far as you may see them.',
    MEETINGS_BEFORE_COMMITMENT_MEDIAN:
      'Median of the meetings held up to the day on which a deal first entered COMMITTED, of the deals that did and that you see in full.',
  },
)

const without = 't.low is null'
const compared = 't.low is not null and t.realised is not null'
const low = `case when ${compared} then t.low end`
const high = `case when ${compared} then t.high end`
const realised = `case when ${compared} then t.realised end`
const realisedHigh = `case when ${compared} then t.realised_high end`
const differenceHigh = `${realisedHigh} - ${high}`

const measures: Record<DealMeasure, Measure> = {
  DEALS: count(),
  JOBS_LOW: sum('t.low'),
  JOBS_HIGH: sumOfEnds('t.high', 't.low', 't.high'),
  JOBS_OPEN_ENDED: count('t.low is not null and t.high is null'),
  JOBS_WEIGHTED_LOW: sum('t.low * t.probability * 0.01'),
  JOBS_WEIGHTED_HIGH: sumOfEnds('t.high * t.probability * 0.01', 't.low', 't.high'),
  JOBS_REALISED: sum('t.realised'),
  JOBS_REALISED_HIGH: sumOfEnds('t.realised_high', 't.realised', 't.realised_high'),
  JOBS_DEALS_WITHOUT: count(without),
  COMPARED_DEALS: count(compared),
  COMPARED_ANNOUNCED_LOW: sum(low),
  COMPARED_ANNOUNCED_HIGH: sumOfEnds(high, low, high),
  COMPARED_REALISED: sum(realised),
  COMPARED_REALISED_HIGH: sumOfEnds(realisedHigh, realised, realisedHigh),
  COMPARED_DIFFERENCE_LOW: sum(`${realised} - ${low}`),
  COMPARED_DIFFERENCE_HIGH: sumOfEnds(differenceHigh, low, differenceHigh),
  CAPEX_LOW: { ...sum('t.capex_low'), currency: 't.capex_currency' },
  CAPEX_HIGH: { ...sumOfEnds('t.capex_high', 't.capex_low', 't.capex_high'), currency: 't.capex_currency' },
  DAYS_IN_STAGE_MEDIAN: quantile(0.5, 't.days'),
  DAYS_IN_STAGE_P90: quantile(0.9, 't.days'),
  MEETINGS: { number: 'count(distinct h.meeting_id)', join: 'join held h on h.deal_id = t.id' },
  MEETINGS_BEFORE_COMMITMENT_MEDIAN: quantile(0.5, 't.meetings_before'),
}

export const isCapex = (code: DealMeasure): boolean => code.startsWith('CAPEX_')
export const isMeetings = (code: DealMeasure): boolean => code.startsWith('MEETINGS')
export const isJobs = (code: string): boolean => /^(JOBS|COMPARED)_/.test(code)

/** With the argument `currency`, the capex of each row is converted to it. */
export const dealMeasure = (code: DealMeasure, currency: string | null): Measure & { code: string } => ({
  code,
  ...(currency !== null && isCapex(code) ? inOne(measures[code], currency) : measures[code]),
})

const inOne = ({ number, open }: Measure, currency: string): Measure => ({
  number: `round(${number}, 2)`,
  open,
  in: currency,
})
