import { codes } from '../../core/codes.js'
import { Code, Derived, Instant, Table, Whole } from '../../read/declare.js'
import {
  factCodes,
  stageCodes,
  stageOutcomes,
  type FactCode,
  type StageCode,
  type StageOutcome,
} from './stage.js'

export const StageCodeEnum = codes('DealStageCode', stageCodes, 'How far a deal has come.')
export const StageOutcomeEnum = codes('StageOutcome', stageOutcomes, 'What a stage means for the deal.')

export const FactCodeEnum = codes('FactCode', factCodes, 'A fact that a stage may require.')

@Table(
  'deal_stage',
  'How far a deal can have come: position, label, probability, outcome and required facts are data.',
  { key: 'code' },
)
export class DealStage {
  @Code(StageCodeEnum, 'Which one.', { primary: true, unique: true })
  code: StageCode

  @Whole(1, 99, 'Place in the pipeline.', { unique: true })
  position: number

  @Whole(0, 100, 'Per cent; weighs jobs in reports.')
  probability: number

  @Code(StageOutcomeEnum, 'Open, won, lost or paused.')
  outcome: StageOutcome

  @Derived('text', () => String, '({t}.label ->> viewer_language())', 'Name in your language.')
  label: string

  @Derived('code', () => FactCodeEnum, '{t}.requires', 'Facts that this stage itself requires, by code.', {
    codes: FactCodeEnum,
    list: true,
  })
  requires: FactCode[]

  @Instant('When it was last changed.') updatedAt: Date
  @Whole(1, 2 ** 31 - 1, 'Counts the edits.') version: number
}
