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
  'A judgement of a claim as of a day. Append-only: the claim shows the grading of the latest day that no other grading replaces.',
)
export class ClaimGrading {
  @IdField() id: string
  @ForeignKey() claimId: string

  @IntField(1, 2 ** 31 - 1, 'Number within the claim in order of recording, starting at 1.')
  ordinal: number

  @EnumField(ClaimStandingCode, 'Standing of the claim.')
  standing: ClaimStanding

  @EmbeddedField(() => Grade, 'Grade of the claim.', { prefix: '' })
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

  @DateField('Day from which it counts; for the first, the day on which the claim was stated.')
  gradedOn: string

  @DateTimeField('When it was recorded.')
  recordedAt: Date

  @TextField(2000, 'Reason; null for the first.', { nullable: true })
  reason: string | null

  @ForeignKey() byId: string
  @ToOne(() => User, '{t}.by_id', 'The user who recorded it.')
  by: User
}

extendType(
  Claim,
  'gradings',
  ListOf(() => ClaimGrading, '{t}.claim_id = {p}.id', '{t}.ordinal', 'Its gradings, the earliest first.'),
)
