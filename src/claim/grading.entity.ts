import {
  CalendarDay,
  Code,
  Id,
  Instant,
  ListOf,
  Part,
  Refers,
  Table,
  Text,
  ToOne,
  Whole,
  shows,
} from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { Claim, ClaimStandingCode, type ClaimStanding } from './claim.entity.js'
import { Grade } from './grade.js'

@Table(
  'claim_grading',
  'How a claim was judged at a time. Append-only: the one of the latest day that nobody replaced is what the claim shows.',
)
export class ClaimGrading {
  @Id() id: string
  @Refers() claimId: string

  @Whole(1, 2 ** 31 - 1, 'The how-manieth of its claim to be recorded, from 1.')
  ordinal: number

  @Code(ClaimStandingCode, 'What had become of the claim.')
  standing: ClaimStanding

  @Part(() => Grade, 'How much it was worth.', { prefix: '' })
  grade: Grade

  @Refers({ nullable: true }) replacesId: string | null
  @ToOne(() => ClaimGrading, '{t}.replaces_id', 'The grading that this one corrects.', { nullable: true })
  replaces: ClaimGrading | null

  @ToOne(
    () => ClaimGrading,
    '(select r.id from claim_grading r where r.replaces_id = {t}.id)',
    'The grading that corrects this one.',
    { nullable: true },
  )
  replacedBy: ClaimGrading | null

  @CalendarDay('Since when it is so; of the first, the day that it was stated.')
  gradedOn: string

  @Instant('When we recorded it.')
  recordedAt: Date

  @Text(2000, 'Why; null for the first.', { nullable: true })
  reason: string | null

  @Refers() byId: string
  @ToOne(() => User, '{t}.by_id', 'Who judged.')
  by: User
}

shows(
  Claim,
  'gradings',
  ListOf(() => ClaimGrading, '{t}.claim_id = {p}.id', '{t}.ordinal', 'How it was judged, from the first.'),
)
