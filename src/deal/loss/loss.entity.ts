import { registerCodes } from '../../core/codes.js'
import { Source } from '../../parts/source.js'
import {
  EnumField,
  CountryField,
  BooleanField,
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
export const LossCodeEnum = registerCodes(
  'LossReasonCode',
  lossCodes,
  'Reason for the loss of a deal; OTHER needs a wording.',
)

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
}

@TableType(
  'landing_verification',
  'A check, by a user other than the officer and the mover, that the investment was made.',
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
}

extendType(
  Deal,
  'lossReasons',
  ListOf(
    () => LossReason,
    '{t}.deal_id = {p}.id and {t}.reopened_at is null',
    '{t}.rank',
    'Reasons for the loss; empty when masked.',
  ),
)
extendType(
  Deal,
  'lossDestination',
  ToOne(
    () => LossDestination,
    '(select l.id from loss_destination l where l.deal_id = {t}.id and l.reopened_at is null)',
    'Destination; null when masked or not stated.',
    { nullable: true },
  ),
)
extendType(
  Deal,
  'earlierLossReasons',
  ListOf(
    () => LossReason,
    '{t}.deal_id = {p}.id and {t}.reopened_at is not null',
    '{t}.reopened_at, {t}.rank',
    'Reasons for losses before a reopening, the earliest loss first; empty when masked.',
  ),
)
extendType(
  Deal,
  'earlierLossDestinations',
  ListOf(
    () => LossDestination,
    '{t}.deal_id = {p}.id and {t}.reopened_at is not null',
    '{t}.reopened_at',
    'Destinations of losses before a reopening, the earliest loss first; empty when masked.',
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
