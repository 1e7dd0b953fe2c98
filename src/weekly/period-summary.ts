import { registerCodes } from '../core/codes.js'
import { SummaryPeriodScalar } from '../core/scalars.js'
import { periodKinds, type PeriodKind } from '../core/time/period.js'
import { DerivedField, ToOne, ViewType } from '../read/declare.js'
import { PrecedingFigures, SummaryOfPeriod } from './summary-of-period.js'
import { WeeklyDifference } from './weekly-summary.js'

export const PeriodKindCode = registerCodes(
  'SummaryPeriodKind',
  periodKinds,
  'The length of the period of a summary.',
  {
    WEEK: 'ISO 8601 week, Monday to Sunday: 2018-W22.',
    MONTH: 'Calendar month: 2018-05.',
    QUARTER: 'Calendar quarter: 2018-Q2.',
    YEAR: 'Calendar year: 2018.',
  },
)

@ViewType('report', 'The same figures of the preceding period.', { key: 'agency_id' })
export class PeriodFigures extends PrecedingFigures {
  @DerivedField(
    'text',
    () => SummaryPeriodScalar,
    '{t}.before_code',
    'The preceding period, of the same length.',
  )
  period: string
}

@ViewType(
  'report',
  'The changes of a week, month, quarter or year in the deals with an agency in their team, as far as you may see them. Only weeks are issued; other periods are always computed from the records.',
  { key: 'agency_id' },
)
export class PeriodSummary extends SummaryOfPeriod {
  @DerivedField('text', () => SummaryPeriodScalar, '{t}.period', 'The period.')
  period: string

  @DerivedField('code', () => PeriodKindCode, '{t}.kind', 'Its length.', { codes: PeriodKindCode })
  kind: PeriodKind

  @ToOne(() => PeriodFigures, '{t}.agency_id', 'The same figures of the preceding period.')
  previous: PeriodFigures

  @ToOne(() => WeeklyDifference, '{t}.agency_id', 'The differences from the preceding period.')
  difference: WeeklyDifference
}
