import { registerCodes } from '../../core/codes.js'
import { Source } from '../../read/composite/source.js'
import {
  EnumField,
  CountryField,
  BooleanField,
  DerivedField,
  IdField,
  DateTimeField,
  ListOf,
  EmbeddedField,
  ForeignKey,
  TableType,
  StringField,
  TextField,
  ToOne,
  IntField,
  extendType,
} from '../../read/declare.js'
import { User } from '../../user/user.entity.js'
import { Deal } from '../deal.entity.js'
import { JobProjection } from '../job-projection/job-projection.entity.js'
import { Location } from '../location/location.entity.js'

export const lossCodes = [
  'LABOUR_COST',
  'LABOUR_RULES',
  'SITE',
  'INCENTIVES',
  'MARKET',
  'TAX',
  'TIMING',
  'POLITICS',
  'COMPANY_STRATEGY',
  'NO_ANSWER',
  'OTHER',
] as const
export type LossCode = (typeof lossCodes)[number]
export const LossCodeEnum = registerCodes('LossReasonCode', lossCodes, 'Reason for the loss of a deal.', {
  LABOUR_COST: 'Labour is too expensive.',
  LABOUR_RULES: 'Labour law or agreements with unions.',
  SITE: 'No suitable site, or a better one elsewhere.',
  INCENTIVES: 'Higher incentives elsewhere, or too low here.',
  MARKET: 'Demand for the products, or access to their market.',
  TAX: 'Taxes.',
  TIMING: 'Too late, or too slow.',
  POLITICS: 'Political reasons.',
  COMPANY_STRATEGY: 'The company changed its plans.',
  NO_ANSWER: 'The company no longer answers.',
  OTHER: 'Another reason, which needs a wording.',
})

@TableType('loss_reason', 'A reason for the loss of a deal, with its source.')
export class LossReason {
  @IdField() id: string
  @ForeignKey() dealId: string

  @IntField(1, 11, 'Rank, starting at 1 for the most important.')
  rank: number

  @EnumField(LossCodeEnum, 'The reason.')
  code: LossCode

  @TextField(2000, 'Explanation; required for OTHER.', { nullable: true })
  wording: string | null

  @EmbeddedField(() => Source, 'Source of the reason.')
  source: Source

  @DateTimeField('When the deal was reopened, which ended this loss; null for the present loss.', {
    nullable: true,
  })
  reopenedAt: Date | null

  @DateTimeField('When it was recorded.') recordedAt: Date

  @DateTimeField('When another one was recorded in its place; null while it holds.', { nullable: true })
  replacedAt: Date | null
}

@TableType('loss_destination', 'Destination of a lost deal.')
export class LossDestination {
  @IdField() id: string
  @ForeignKey() dealId: string

  @StringField(200, 'Town; null when not known.', { nullable: true })
  town: string | null

  @CountryField('Country, ISO 3166-1 alpha-2; null when stated to be unknown.', { nullable: true })
  country: string | null

  @BooleanField('Whether the destination was stated to be unknown.')
  unknown: boolean

  @DateTimeField('When the deal was reopened, which ended this loss; null for the present loss.', {
    nullable: true,
  })
  reopenedAt: Date | null

  @EmbeddedField(() => Source, 'Source of the destination; null when not stated.', { nullable: true })
  source: Source | null

  @DateTimeField('When it was recorded.') recordedAt: Date

  @DateTimeField('When another one was recorded in its place; null while it holds.', { nullable: true })
  replacedAt: Date | null
}

/** Returned by verification_changes.sql. */
export const verificationFaults = [
  'SITE_CHANGED',
  'JOBS_CHANGED',
  'AGREEMENT_CHANGED',
  'REOPENED',
  'FOUR_EYES',
] as const
export type VerificationFault = (typeof verificationFaults)[number]
export const VerificationFaultCode = registerCodes(
  'VerificationFault',
  verificationFaults,
  'Why a verification is no longer valid.',
  {
    SITE_CHANGED: 'The verified site was changed or withdrawn, or another site was chosen.',
    JOBS_CHANGED: 'The realised jobs were stated anew, replaced or withdrawn.',
    AGREEMENT_CHANGED:
      'A verified agreement has ended or was withdrawn, is no longer binding, or is no longer about the deal.',
    REOPENED: 'The deal was moved out of LANDED.',
    FOUR_EYES: 'The verifier is now the officer of the deal, or the user who moved it to LANDED.',
  },
)

