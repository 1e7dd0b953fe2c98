import { registerCodes } from '../../core/codes.js'
import { Source } from '../../read/composite/source.js'
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
  'Why a deal is lost; OTHER is said in words.',
)

@TableType('loss_reason', 'One reason why a deal was lost, with its source.')
export class LossReason {
  @IdField() id: string
  @ForeignKey() dealId: string

  @IntField(1, 11, 'From the most important, 1.')
  rank: number

  @EnumField(LossCodeEnum, 'The reason.')
  code: LossCode

  @TextField(2000, 'In words; OTHER needs them.', { nullable: true })
  wording: string | null

  @EmbeddedField(() => Source, 'Who says so.')
  source: Source

  @DateTimeField('When the deal was reopened, which ended this loss; null for the present one.', {
    nullable: true,
  })
  reopenedAt: Date | null
}

@TableType('loss_destination', 'Where a lost deal went.')
export class LossDestination {
  @IdField() id: string
  @ForeignKey() dealId: string

  @StringField(200, 'Town, if known.', { nullable: true })
  town: string | null

  @CountryField('Country, ISO 3166-1 alpha-2; null when stated unknown.', { nullable: true })
  country: string | null

  @BooleanField('It is stated that nobody knows where it went.')
  unknown: boolean

  @DateTimeField('When the deal was reopened, which ended this loss; null for the present one.', {
    nullable: true,
  })
  reopenedAt: Date | null
}

@TableType(
  'landing_verification',
  'Somebody other than the officer and the mover has checked that the investment is there.',
)
export class LandingVerification {
  @IdField() id: string
  @ForeignKey() dealId: string

  @ForeignKey() byId: string
  @ToOne(() => User, '{t}.by_id', 'Who checked.')
  by: User

  @DateTimeField('When.')
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
    'Why it was lost; empty when masked.',
  ),
)
extendType(
  Deal,
  'lossDestination',
  ToOne(
    () => LossDestination,
    '(select l.id from loss_destination l where l.deal_id = {t}.id and l.reopened_at is null)',
    'Where it went; null when masked or not said.',
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
    'Why it was lost before it was reopened, loss after loss; empty when masked.',
  ),
)
extendType(
  Deal,
  'earlierLossDestinations',
  ListOf(
    () => LossDestination,
    '{t}.deal_id = {p}.id and {t}.reopened_at is not null',
    '{t}.reopened_at',
    'Where it went before it was reopened, loss after loss; empty when masked.',
  ),
)
extendType(
  Deal,
  'landingVerifications',
  ListOf(
    () => LandingVerification,
    '{t}.deal_id = {p}.id',
    '{t}.recorded_at',
    'Who checked the landing; empty when masked.',
  ),
)
