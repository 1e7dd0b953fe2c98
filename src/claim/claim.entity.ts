import { Agreement } from '../agreement/agreement.entity.js'
import { EmbargoCircleCode, type EmbargoCircle } from '../agreement/embargo/embargo.js'
import { registerCodes } from '../core/codes.js'
import type { Precision } from '../core/time/partial-date.js'
import { Deal } from '../deal/deal.entity.js'
import { LossDestination } from '../deal/loss/loss.entity.js'
import { PartialDate } from '../read/composite/partial-date.js'
import { Source } from '../read/composite/source.js'
import { Prospect } from '../prospect/prospect.entity.js'
import {
  DateField,
  EnumField,
  DateTimeField,
  EmbeddedField,
  ForeignKey,
  HiddenColumn,
  LanguageTagField,
  ListOf,
  TableType,
  TextField,
  ToMany,
  ToOne,
  extendType,
} from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { makeWithdrawable } from '../withdrawal/withdrawal.entity.js'
import { Versioned } from '../write/versioned.js'
import { Grade } from './grade.js'
import { notedByDeal } from '../deal/read-log/noted-rows.js'

export const claimStandings = ['UNCONFIRMED', 'CONFIRMED', 'DENIED', 'RETRACTED'] as const
export type ClaimStanding = (typeof claimStandings)[number]
export const ClaimStandingCode = registerCodes('ClaimStanding', claimStandings, 'Standing of a claim.', {
  UNCONFIRMED: 'Not confirmed: a rumour, not a fact. Claims start with it.',
  CONFIRMED: 'Confirmed by an authoritative source: a fact.',
  DENIED: 'Denied by an authoritative source.',
  RETRACTED: 'Taken back by its own source.',
})

@TableType(
  'claim',
  'A statement about a deal, a prospect or an agreement. The statement is never changed. Gradings change its grade, and its version counts them.',
  { noted: notedByDeal },
)
export class Claim extends Versioned {
  @ForeignKey({ nullable: true }) dealId: string | null
  @ToOne(() => Deal, '{t}.deal_id', 'The deal that it is about; null for another subject.', {
    nullable: true,
  })
  deal: Deal | null

  @ForeignKey({ nullable: true }) prospectId: string | null
  @ToOne(() => Prospect, '{t}.prospect_id', 'The company that it is about; null for another subject.', {
    nullable: true,
  })
  prospect: Prospect | null

  @ForeignKey({ nullable: true }) agreementId: string | null
  @ToOne(() => Agreement, '{t}.agreement_id', 'The agreement that it is about; null for another subject.', {
    nullable: true,
  })
  agreement: Agreement | null

  @TextField(4000, 'The claim in the words of the user who recorded it.')
  statement: string

  @TextField(4000, 'Original wording, in its own language.', { nullable: true })
  wording: string | null

  @LanguageTagField('The language of the wording.', { nullable: true })
  wordingLanguage: string | null

  @DateField(
    'Day on which it was stated. Of a partial date the last day, or the day of recording while its range ran.',
  )
  statedOn: string

  @EmbeddedField(() => PartialDate, 'When it was stated, as exactly as it is known.')
  statedWhen: PartialDate
  declare statedWhenFrom: string
  declare statedWhenTo: string
  declare statedWhenPrecision: Precision

  @DateTimeField('When it was recorded.')
  recordedAt: Date

  @EmbeddedField(() => Source, 'Source of the claim.')
  source: Source

  @EnumField(ClaimStandingCode, 'Standing.')
  standing: ClaimStanding

  @EmbeddedField(() => Grade, 'Grade of the grading that counts.', { prefix: '' })
  grade: Grade

  @ForeignKey({ nullable: true }) disputesId: string | null
  @ToOne(() => Claim, '{t}.disputes_id', 'The earlier claim that this one contradicts.', { nullable: true })
  disputes: Claim | null

  declare withdrawnAt: Date | null

  @ForeignKey({ nullable: true }) correctsId: string | null
  @ToOne(
    () => Claim,
    '{t}.corrects_id',
    'The withdrawn claim with another day that this one corrects; of several corrections the first claim.',
    { nullable: true },
  )
  corrects: Claim | null

  @ForeignKey({ nullable: true }) disputesDestinationId: string | null
  @ToOne(
    () => LossDestination,
    '{t}.disputes_destination_id',
    'The destination of the lost deal that it contradicts.',
    { nullable: true },
  )
  disputesDestination: LossDestination | null

  @ToMany(
    () => Claim,
    '{t}.disputes_id = any(claim_versions({p}.id, {p}.corrects_id))',
    'The later claims that contradict this one.',
  )
  disputedBy: Claim[]

  @DateTimeField('End of the embargo. Until then, only its circle may know of it.', { nullable: true })
  embargoUntil: Date | null

  @EnumField(EmbargoCircleCode, 'Who knows of it until its embargo ends; null without an embargo.', {
    nullable: true,
  })
  embargoCircle: EmbargoCircle | null

  @HiddenColumn('uuid', { array: true }) embargoUserIds: string[]
  @ListOf(
    () => User,
    '{t}.id = any ({p}.embargo_user_ids)',
    '{t}.name, {t}.id',
    'The named users of the circle, the user who set it included.',
  )
  embargoUsers: User[]

  @ForeignKey() byId: string
  @ToOne(() => User, '{t}.by_id', 'The user who recorded it.')
  by: User
}

makeWithdrawable(Claim, 'claim_id', { withDeal: true })

extendType(
  Deal,
  'claims',
  ToMany(() => Claim, '{t}.deal_id = {p}.id', 'The claims about it; empty when masked.'),
)
extendType(
  Prospect,
  'claims',
  ToMany(() => Claim, '{t}.prospect_id = {p}.id', 'The claims about the company itself.'),
)
extendType(
  Agreement,
  'claims',
  ToMany(() => Claim, '{t}.agreement_id = {p}.id', 'The claims about it.'),
)
extendType(
  LossDestination,
  'disputedBy',
  ToMany(() => Claim, '{t}.disputes_destination_id = {p}.id', 'The claims that contradict it.'),
)
