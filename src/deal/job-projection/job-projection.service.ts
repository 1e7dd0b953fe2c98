import { Injectable } from '@nestjs/common'
import { IsNull } from 'typeorm'
import { appError, badField } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { isUuid, uuidv7 } from '../../core/uuid.js'
import { audit } from '../../write/audit.js'
import { bumpUpdatedAt, checkNotWithdrawn, resolveReference } from '../../write/edit.js'
import { recordWithdrawal } from '../../withdrawal/record-withdrawal.js'
import { lockChangeableDeal } from '../deal-access.js'
import { Deal } from '../deal.entity.js'
import { toColumnValues } from '../../read/shape.js'
import { resolveStatementDate } from '../past-date.js'
import { JobProjection, JobProjectionText } from './job-projection.entity.js'
import type {
  CorrectJobProjectionInput,
  ProjectJobsInput,
  WithdrawJobProjectionInput,
} from './job-projection.input.js'

@Injectable()
export class JobProjectionService {
  /** Records a statement about jobs; earlier statements are not changed. */
  async project(scope: Scope, input: ProjectJobsInput): Promise<{ id: string }> {
    const { kind, horizon, targetYear, low, high, standing } = input
    const deal = await lockChangeableDeal(scope, input.deal)
    const { statedOn, statedWhen } = resolveStatementDate(scope, input)
    const replacesId = input.replaces == null ? null : await this.resolveReplaced(scope, deal, input.replaces)
    const row = {
      id: uuidv7(scope.now),
      dealId: deal.id,
      kind,
      horizon,
      targetYear: targetYear ?? null,
      low,
      high: high ?? null,
      standing,
      statedOn,
      ...toColumnValues(JobProjection, { statedWhen }),
      recordedAt: scope.now,
      replacesId,
      byId: scope.viewer.id,
    }
    const text = createText(input, row)
    await scope.db.insert(JobProjection, row)
    await scope.db.insert(JobProjectionText, text)
    await bumpUpdatedAt(scope, Deal, deal)
    await audit(scope, {
      verb: 'projectJobs',
      subject: 'Deal',
      id: deal.id,
      // clear_jobs_unknown.sql resets jobsUnknown: the jobs are stated now
      before: deal.jobsUnknown ? { jobsUnknown: true } : undefined,
      after: { ...row, ...text, ...(deal.jobsUnknown && { jobsUnknown: false }) },
    })
    return row
  }

  /** Withdraws a statement that was entered by mistake. What it replaced holds again. */
  async withdraw(scope: Scope, { id, reason }: WithdrawJobProjectionInput): Promise<{ id: string }> {
    const found = isUuid(id) ? await scope.db.findOneBy(JobProjection, { id }) : null
    if (!found) throw appError('notFound', { what: 'jobProjection' })
    const deal = await lockChangeableDeal(scope, found.dealId)
    // read again under the lock of the deal
    checkNotWithdrawn(await scope.db.findOneByOrFail(JobProjection, { id }))
    await recordWithdrawal(scope, {
      ...{ verb: 'withdrawJobProjection', column: 'jobProjectionId', id, reason },
      ...{ subject: 'Deal', projectionDealId: deal.id },
    })
    await bumpUpdatedAt(scope, Deal, deal)
    return { id }
  }

  /**
   * Corrects the day of a statement: withdraws it, and records the same statement with another day. Rejects one that
   * another statement replaces.
   */
  async correctDay(scope: Scope, input: CorrectJobProjectionInput): Promise<{ id: string }> {
    const date = resolveStatementDate(scope, input)
    const { id } = await this.withdraw(scope, input)
    if (await scope.db.existsBy(JobProjection, { replacesId: id, withdrawnAt: IsNull() }))
      throw badField('input.id', 'REPLACED_ALREADY')
    const projection = await scope.db.findOneByOrFail(JobProjection, { id })
    const text = await scope.db.findOneByOrFail(JobProjectionText, { jobProjectionId: id })
    const row = {
      ...projection,
      ...toColumnValues(JobProjection, { ...date }),
      ...{ id: uuidv7(scope.now), recordedAt: scope.now, byId: scope.viewer.id, withdrawnAt: null },
      correctsId: projection.correctsId ?? id,
    }
    await scope.db.insert(JobProjection, row)
    await scope.db.insert(JobProjectionText, { ...text, jobProjectionId: row.id })
    await audit(scope, {
      ...{ verb: 'correctJobProjection', subject: 'Deal', id: row.dealId },
      after: { ...row, ...text, jobProjectionId: row.id },
    })
    return row
  }

  private async resolveReplaced(scope: Scope, deal: Deal, id: string): Promise<string> {
    const old = await resolveReference(scope, JobProjection, id, 'input.replaces')
    if (old.dealId !== deal.id) throw badField('input.replaces', 'UNKNOWN_REFERENCE')
    if (await scope.db.existsBy(JobProjection, { replacesId: old.id, withdrawnAt: IsNull() }))
      throw badField('input.replaces', 'REPLACED_ALREADY')
    return old.id
  }
}

function createText(
  { wording, wordingLanguage, source }: ProjectJobsInput,
  { id, dealId }: { id: string; dealId: string },
): JobProjectionText {
  if ((wording == null) !== (wordingLanguage == null))
    throw badField('input.wordingLanguage', 'WORDING_LANGUAGE')
  return {
    jobProjectionId: id,
    dealId,
    wording: wording ?? null,
    wordingLanguage: wordingLanguage ?? null,
    sourceKind: source.kind,
    sourceName: source.name ?? null,
    sourcePublishedOn: source.publishedOn ?? null,
    sourceAddress: source.address ?? null,
  }
}
