import { registerCodes } from '../core/codes.js'
import { Transition } from '../deal/transition/transition.entity.js'
import { DerivedField, ViewType } from '../read/declare.js'
import {
  agencyNames,
  dealKeys,
  periodDimension,
  periodOf,
  userNames,
  type Dimension,
  type NamedJoin,
} from './dimension.js'
import { count, quantile, type Measure } from './measure.js'
import { codeNames } from './names.js'
import type { Narrowing, StatContext, StatSubject } from './plain-stats.js'
import { countedDealsSql } from './scoped-rows.js'
import { Stat } from './stat.js'
import { describeUnits, units, type Unit } from './unit.js'

const plain = ['FROM', 'TO', 'LEAD_AGENCY', 'OFFICER', 'OVERRIDE'] as const
type Plain = (typeof plain)[number]

export const transitionDimensions = [...plain, ...units] as const
export type TransitionDimension = (typeof transitionDimensions)[number]
export const TransitionDimensionCode = registerCodes(
  'TransitionDimension',
  transitionDimensions,
  'Dimension of moves. A move is in one cell of each.',
  {
    FROM: 'Stage left; null for the opening of a deal.',
    TO: 'Stage entered.',
    LEAD_AGENCY: 'Lead agency of the deal.',
    OFFICER: 'Officer in charge of the deal; null without one, or when masked.',
    OVERRIDE: 'YES if the move was made although facts were missing, else NO.',
    ...describeUnits('', (unit) => `The ${unit} in which the move took effect.`),
  },
)

export const transitionMeasures = ['TRANSITIONS', 'DEALS', 'DAYS_MEDIAN', 'DAYS_P90'] as const
export type TransitionMeasure = (typeof transitionMeasures)[number]
export const TransitionMeasureCode = registerCodes(
  'TransitionMeasure',
  transitionMeasures,
  'Measure of moves.',
  {
    TRANSITIONS: 'Number of moves.',
    DEALS: 'Number of deals that moved, each counted once.',
    DAYS_MEDIAN:
      'Median of the days that the deal had spent in the stage left; with FROM as dimension, the days spent in each stage. Null if there are only openings.',
    DAYS_P90: '90th percentile of the days that DAYS_MEDIAN is the median of.',
  },
)

const stageNames =
  'select code as key, code as value, label ->> viewer_language() as label, position as place from deal_stage'

const dimensions: Record<Plain, (context: StatContext) => Dimension> = {
  FROM: () => ({
    key: '{t}.from_stage',
    names: stageNames,
    where: (k) => ({ from: { code: { eq: k } } }),
    none: { from: { isNull: true } },
  }),
  TO: () => ({
    key: '{t}.to_stage',
    names: stageNames,
    where: (k) => ({ to: { code: { eq: k } } }),
    none: { to: { isNull: true } },
  }),
  LEAD_AGENCY: ({ statement }) => ({
    join: {
      name: 'lead',
      sql: `join ${dealKeys(statement, 'leadAgency')} {lead} on {lead}.deal_id = {t}.deal_id`,
    },
    key: '{lead}.key',
    names: agencyNames,
    where: (_, code) => ({ deal: { leadAgency: { code: { eq: code } } } }),
    none: { deal: { isNull: true } },
  }),
  OFFICER: ({ statement }) => ({
    join: {
      name: 'charge',
      sql: `join ${dealKeys(statement, 'officer')} {charge} on {charge}.deal_id = {t}.deal_id`,
    },
    key: '{charge}.key',
    names: userNames,
    where: (k) => ({ deal: { officer: { id: { eq: k } } } }),
    none: { deal: { officer: { isNull: true } } },
  }),
  OVERRIDE: ({ statement }) => ({
    key: `case when {t}.override then 'YES' else 'NO' end`,
    names: codeNames(statement, 'yesNo', ['YES', 'NO']),
    where: (k) => ({ override: { eq: `(${k} = 'YES')` } }),
    none: { override: { isNull: true } },
  }),
}

const inTime = (unit: Unit, { statement }: StatContext): Dimension =>
  periodDimension(statement, unit, {
    key: periodOf(unit, '{t}.effective_on'),
    where: (from, to) => ({ effectiveOn: { gte: from, lte: to } }),
    none: { effectiveOn: { isNull: true } },
  })

const measures: Record<TransitionMeasure, Measure> = {
  TRANSITIONS: count(),
  DEALS: { number: 'count(distinct t.deal_id)' },
  DAYS_MEDIAN: quantile(0.5, 't.days'),
  DAYS_P90: quantile(0.9, 't.days'),
}

/** The condition of a move that is valid, then or today. */
const holds = (move: string, { past }: StatContext): string =>
  `not exists (select 1 from transition_correction c where c.transition_id = ${move}.id ${
    past ? 'and c.recorded_at <= {knownAt}' : ''
  })`

/** The days between a valid move and the one before it. */
const stay = (context: StatContext): NamedJoin => ({
  name: 'stay',
  sql: `left join (select m.id, m.effective_on - lag(m.effective_on) over (partition by m.deal_id order by coalesce(m.place, m.ordinal)) as days
    from transition m where ${context.past ? 'm.recorded_at <= {knownAt} and ' : ''}${holds('m', context)}) {stay} on {stay}.id = {t}.id`,
})

const isValid = (context: StatContext): Narrowing => ({
  sql: holds('{t}', context),
  where: { holds: { eq: true } },
})
const isOfLiveDeal = ({ past }: StatContext): Narrowing => ({
  sql: `exists (select 1 from deal d where d.id = {t}.deal_id and (d.withdrawn_at is null ${
    past ? 'or d.withdrawn_at > {knownAt}' : ''
  }))`,
  where: { deal: { withdrawnAt: { isNull: true } } },
})

export const transitions: StatSubject = {
  type: Transition,
  dimension: (code, context) => {
    const unit = units.find((each) => each === code)
    return unit ? inTime(unit, context) : dimensions[code as Plain](context)
  },
  measures: () => measures,
  columns: () => ['{t}.id', '{t}.deal_id', '{stay}.days'],
  joins: (context) => [stay(context)],
  narrowed: (context) => [isValid(context), isOfLiveDeal(context)],
  always: { effectiveOn: { isNull: false } },
  counted: () => [countedDealsSql('base', 'deal_id')],
}

@ViewType('named', 'The moves of one cell.', { key: 'ordinal' })
export class TransitionStat extends Stat {
  @DerivedField(
    'json',
    () => TransitionDimensionCode,
    '{t}.overlapping',
    'The requested dimensions in which a move may be in several cells; always empty.',
    { list: true, filter: false },
  )
  overlapping: TransitionDimension[]
}
