import { IsNull } from 'typeorm'
import { badField } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { uuidv7 } from '../../core/uuid.js'
import { toColumnValues } from '../../read/shape.js'
import type { LossDestinationInput, LossReasonInput } from '../deal.input.js'
import { LossDestination, LossReason } from './loss.entity.js'

export interface Loss {
  lossReasons?: LossReasonInput[] | null
  lossDestination?: LossDestinationInput | null
}

/** Says why a deal was lost and where it went, in place of what was said before; null takes it back. */
export async function recordLoss(
  scope: Scope,
  dealId: string,
  { lossReasons, lossDestination }: Loss,
): Promise<void> {
  if (lossReasons !== undefined) {
    checkReasons(lossReasons ?? [])
    await scope.db.delete(LossReason, present(dealId))
    for (const [i, reason] of (lossReasons ?? []).entries())
      await scope.db.insert(LossReason, {
        id: uuidv7(scope.now),
        dealId,
        rank: i + 1,
        ...toColumnValues(LossReason, reason),
      })
  }
  if (lossDestination !== undefined) {
    if (lossDestination) checkDestination(lossDestination)
    await scope.db.delete(LossDestination, present(dealId))
    if (lossDestination)
      await scope.db.insert(LossDestination, {
        id: uuidv7(scope.now),
        dealId,
        ...lossDestination,
        unknown: lossDestination.unknown ?? false,
      })
  }
}

/** What was said so far, for the audit trail. */
export const lossOf = async (scope: Scope, dealId: string): Promise<object> => ({
  lossReasons: await scope.db.find(LossReason, { where: present(dealId), order: { rank: 'ASC' } }),
  lossDestination: await scope.db.findOneBy(LossDestination, present(dealId)),
})

/** What was said of a loss before the deal was reopened stays as it is. */
const present = (dealId: string) => ({ dealId, reopenedAt: IsNull() })

function checkReasons(reasons: LossReasonInput[]): void {
  reasons.forEach(({ code, wording }, i) => {
    if (code === 'OTHER' && !wording) throw badField(`input.lossReasons.${i}.wording`, 'OTHER_NEEDS_WORDS')
    if (reasons.findIndex((reason) => reason.code === code) < i)
      throw badField(`input.lossReasons.${i}.code`, 'TWICE')
  })
}

function checkDestination({ country, town, unknown }: LossDestinationInput): void {
  if ((unknown ?? false) === (country != null) || (town != null && country == null))
    throw badField('input.lossDestination', 'COUNTRY_OR_UNKNOWN')
}
