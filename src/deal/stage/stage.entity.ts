import { registerCodes } from '../../core/codes.js'
import { EnumField, DerivedField, DateTimeField, TableType, IntField } from '../../read/declare.js'
import {
  factCodes,
  stageCodes,
  stageOutcomes,
  type FactCode,
  type StageCode,
  type StageOutcome,
} from './stage.js'

export const StageCodeEnum = registerCodes('DealStageCode', stageCodes, 'How far a deal has come.')
export const StageOutcomeEnum = registerCodes(
  'StageOutcome',
  stageOutcomes,
  'What a stage means for the deal.',
)

export const FactCodeEnum = registerCodes('FactCode', factCodes, 'A fact that a stage may require.')

@TableType(
  'deal_stage',
  'How far a deal can have come: position, label, probability, outcome and required facts are data.',
  { key: 'code' },
)
export class DealStage {
  @EnumField(StageCodeEnum, 'Which one.', { primary: true, unique: true })
  code: StageCode

  @IntField(1, 99, 'Place in the pipeline.', { unique: true })
  position: number

  @IntField(0, 100, 'Per cent; weighs jobs in reports.')
  probability: number

  @EnumField(StageOutcomeEnum, 'Open, won, lost or paused.')
  outcome: StageOutcome

  @DerivedField('text', () => String, '({t}.label ->> viewer_language())', 'Name in your language.')
  label: string

  @DerivedField(
    'code',
    () => FactCodeEnum,
    '{t}.requires',
    'Facts that this stage itself requires, by code.',
    {
      codes: FactCodeEnum,
      list: true,
    },
  )
  requires: FactCode[]

  @DateTimeField('When it was last changed.') updatedAt: Date
  @IntField(1, 2 ** 31 - 1, 'Counts the edits.') version: number
}
