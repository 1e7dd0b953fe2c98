import { Agreement } from '../agreement/agreement.entity.js'
import { registerCodes } from '../core/codes.js'
import type { Language } from '../core/locale.js'
import { LanguageCode } from '../core/enums.js'
import { Deal } from '../deal/deal.entity.js'
import { Source } from '../read/composite/source.js'
import { Prospect } from '../prospect/prospect.entity.js'
import {
  DateField,
  EnumField,
  DateTimeField,
  EmbeddedField,
  ForeignKey,
  TableType,
  TextField,
  ToMany,
  ToOne,
  extendType,
} from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { Versioned } from '../write/versioned.js'
import { Grade } from './grade.js'

export const claimStandings = ['UNCONFIRMED', 'CONFIRMED', 'DENIED', 'RETRACTED'] as const
export type ClaimStanding = (typeof claimStandings)[number]
export const ClaimStandingCode = registerCodes(
  'ClaimStanding',
  claimStandings,
  'What has become of a claim: nobody, or somebody who should know, has confirmed or denied it, or its source has taken it back.',
)

@TableType(
  'claim',
  'Something stated about a deal, a prospect or an agreement. What was stated is never changed; its grade is what changes, by gradings, and its version counts them.',
)
export class Claim extends Versioned {
  @ForeignKey({ nullable: true }) dealId: string | null
  @ToOne(() => Deal, '{t}.deal_id', 'The deal that it is about; null when it is about something else.', {
    nullable: true,
  })
  deal: Deal | null

  @ForeignKey({ nullable: true }) prospectId: string | null
  @ToOne(() => Prospect, '{t}.prospect_id', 'The company that it is about; null when about something else.', {
    nullable: true,
  })
  prospect: Prospect | null

  @ForeignKey({ nullable: true }) agreementId: string | null
  @ToOne(
    () => Agreement,
    '{t}.agreement_id',
    'The agreement that it is about; null when about something else.',
    { nullable: true },
  )
  agreement: Agreement | null

  @TextField(4000, 'What is claimed, in our words.')
  statement: string

  @TextField(4000, 'As stated, in its own language.', { nullable: true })
  wording: string | null

  @EnumField(LanguageCode, 'The language of the wording.', { nullable: true })
  wordingLanguage: Language | null

  @DateField('When it was stated.')
  statedOn: string

  @DateTimeField('When we learned of it.')
  recordedAt: Date

  @EmbeddedField(() => Source, 'Where it comes from.')
  source: Source

  @EnumField(ClaimStandingCode, 'What has become of it.')
  standing: ClaimStanding

  @EmbeddedField(() => Grade, 'How much it is worth, as graded last.', { prefix: '' })
  grade: Grade

  @ForeignKey({ nullable: true }) disputesId: string | null
  @ToOne(() => Claim, '{t}.disputes_id', 'The earlier claim that this one contradicts.', { nullable: true })
  disputes: Claim | null

  @ToMany(() => Claim, '{t}.disputes_id = {p}.id', 'The later claims that contradict this one.')
  disputedBy: Claim[]

  @DateTimeField(
    'Until then only who sees its deal in full (or every deal of its agreement), or whose agency recorded it, may know of it.',
    { nullable: true },
  )
  embargoUntil: Date | null

  @ForeignKey() byId: string
  @ToOne(() => User, '{t}.by_id', 'Who recorded it.')
  by: User
}

extendType(
  Deal,
  'claims',
  ToMany(() => Claim, '{t}.deal_id = {p}.id', 'What is claimed about it; empty when masked.'),
)
extendType(
  Prospect,
  'claims',
  ToMany(() => Claim, '{t}.prospect_id = {p}.id', 'What is claimed about the company itself.'),
)
extendType(
  Agreement,
  'claims',
  ToMany(() => Claim, '{t}.agreement_id = {p}.id', 'What is claimed about it.'),
)
