import { IsoWeekScalar } from '../core/scalars.js'
import { DerivedField, ToOne, ViewType } from '../read/declare.js'
import { PrecedingFigures, SummaryOfPeriod } from './summary-of-period.js'
import { FiguresChange } from './summary-rows.js'

@ViewType('report', 'The same figures one week earlier.', { key: 'agency_id' })
export class WeeklyFigures extends PrecedingFigures {
  @DerivedField('text', () => IsoWeekScalar, '{t}.before_code', 'The ISO week.')
  week: string
}

const difference = (scope: string): PropertyDecorator =>
  ToOne(() => FiguresChange, `'${scope}'`, `Difference of \`${scope}\`.`)

@ViewType('report', 'The differences from the figures of the preceding period.', { key: 'agency_id' })
export class WeeklyDifference {
  @difference('opening') opening: FiguresChange
  @difference('entered') entered: FiguresChange
  @difference('forward') forward: FiguresChange
  @difference('back') back: FiguresChange
  @difference('won') won: FiguresChange
  @difference('lost') lost: FiguresChange
  @difference('paused') paused: FiguresChange
  @difference('resumed') resumed: FiguresChange
  @difference('left') left: FiguresChange
  @difference('closing') closing: FiguresChange
}

@ViewType(
  'report',
  'The changes of one ISO week in the deals with an agency in their team, as far as you may see them.',
  {
    key: 'agency_id',
  },
)
export class WeeklySummary extends SummaryOfPeriod {
  @DerivedField('text', () => IsoWeekScalar, '{t}.period', 'The ISO week.')
  week: string

  @ToOne(() => WeeklyFigures, '{t}.agency_id', 'The same figures one week earlier.')
  previous: WeeklyFigures

  @ToOne(() => WeeklyDifference, '{t}.agency_id', 'The differences from one week earlier.')
  difference: WeeklyDifference
}
