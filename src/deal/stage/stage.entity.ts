import { registerCodes } from '../../core/codes.js'
import {
  EnumField,
  DerivedField,
  DateTimeField,
  EmbeddedField,
  TableType,
  IntField,
  ViewType,
} from '../../read/declare.js'
import {
  factCodes,
  stageCodes,
  stageOutcomes,
  type FactCode,
  type StageCode,
  type StageOutcome,
} from './stage.js'

export const StageCodeEnum = registerCodes('DealStageCode', stageCodes, 'Stage of a deal in the pipeline.')
export const StageOutcomeEnum = registerCodes(
  'StageOutcome',
  stageOutcomes,
  'Meaning of a stage for the deal.',
)

export const FactCodeEnum = registerCodes('FactCode', factCodes, 'A fact that a stage may require.')

const LabelIn = (language: string, description: string): PropertyDecorator =>
  DerivedField('text', () => String, `({t}.label ->> '${language}')`, description)

/** What `updateDealStage` changes: a form shows all four. */
@ViewType('', 'The name of a stage in each language.')
export class StageLabels {
  @LabelIn('FR', 'French.') fr: string
  @LabelIn('NL', 'Dutch.') nl: string
  @LabelIn('DE', 'German.') de: string
  @LabelIn('EN', 'English.') en: string
}

@TableType(
  'deal_stage',
  'A stage of the pipeline: position, label, probability, outcome and required facts are data.',
  { key: 'code' },
)
export class DealStage {
  @EnumField(StageCodeEnum, 'Code of the stage.', { primary: true, unique: true })
  code: StageCode

  @IntField(1, 99, 'Position in the pipeline.', { unique: true })
  position: number

  @IntField(0, 100, 'Probability in per cent; weights jobs in reports.')
  probability: number

  @EnumField(StageOutcomeEnum, 'Whether the deal is open, won, lost or paused.')
  outcome: StageOutcome

  @DerivedField('text', () => String, '({t}.label ->> viewer_language())', 'Name in your language.')
  label: string

  @EmbeddedField(() => StageLabels, 'Name in each language.', { prefix: '' })
  labels: StageLabels

  @DerivedField('code', () => FactCodeEnum, '{t}.requires', 'Facts required by this stage itself, by code.', {
    codes: FactCodeEnum,
    list: true,
  })
  requires: FactCode[]

  @DateTimeField('When it was last changed.') updatedAt: Date
  @IntField(1, 2 ** 31 - 1, 'Number of edits, starting at 1.') version: number
}
