import { Agency } from '../agency/agency.entity.js'
import { registerCodes } from '../core/codes.js'
import type { Precision } from '../core/time/partial-date.js'
import { Deal } from '../deal/deal.entity.js'
import { Money } from '../read/composite/money.js'
import { PartialDate } from '../read/composite/partial-date.js'
import { FreeConfidentialityCode, Prospect, type FreeConfidentiality } from '../prospect/prospect.entity.js'
import {
  DateField,
  EnumField,
  DateTimeField,
  EmbeddedField,
  ForeignKey,
  HiddenColumn,
  ListOf,
  TableType,
  StringField,
  ToMany,
  ToOne,
  extendType,
} from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { makeWithdrawable } from '../withdrawal/withdrawal.entity.js'
import { Versioned } from '../write/versioned.js'
import { EmbargoCircleCode, type EmbargoCircle } from './embargo/embargo.js'
import { agreementStandings, type AgreementStanding } from './agreement-standing.js'
import { notedByLinks } from '../deal/read-log/noted-rows.js'

export const agreementKinds = [
  'MOU',
  'LETTER_OF_INTENT',
  'PARTNERSHIP',
  'LEASE',
  'INCENTIVE',
  'INVESTMENT_CONTRACT',
] as const
export type AgreementKind = (typeof agreementKinds)[number]
const AgreementKindCode = registerCodes(
  'AgreementKind',
  agreementKinds,
  'Kind of agreement. Each kind except LETTER_OF_INTENT commits a deal once signed.',
  {
    MOU: 'Memorandum of understanding.',
    LETTER_OF_INTENT: 'Letter of intent: the one kind that does not commit a deal once signed.',
    PARTNERSHIP: 'Partnership agreement.',
    LEASE: 'Lease of land or of a building.',
    INCENTIVE: 'Agreement on a grant or another incentive.',
    INVESTMENT_CONTRACT: 'Contract in which the company commits itself to invest.',
  },
)
const AgreementStandingCode = registerCodes(
  'AgreementStanding',
  agreementStandings,
  'Progress of an agreement; it only goes forward.',
  {
    DISCUSSED: 'In talks, without a draft; it has no day.',
    DRAFT: 'A text is drafted; it has no day.',
    ANNOUNCED: 'Announced but not signed; requires `announcedOn`.',
    SIGNED: 'Signed and in force; requires the day of signature.',
    ENDED:
      'The agreement has ended, or the talks ended without a signature (then `signedOn` is null). Final.',
  },
)

@TableType(
  'agreement',
  'A commitment between parties. You see it if you see all of its deals in full. Until its embargo ends, only its circle sees it.',
  { noted: notedByLinks },
)
export class Agreement extends Versioned {
  @StringField(300, 'Title.')
  title: string

  @EnumField(AgreementKindCode, 'Kind of agreement.')
  kind: AgreementKind

  @EnumField(AgreementStandingCode, 'Progress.')
  standing: AgreementStanding

  @DateField('Day on which it was announced; null if it was not.', { nullable: true })
  announcedOn: string | null

  @DateField(
    'Day of signature; null if it is not signed or ended unsigned. Of a partial date the last day, or the day of recording while its range ran: by then it had been signed.',
    { nullable: true },
  )
  signedOn: string | null

  @EmbeddedField(() => PartialDate, 'When it was signed, as exactly as it is known; null if it is not.', {
    nullable: true,
  })
  signedWhen: PartialDate | null

  declare signedWhenFrom: string | null
  declare signedWhenTo: string | null
  declare signedWhenPrecision: Precision | null

  @StringField(300, 'Place of the signature or of the talks.', { nullable: true })
  place: string | null

  @EmbeddedField(() => Money, 'Amount.', { nullable: true, prefix: '' })
  amount: Money | null

  @DateField('Day on which the agreement or the talks ended; null if not ended.', { nullable: true })
  endedOn: string | null

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

  @EnumField(
    FreeConfidentialityCode,
    'Visibility while it has no deal: every signed-in user (OPEN), or the agency that entered it (INTERNAL).',
  )
  confidentiality: FreeConfidentiality

  @DateTimeField('When it was recorded.')
  recordedAt: Date

  @ForeignKey() enteredById: string
  @ToOne(() => Agency, '{t}.entered_by_id', 'The agency that entered it.')
  enteredBy: Agency

  @ToMany(() => Deal, '{via}.agreement_id = {p}.id', 'The investment projects that it belongs to.', {
    via: 'join agreement_deal {via} on {via}.deal_id = {t}.id',
  })
  deals: Deal[]

  declare withdrawnAt: Date | null
}

makeWithdrawable(Agreement, 'agreement_id')

extendType(
  Deal,
  'agreements',
  ToMany(() => Agreement, '{via}.deal_id = {p}.id', 'The agreements about it; empty when masked.', {
    via: 'join agreement_deal {via} on {via}.agreement_id = {t}.id',
  }),
)
extendType(
  Prospect,
  'agreements',
  ToMany(() => Agreement, '{via}.prospect_id = {p}.id', 'The agreements to which it is a party.', {
    via: 'join agreement_party {via} on {via}.agreement_id = {t}.id',
  }),
)
