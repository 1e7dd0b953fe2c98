import { DateScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import { StageCodeEnum, StageOutcomeEnum } from '../deal/stage/stage.entity.js'
import type { StageCode, StageOutcome } from '../deal/stage/stage.js'
import { DerivedField, ViewType } from '../read/declare.js'
import { idInQuery, addFilter } from '../read/shape.js'
import { knownAt, onDay } from './as-of-arguments.js'

@ViewType('stage_as_of({on}, {knownAt})', 'Where a deal stood on a day.', {
  key: 'deal_id',
  beside: { stage: 'join deal_stage {stage} on {stage}.code = {t}.stage' },
})
export class StageAsOf {
  @DerivedField('code', () => StageCodeEnum, '{t}.stage', 'In which stage.', { codes: StageCodeEnum })
  stage: StageCode

  @DerivedField(
    'code',
    () => StageOutcomeEnum,
    '{stage}.outcome',
    'What that stage means, as it is set up today.',
    {
      codes: StageOutcomeEnum,
    },
  )
  outcome: StageOutcome

  @DerivedField('day', () => DateScalar, '{t}.since', 'Since when it had stood there.')
  since: string
}

addFilter(Deal, 'stageAsOf', {
  description:
    'Where it stood on a past day, as far as it was known at an instant. With the day alone: it was there, in whatever stage.',
  given: { on: onDay, knownAt },
  rows: () => StageAsOf,
  sql: idInQuery('select {its}.deal_id from {found}'),
})
