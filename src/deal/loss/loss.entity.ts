import { codes } from '../../core/codes.js'
import { Source } from '../../parts/source.js'
import {
  Code,
  Country,
  Flag,
  Id,
  Instant,
  ListOf,
  Part,
  Refers,
  Table,
  Line,
  Text,
  ToOne,
  Whole,
  shows,
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
export const LossCodeEnum = codes('LossReasonCode', lossCodes, 'Why a deal is lost; OTHER is said in words.')

@Table('loss_reason', 'One reason why a deal was lost, with its source.')
export class LossReason {
  @Id() id: string
  @Refers() dealId: string

  @Whole(1, 11, 'From the most important, 1.')
  rank: number

  @Code(LossCodeEnum, 'The reason.')
  code: LossCode

  @Text(2000, 'In words; OTHER needs them.', { nullable: true })
  wording: string | null

  @Part(() => Source, 'Who says so.')
  source: Source

  @Instant('When the deal was reopened, which ended this loss; null for the present one.', { nullable: true })
  reopenedAt: Date | null
}

@Table('loss_destination', 'Where a lost deal went.')
export class LossDestination {
  @Id() id: string
  @Refers() dealId: string

  @Line(200, 'Town, if known.', { nullable: true })
  town: string | null

  @Country('Country, ISO 3166-1 alpha-2; null when stated unknown.', { nullable: true })
  country: string | null

  @Flag('It is stated that nobody knows where it went.')
  unknown: boolean

  @Instant('When the deal was reopened, which ended this loss; null for the present one.', { nullable: true })
  reopenedAt: Date | null
}

@Table(
  'landing_verification',
  'Somebody other than the officer and the mover has checked that the investment is there.',
)
export class LandingVerification {
  @Id() id: string
  @Refers() dealId: string

  @Refers() byId: string
  @ToOne(() => User, '{t}.by_id', 'Who checked.')
  by: User

  @Instant('When.')
  recordedAt: Date

  @Text(2000, 'What was checked.', { nullable: true })
  note: string | null
}

shows(
  Deal,
  'lossReasons',
  ListOf(
    () => LossReason,
    '{t}.deal_id = {p}.id and {t}.reopened_at is null',
    '{t}.rank',
    'Why it was lost; empty when masked.',
  ),
)
shows(
  Deal,
  'lossDestination',
  ToOne(
    () => LossDestination,
    '(select l.id from loss_destination l where l.deal_id = {t}.id and l.reopened_at is null)',
    'Where it went; null when masked or not said.',
    { nullable: true },
  ),
)
shows(
  Deal,
  'earlierLossReasons',
  ListOf(
    () => LossReason,
    '{t}.deal_id = {p}.id and {t}.reopened_at is not null',
    '{t}.reopened_at, {t}.rank',
    'Why it was lost before it was reopened, loss after loss; empty when masked.',
  ),
)
shows(
  Deal,
  'earlierLossDestinations',
  ListOf(
    () => LossDestination,
    '{t}.deal_id = {p}.id and {t}.reopened_at is not null',
    '{t}.reopened_at',
    'Where it went before it was reopened, loss after loss; empty when masked.',
  ),
)
shows(
  Deal,
  'landingVerifications',
  ListOf(
    () => LandingVerification,
    '{t}.deal_id = {p}.id',
    '{t}.recorded_at',
    'Who checked the landing; empty when masked.',
  ),
)
