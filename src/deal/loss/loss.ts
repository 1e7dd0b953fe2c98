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

/**
 * Replaces the reasons and the destination of the present loss of a deal; null leaves none, undefined leaves them. What is replaced stays readable.
 * close_loss_on_reopening.sql keeps those of an earlier loss apart.
 */
export async function recordLoss(
  scope: Scope,
  dealId: string,
  { lossReasons, lossDestination }: Loss,
): Promise<void> {
  if (lossReasons !== undefined) {
    checkReasons(lossReasons ?? [])
    await scope.db.update(LossReason, presentLoss(dealId), { replacedAt: scope.now })
    for (const [i, reason] of (lossReasons ?? []).entries())
      await scope.db.insert(LossReason, {
        id: uuidv7(scope.now),
        dealId,
        rank: i + 1,
        recordedAt: scope.now,
        ...toColumnValues(LossReason, reason),
      })
  }
  if (lossDestination !== undefined) {
    if (lossDestination) checkDestination(lossDestination)
    await scope.db.update(LossDestination, presentLoss(dealId), { replacedAt: scope.now })
    if (lossDestination)
      await scope.db.insert(LossDestination, {
        id: uuidv7(scope.now),
        dealId,
        recordedAt: scope.now,
        ...toColumnValues(LossDestination, lossDestination),
        unknown: lossDestination.unknown ?? false,
      })
  }
}

/** Returns the present loss of a deal, for the audit trail. */
export const readLoss = async (scope: Scope, dealId: string): Promise<object> => ({
  lossReasons: await scope.db.find(LossReason, { where: presentLoss(dealId), order: { rank: 'ASC' } }),
  lossDestination: await scope.db.findOneBy(LossDestination, presentLoss(dealId)),
})

/** Selects the rows of the present loss; those of a loss before a reopening, and replaced ones, never change. */
const presentLoss = (dealId: string) => ({
  dealId,
  reopenedAt: IsNull(),
  replacedAt: IsNull(),
})

/** Rejects OTHER without wording, and a reason given twice. */
function checkReasons(reasons: LossReasonInput[]): void {
  reasons.forEach(({ code, wording }, i) => {
    if (code === 'OTHER' && !wording) throw badField(`input.lossReasons.${i}.wording`, 'OTHER_NEEDS_WORDS')
    if (reasons.findIndex((reason) => reason.code === code) < i)
      throw badField(`input.lossReasons.${i}.code`, 'TWICE')
  })
}

/** Rejects a destination unless it has exactly one of a country and `unknown`; a town needs a country. */
function checkDestination({ country, town, unknown }: LossDestinationInput): void {
  if ((unknown ?? false) === (country != null) || (town != null && country == null))
    throw badField('input.lossDestination', 'COUNTRY_OR_UNKNOWN')
}