@TableType(
  'landing_verification',
  'A check, by a user other than the officer and the mover, that the investment was made. It holds while what was verified does not change.',
)
export class LandingVerification {
  @IdField() id: string
  @ForeignKey() dealId: string

  @ForeignKey() byId: string
  @ToOne(() => User, '{t}.by_id', 'The user who checked.')
  by: User

  @DateTimeField('When it was recorded.')
  recordedAt: Date

  @TextField(2000, 'What was checked.', { nullable: true })
  note: string | null

  @ForeignKey({ nullable: true }) locationId: string | null
  @ToOne(() => Location, '{t}.location_id', 'The chosen site that was verified.', { nullable: true })
  location: Location | null

  @ListOf(
    () => JobProjection,
    '{t}.id = any ({p}.projection_ids)',
    '{t}.id',
    'The realised jobs that were verified.',
  )
  projections: JobProjection[]

  @DerivedField(
    'boolean',
    () => Boolean,
    `(verification_faults({t}.id) = '{}')`,
    'Whether it still holds: nothing that was verified has changed since.',
  )
  valid: boolean

  @DerivedField(
    'json',
    () => VerificationFaultCode,
    'to_json(verification_faults({t}.id))',
    'Why it no longer holds; empty while it is valid.',
    { list: true, filter: false },
  )
  reasons: VerificationFault[]
}

extendType(
  Deal,
  'verification',
  ToOne(
    () => LandingVerification,
    '(select v.id from landing_verification v where v.deal_id = {t}.id order by v.recorded_at desc, v.id desc limit 1)',
    'The latest verification of its landing; null when masked or never verified. If it is no longer valid, a new one is needed.',
    { nullable: true },
  ),
)

extendType(
  Deal,
  'lossReasons',
  ListOf(
    () => LossReason,
    '{t}.deal_id = {p}.id and {t}.reopened_at is null and {t}.replaced_at is null',
    '{t}.rank',
    'Reasons for the loss; empty when masked.',
  ),
)
extendType(
  Deal,
  'lossDestination',
  ToOne(
    () => LossDestination,
    '(select l.id from loss_destination l where l.deal_id = {t}.id and l.reopened_at is null and l.replaced_at is null)',
    'Destination; null when masked or not stated.',
    { nullable: true },
  ),
)
extendType(
  Deal,
  'earlierLossReasons',
  ListOf(
    () => LossReason,
    '{t}.deal_id = {p}.id and {t}.reopened_at is not null and {t}.replaced_at is null',
    '{t}.reopened_at, {t}.rank',
    'Reasons for losses before a reopening, the earliest loss first; empty when masked.',
  ),
)
extendType(
  Deal,
  'earlierLossDestinations',
  ListOf(
    () => LossDestination,
    '{t}.deal_id = {p}.id and {t}.reopened_at is not null and {t}.replaced_at is null',
    '{t}.reopened_at',
    'Destinations of losses before a reopening, the earliest loss first; empty when masked.',
  ),
)
extendType(
  Deal,
  'lossReasonHistory',
  ListOf(
    () => LossReason,
    '{t}.deal_id = {p}.id',
    '{t}.recorded_at, {t}.rank, {t}.id',
    'Every recorded reason for a loss, replaced ones included, in order of recording; empty when masked.',
  ),
)
extendType(
  Deal,
  'lossDestinationHistory',
  ListOf(
    () => LossDestination,
    '{t}.deal_id = {p}.id',
    '{t}.recorded_at, {t}.id',
    'Every recorded destination, replaced ones included, in order of recording; empty when masked.',
  ),
)
extendType(
  Deal,
  'landingVerifications',
  ListOf(
    () => LandingVerification,
    '{t}.deal_id = {p}.id',
    '{t}.recorded_at',
    'Verifications of the landing; empty when masked.',
  ),
)
