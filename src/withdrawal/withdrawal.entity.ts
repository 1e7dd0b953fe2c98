import {
  DateTimeField,
  ForeignKey,
  HiddenColumn,
  IdField,
  TableType,
  TextField,
  ToOne,
  extendType,
} from '../read/declare.js'
import { shapeOf, type Class } from '../read/shape.js'
import { User } from '../user/user.entity.js'

@TableType('withdrawal', 'The withdrawal of a row that was entered by mistake. Append-only.')
export class Withdrawal {
  @IdField() id: string

  @TextField(2000, 'What was wrong.')
  reason: string

  @ForeignKey() byId: string
  @ToOne(() => User, '{t}.by_id', 'The user who withdrew it.')
  by: User

  @DateTimeField('When it was withdrawn: from then on it counts in no figure.', { name: 'recorded_at' })
  at: Date

  @HiddenColumn('uuid', { nullable: true }) dealId: string | null
  @HiddenColumn('uuid', { nullable: true }) jobProjectionId: string | null
  @HiddenColumn('uuid', { nullable: true }) projectionDealId: string | null
  @HiddenColumn('uuid', { nullable: true }) claimId: string | null
  @HiddenColumn('uuid', { nullable: true }) agreementId: string | null
  @HiddenColumn('uuid', { nullable: true }) locationId: string | null
  @HiddenColumn('uuid', { nullable: true }) taskId: string | null
  @HiddenColumn('uuid', { nullable: true }) stakeId: string | null
  @HiddenColumn('uuid', { nullable: true }) meetingId: string | null
}

/** The columns of `withdrawal` that name its subject. */
export type WithdrawnColumn =
  'dealId' | 'jobProjectionId' | 'claimId' | 'agreementId' | 'locationId' | 'taskId' | 'stakeId' | 'meetingId'

/**
 * Adds `withdrawnAt` and `withdrawal` to a type whose rows can be withdrawn, and leaves withdrawn rows out of its lists.
 * `column` is the column of `withdrawal` that refers to it. `withDeal`: its rows are withdrawn with their deal, too.
 *
 * With `makeWithdrawable(Stake, 'stake_id')`, `stakesHeld { nodes { percent } }` reads only rows with
 * `r2.withdrawn_at is null`; a `where` that names `withdrawnAt` reads the others as well.
 */
export function makeWithdrawable(type: Class, column: string, { withDeal = false } = {}): void {
  if (shapeOf(type).isWithdrawable) return
  const own = `(select w.id from withdrawal w where w.${column} = {t}.id)`
  extendType(
    type,
    'withdrawnAt',
    DateTimeField(
      'When it was withdrawn, because it was entered by mistake; null while it holds. Lists leave withdrawn rows out, unless their `where` names `withdrawnAt`.',
      { nullable: 'read' },
    ),
  )
  extendType(
    type,
    'withdrawal',
    ToOne(
      () => Withdrawal,
      withDeal ? `coalesce(${own}, (select w.id from withdrawal w where w.deal_id = {t}.deal_id))` : own,
      'Why it was withdrawn, and the user who did it; null while it holds, and when you see it masked.',
      { nullable: true },
    ),
  )
  shapeOf(type).isWithdrawable = true
}
