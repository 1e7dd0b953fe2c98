import { Agreement } from '../agreement/agreement.entity.js'
import { codes } from '../core/codes.js'
import type { Language } from '../core/locale.js'
import { LanguageCode } from '../core/enums.js'
import { Deal } from '../deal/deal.entity.js'
import { Source } from '../parts/source.js'
import { Prospect } from '../prospect/prospect.entity.js'
import {
  CalendarDay,
  Code,
  Instant,
  Part,
  Refers,
  Table,
  Text,
  ToMany,
  ToOne,
  shows,
} from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { Versioned } from '../write/versioned.js'
import { Grade } from './grade.js'

export const claimStandings = ['UNCONFIRMED', 'CONFIRMED', 'DENIED', 'RETRACTED'] as const
export type ClaimStanding = (typeof claimStandings)[number]
export const ClaimStandingCode = codes(
  'ClaimStanding',
  claimStandings,
  'What has become of a claim: nobody, or somebody who should know, has confirmed or denied it, or its source has taken it back.',
)

@Table(
  'claim',
  'Something stated about a deal, a prospect or an agreement. What was stated is never changed; its grade is what changes, by gradings, and its version counts them.',
)
export class Claim extends Versioned {
  @Refers({ nullable: true }) dealId: string | null
  @ToOne(() => Deal, '{t}.deal_id', 'The deal that it is about; null when it is about something else.', {
    nullable: true,
  })
  deal: Deal | null

  @Refers({ nullable: true }) prospectId: string | null
  @ToOne(() => Prospect, '{t}.prospect_id', 'The company that it is about; null when about something else.', {
    nullable: true,
  })
  prospect: Prospect | null

  @Refers({ nullable: true }) agreementId: string | null
  @ToOne(
    () => Agreement,
    '{t}.agreement_id',
    'The agreement that it is about; null when about something else.',
    { nullable: true },
  )
  agreement: Agreement | null

  @Text(4000, 'What is claimed, in our words.')
  statement: string

  @Text(4000, 'As stated, in its own language.', { nullable: true })
  wording: string | null

  @Code(LanguageCode, 'The language of the wording.', { nullable: true })
  wordingLanguage: Language | null

  @CalendarDay('When it was stated.')
  statedOn: string

  @Instant('When we learned of it.')
  recordedAt: Date

  @Part(() => Source, 'Where it comes from.')
  source: Source

  @Code(ClaimStandingCode, 'What has become of it.')
  standing: ClaimStanding

  @Part(() => Grade, 'How much it is worth, as graded last.', { prefix: '' })
  grade: Grade

  @Refers({ nullable: true }) disputesId: string | null
  @ToOne(() => Claim, '{t}.disputes_id', 'The earlier claim that this one contradicts.', { nullable: true })
  disputes: Claim | null

  @ToMany(() => Claim, '{t}.disputes_id = {p}.id', 'The later claims that contradict this one.')
  disputedBy: Claim[]

  @Instant(
    'Until then only who sees its deal in full (or every deal of its agreement), or whose agency recorded it, may know of it.',
    { nullable: true },
  )
  embargoUntil: Date | null

  @Refers() byId: string
  @ToOne(() => User, '{t}.by_id', 'Who recorded it.')
  by: User
}

shows(
  Deal,
  'claims',
  ToMany(() => Claim, '{t}.deal_id = {p}.id', 'What is claimed about it; empty when masked.'),
)
shows(
  Prospect,
  'claims',
  ToMany(() => Claim, '{t}.prospect_id = {p}.id', 'What is claimed about the company itself.'),
)
shows(
  Agreement,
  'claims',
  ToMany(() => Claim, '{t}.agreement_id = {p}.id', 'What is claimed about it.'),
)
