import { Injectable } from '@nestjs/common'
import { IsNull, Not } from 'typeorm'
import { badField, appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { toColumnValues } from '../read/shape.js'
import { audit } from '../write/audit.js'
import { checkVersion, edit, lockOrFail, resolveReference, save } from '../write/edit.js'
import { checkMayChange } from '../write/subject/check-may-change.js'
import { recordWithdrawal } from '../withdrawal/record-withdrawal.js'
import { newVersionedColumns } from '../write/versioned.js'
import { Prospect } from './prospect.entity.js'
import { Stake } from './stake.entity.js'
import type { RecordStakeInput, WithdrawStakeInput } from './stake.input.js'
import { checkStakeDays, checkStakeTotal } from './stake.js'

type Shares = Pick<RecordStakeInput, 'percent' | 'since' | 'endedOn'>

@Injectable()
export class StakeService {
  /** Records the one stake between two prospects: creates it, or changes it if the input names the version that was seen. */
  async record(scope: Scope, input: RecordStakeInput): Promise<{ id: string }> {
    const { holder, held, version, idempotencyKey: _, ...shares } = input
    const { id: holderId } = await resolveReference(scope, Prospect, holder, 'input.holder')
    const { id: heldId } = await resolveReference(scope, Prospect, held, 'input.held')
    if (holderId === heldId) throw badField('input.held', 'HOLDS_ITSELF')
    // serialises writers of stakes in one company, so that each counts the total of the others
    await lockOrFail(scope, Prospect, 'prospect', heldId)
    const existing = await scope.db.findOneBy(Stake, { holderId, heldId, withdrawnAt: IsNull() })
    if (existing) await checkMayChange(scope, 'Stake', existing.id)
    return existing
      ? this.change(scope, existing, version, shares)
      : this.enter(scope, { holderId, heldId }, version, shares)
  }

  /** Withdraws a stake that was entered by mistake. Another one of the same companies can be recorded then. */
  async withdraw(scope: Scope, { id, version, reason }: WithdrawStakeInput): Promise<Stake> {
    await checkMayChange(scope, 'Stake', id)
    const stake = await lockOrFail(scope, Stake, 'stake', id)
    checkVersion(stake, version)
    await save(scope, Stake, stake, [])
    await recordWithdrawal(scope, {
      ...{ verb: 'withdrawStake', column: 'stakeId', id, reason, subject: 'Stake' },
    })
    return stake
  }

  private async enter(
    scope: Scope,
    companies: Pick<Stake, 'holderId' | 'heldId'>,
    version: number | null | undefined,
    shares: Shares,
  ) {
    if (version != null) throw appError('notFound', { what: 'stake' })
    const row = {
      ...newVersionedColumns(uuidv7(scope.now), scope.now),
      ...companies,
      percent: shares.percent,
      since: null,
      endedOn: null,
      ...toColumnValues(Stake, shares),
    }
    await checkStake(scope, row)
    await scope.db.insert(Stake, row)
    await audit(scope, { verb: 'recordStake', subject: 'Stake', id: row.id, after: row })
    return row
  }

  private change(
    scope: Scope,
    { id, percent, endedOn }: Stake,
    version: number | null | undefined,
    changes: Shares,
  ): Promise<Stake> {
    // versions start at 1, so a missing version is rejected with CONFLICT and the current version
    return edit(
      scope,
      Stake,
      { verb: 'recordStake', word: 'stake', id, version: version ?? 0, changes },
      (row) => checkStake(scope, row, endedOn === null ? { percent } : null),
    )
  }
}

/** `before` is the share of a stake that has not ended. */
async function checkStake(
  scope: Scope,
  stake: Omit<Stake, 'holder' | 'held' | 'withdrawnAt'>,
  before: Pick<Stake, 'percent'> | null = null,
): Promise<void> {
  checkStakeDays(stake, scope.now)
  if (stake.endedOn) return
  const others = await scope.db.findBy(Stake, {
    ...{ heldId: stake.heldId, id: Not(stake.id) },
    ...{ endedOn: IsNull(), withdrawnAt: IsNull() },
  })
  checkStakeTotal(stake, others, before)
}
