import { Agreement } from '../agreement/agreement.entity.js'
import { Claim } from '../claim/claim.entity.js'
import { registerCodes } from '../core/codes.js'
import { DateTimeScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import { JobProjection } from '../deal/job-projection/job-projection.entity.js'
import { Location } from '../deal/location/location.entity.js'
import { Meeting } from '../meeting/meeting.entity.js'
import { Stake } from '../prospect/stake.entity.js'
import { DerivedField, ToOne, ViewType } from '../read/declare.js'
import type { Class } from '../read/shape.js'
import { Task } from '../task/task.entity.js'
import { Withdrawal } from '../withdrawal/withdrawal.entity.js'

export const withdrawnKinds = [
  'DEAL',
  'JOB_PROJECTION',
  'CLAIM',
  'AGREEMENT',
  'LOCATION',
  'TASK',
  'STAKE',
  'MEETING',
] as const
export type WithdrawnKind = (typeof withdrawnKinds)[number]
const WithdrawnKindCode = registerCodes('WithdrawnKind', withdrawnKinds, 'What was withdrawn.', {
  DEAL: 'A deal.',
  JOB_PROJECTION: 'A statement about jobs.',
  CLAIM: 'A claim.',
  AGREEMENT: 'An agreement.',
  LOCATION: 'A location that competes for a deal.',
  TASK: 'A task of a deal.',
  STAKE: 'A stake that one company holds in another.',
  MEETING: 'A meeting.',
})

const subject = (type: () => Class, kind: WithdrawnKind): PropertyDecorator =>
  ToOne(
    type,
    `(case when {t}.kind = '${kind}' then {t}.subject_id end)`,
    'What was withdrawn; null for another kind.',
    { nullable: true },
  )

const withdrawalIds = withdrawnKinds.map(
  (kind) =>
    `when '${kind}' then (select w.id from withdrawal w where w.${kind.toLowerCase()}_id = {t}.subject_id)`,
)

@ViewType('withdrawn', 'Something that was withdrawn in the period, because it was entered by mistake.', {
  key: 'subject_id',
})
export class WithdrawnRow {
  @DerivedField('code', () => WithdrawnKindCode, '{t}.kind', 'What was withdrawn.', {
    codes: WithdrawnKindCode,
  })
  kind: WithdrawnKind

  @DerivedField('instant', () => DateTimeScalar, '{t}.withdrawn_at', 'When it was withdrawn.')
  at: Date

  @ToOne(
    () => Withdrawal,
    `(case {t}.kind ${withdrawalIds.join(' ')} end)`,
    'Why, and by which user; null if you see the row masked.',
    { nullable: true },
  )
  withdrawal: Withdrawal | null

  @subject(() => Deal, 'DEAL') deal: Deal | null
  @subject(() => JobProjection, 'JOB_PROJECTION') jobProjection: JobProjection | null
  @subject(() => Claim, 'CLAIM') claim: Claim | null
  @subject(() => Agreement, 'AGREEMENT') agreement: Agreement | null
  @subject(() => Location, 'LOCATION') location: Location | null
  @subject(() => Task, 'TASK') task: Task | null
  @subject(() => Stake, 'STAKE') stake: Stake | null
  @subject(() => Meeting, 'MEETING') meeting: Meeting | null
}
