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

export const StageCodeEnum = registerCodes(
  'DealStageCode',
  stageCodes,
  'Stage of a deal in the pipeline. Labels, probabilities and required facts are settings of the stage.',
  {
    IDENTIFIED: 'A possible investment is known. Open.',
    CONTACTED: 'The company has been contacted. Open.',
    QUALIFIED: 'Company, sector, activity and form of the investment are known. Open.',
    SHORTLISTED: 'A site of the region is on the shortlist of the company. Open.',
    NEGOTIATION: 'The terms are negotiated with a decision maker. Open.',
    COMMITTED: 'The company has signed an agreement; the investment is not made yet. Open.',
    LANDED: 'The investment was made and verified. Won.',
    LOST: 'The company invests elsewhere, or not at all. Lost, but can be reopened.',
    DORMANT: 'Paused; resumes in the stage that it had before.',
  },
)
export const StageOutcomeEnum = registerCodes(
  'StageOutcome',
  stageOutcomes,
  'Meaning of a stage for the deal.',
  {
    OPEN: 'The deal is pursued; it counts in the pipeline.',
    WON: 'The investment was made.',
    LOST: 'The deal was lost.',
    PAUSED: 'The deal rests and can be resumed.',
  },
)

export const FactCodeEnum = registerCodes('FactCode', factCodes, 'A fact that a stage may require.', {
  prospect: 'The company is known.',
  sector: 'The sector is stated.',
  activity: 'The activity is stated.',
  type: 'The form of the investment is stated.',
  officer: 'An officer is in charge, who is active, in the team and sees the deal in full.',
  contactOrMeeting: 'A contact at the company, or a meeting that is not cancelled.',
  ourSite: 'At least one of our sites among the locations that is not rejected.',
  competingLocations: 'At least one town elsewhere, or the statement that there is none.',
  decisionMakerMet: 'A held meeting with a decision maker who is not of an agency.',
  capex: 'The capex range, or the statement that it is unknown.',
  jobProjection: 'A statement about jobs, or the statement that their number is unknown.',
  expectedDecision: 'The date on which the decision is expected.',
  signedAgreement: 'A signed agreement of any kind except LETTER_OF_INTENT.',
  chosenSite: 'One of our sites that the company has chosen.',
  realisedJobs: 'A REALISED statement about jobs that is not replaced.',
  verifiedLanding: 'A valid verification by a user other than the officer and the mover.',
  lossReason: 'At least one reason for the present loss.',
  lossDestination: 'The place to which the investment went, or the statement that it is unknown.',
})

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
