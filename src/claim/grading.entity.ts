import {
  DateField,
  EnumField,
  IdField,
  DateTimeField,
  ListOf,
  EmbeddedField,
  ForeignKey,
  TableType,
  TextField,
  ToOne,
  IntField,
  extendType,
} from '../read/declare.js'
import { User } from '../user/user.entity.js'
import { Claim, ClaimStandingCode, type ClaimStanding } from './claim.entity.js'
import { Grade } from './grade.js'

@TableType(
  'claim_grading',
  'How a claim was judged at a time. Append-only: the one of the latest day that nobody replaced is what the claim shows.',
)
export class ClaimGrading {
  @IdField() id: string
  @ForeignKey() claimId: string

  @IntField(1, 2 ** 31 - 1, 'The how-manieth of its claim to be recorded, from 1.')
  ordinal: number

  @EnumField(ClaimStandingCode, 'What had become of the claim.')
  standing: ClaimStanding

  @EmbeddedField(() => Grade, 'How much it was worth.', { prefix: '' })
  grade: Grade

  @ForeignKey({ nullable: true }) replacesId: string | null
  @ToOne(() => ClaimGrading, '{t}.replaces_id', 'The grading that this one corrects.', { nullable: true })
  replaces: ClaimGrading | null

  @ToOne(
    () => ClaimGrading,
    '(select r.id from claim_grading r where r.replaces_id = {t}.id)',
    'The grading that corrects this one.',
    { nullable: true },
  )
  replacedBy: ClaimGrading | null

  @DateField('Since when it is so; of the first, the day that it was stated.')
  gradedOn: string

  @DateTimeField('When we recorded it.')
  recordedAt: Date

  @TextField(2000, 'Why; null for the first.', { nullable: true })
  reason: string | null

  @ForeignKey() byId: string
  @ToOne(() => User, '{t}.by_id', 'Who judged.')
  by: User
}

extendType(
  Claim,
  'gradings',
  ListOf(() => ClaimGrading, '{t}.claim_id = {p}.id', '{t}.ordinal', 'How it was judged, from the first.'),
)
