import { DateScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import { StageCodeEnum, StageOutcomeEnum } from '../deal/stage/stage.entity.js'
import type { StageCode, StageOutcome } from '../deal/stage/stage.js'
import { DerivedField, ViewType } from '../read/declare.js'
import { idInQuery, addFilter } from '../read/shape.js'
import { knownAt, onDay } from './as-of-arguments.js'

@ViewType('stage_as_of({on}, {knownAt})', 'The stage of a deal on a day.', {
  key: 'deal_id',
  beside: { stage: 'join deal_stage {stage} on {stage}.code = {t}.stage' },
})
export class StageAsOf {
  @DerivedField('code', () => StageCodeEnum, '{t}.stage', 'The stage.', { codes: StageCodeEnum })
  stage: StageCode

  @DerivedField(
    'code',
    () => StageOutcomeEnum,
    '{stage}.outcome',
    'The outcome of that stage, with its settings of today.',
    {
      codes: StageOutcomeEnum,
    },
  )
  outcome: StageOutcome

  @DerivedField('day', () => DateScalar, '{t}.since', 'The day on which the deal entered the stage.')
  since: string
}

addFilter(Deal, 'stageAsOf', {
  description:
    'The stage on a past day, as known at an instant. With `on` alone: the deal existed, in any stage.',
  args: { on: onDay, knownAt },
  rows: () => StageAsOf,
  sql: idInQuery('select {row}.deal_id from {rows}'),
})
