import { Injectable } from '@nestjs/common'
import { IsNull, Not } from 'typeorm'
import { badField, appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { isUuid, uuidv7 } from '../core/uuid.js'
import { checkNotBefore, checkPastDay } from '../deal/day-rules.js'
import { resolveStatementDate } from '../deal/past-date.js'
import { LossDestination } from '../deal/loss/loss.entity.js'
import { toColumnValues } from '../read/shape.js'
import { User } from '../user/user.entity.js'
import { audit } from '../write/audit.js'
import { checkVersion, lockOrFail, resolveReference, save } from '../write/edit.js'
import { recordWithdrawal } from '../withdrawal/record-withdrawal.js'
import { updateRow } from '../write/rows.js'
import { newVersionedColumns } from '../write/versioned.js'
import { Claim } from './claim.entity.js'
import type {
  CorrectClaimInput,
  EmbargoClaimInput,
  GradeClaimInput,
  RecordClaimInput,
  WithdrawClaimInput,
} from './claim.input.js'
import {
  addGrading,
  applyJudgement,
  findGradings,
  findJudgementOn,
  unjudged,
  type Judgement,
} from './judgement.js'
import { ClaimGrading } from './grading.entity.js'
import { resolveEmbargo, type Embargo } from '../agreement/embargo/embargo.js'
import { dealIdsOfAgreement, bumpDeals } from '../agreement/agreement-deals.js'
import { areRelated, resolveSubject, bumpDeal, type ClaimSubject } from './subject.js'

@Injectable()
export class ClaimService {
  /** Records a claim with its first grading. */
  async record(scope: Scope, input: RecordClaimInput): Promise<{ id: string }> {
    const date = resolveStatementDate(scope, input)
    const subject = await resolveSubject(scope, input)
    const judgement = applyJudgement(input, unjudged)
    const row = {
      ...newVersionedColumns(uuidv7(scope.now), scope.now),
      ...subject,
      ...statementOf(input),
      ...toColumnValues(Claim, { source: input.source }),
      ...judgement,
      ...dateColumns(date),
      recordedAt: scope.now,
      disputesId: input.disputes == null ? null : await resolveDisputed(scope, input.disputes, subject),
      disputesDestinationId: await resolveDestination(scope, input.disputesDestination, subject),
      ...(await resolveEmbargo(
        scope,
        { until: input.embargoUntil, circle: input.embargoCircle },
        await hasDeal(scope, subject),
      )),
      byId: scope.viewer.id,
    }
    await scope.db.insert(Claim, row)
    await addGrading(scope, row, { ...judgement, gradedOn: firstDayOf(date), reason: null, replacesId: null })
    await audit(scope, { verb: 'recordClaim', subject: 'Claim', id: row.id, after: row })
    return row
  }

  /** Adds a grading to a claim; the statement and earlier gradings do not change. */
  async grade(scope: Scope, input: GradeClaimInput): Promise<{ id: string }> {
    const { id, version, reason } = input
    const claim = await lockGradable(scope, id, version)
    const gradedOn = checkPastDay(scope, input.gradedOn, 'input.gradedOn')
    checkNotBefore(gradedOn, firstDayOfClaim(claim), 'input.gradedOn')
    const replaced = input.replaces == null ? null : await resolveReplaced(scope, claim, input.replaces)
    const before = replaced ?? (await findJudgementOn(scope, id, gradedOn)) ?? unjudged
    const judgement = { ...applyJudgement(input, before), gradedOn, reason, replacesId: replaced?.id ?? null }
    const after = await addGrading(scope, claim, judgement)
    await audit(scope, { verb: 'gradeClaim', subject: 'Claim', id, before, after })
    return claim
  }

  /** Withdraws a claim that was entered by mistake, such as on another deal: it is neither denied nor retracted. */
  async withdraw(scope: Scope, { id, version, reason }: WithdrawClaimInput): Promise<Claim> {
    const claim = await lockGradable(scope, id, version)
    await save(scope, Claim, claim, [])
    await recordWithdrawal(scope, {
      ...{ verb: 'withdrawClaim', column: 'claimId', id, reason, subject: 'Claim' },
    })
    return claim
  }

  /** Corrects the day of a claim: withdraws it, and records the same claim with its gradings and another day. */
  async correctDay(scope: Scope, input: CorrectClaimInput): Promise<{ id: string }> {
    const date = resolveStatementDate(scope, input)
    const firstDay = firstDayOf(date)
    const gradings = await findGradings(scope, input.id)
    const claim = await this.withdraw(scope, input)
    const row = {
      ...claim,
      ...newVersionedColumns(uuidv7(scope.now), scope.now),
      ...dateColumns(date),
      ...{ recordedAt: scope.now, byId: scope.viewer.id, withdrawnAt: null },
      correctsId: claim.correctsId ?? claim.id,
    }
    await scope.db.insert(Claim, row)
    for (const [i, { standing, gradeReliability, gradeCredibility, gradedOn, reason }] of gradings.entries())
      await addGrading(scope, row, {
        ...{ standing, gradeReliability, gradeCredibility, reason, replacesId: null },
        gradedOn: i === 0 || gradedOn < firstDay ? firstDay : gradedOn,
      })
    await audit(scope, { verb: 'correctClaim', subject: 'Claim', id: row.id, after: row })
    return row
  }

  /** Moves or lifts the embargo of a claim, or changes its circle; also that of the withdrawn claims that it corrects. */
  async embargo(
    scope: Scope,
    { id, version, until, embargoCircle }: EmbargoClaimInput,
  ): Promise<{ id: string }> {
    const claim = await lockGradable(scope, id, version)
    const before = embargoOf(claim)
    const embargo = await resolveEmbargo(
      scope,
      { until: until ?? null, circle: embargoCircle },
      await hasDeal(scope, claim),
      before,
    )
    await save(scope, Claim, Object.assign(claim, embargo), Object.keys(before))
    // they have the same statement
    if (claim.correctsId !== null)
      for (const where of [
        { id: claim.correctsId },
        { correctsId: claim.correctsId, withdrawnAt: Not(IsNull()) },
      ])
        for (const { id } of await scope.db.findBy(Claim, where))
          await updateRow<{ id: string } & Embargo>(scope.db, Claim, id, embargoOf(claim))
    await audit(scope, { verb: 'embargoClaim', subject: 'Claim', id, before, after: embargoOf(claim) })
    return claim
  }
}

type StatementDate = ReturnType<typeof resolveStatementDate>

const dateColumns = ({ statedOn, statedWhen }: StatementDate) => ({
  statedOn,
  ...toColumnValues(Claim, { statedWhen }),
})

/** Returns the day from which a claim is graded: the first on which it may have been stated, if that is known. */
const firstDayOf = ({ statedOn, statedWhen: { from, precision } }: StatementDate): string =>
  precision === 'BEFORE' ? statedOn : from

const firstDayOfClaim = (claim: Claim): string =>
  firstDayOf({
    statedOn: claim.statedOn,
    statedWhen: {
      ...{ from: claim.statedWhenFrom, to: claim.statedWhenTo, precision: claim.statedWhenPrecision },
    },
  })

const embargoOf = ({ embargoUntil, embargoCircle, embargoUserIds }: Claim): Embargo => ({
  embargoUntil,
  embargoCircle,
  embargoUserIds,
})

/** Returns whether the subject of a claim is a deal, or an agreement about one. */
const hasDeal = async (scope: Scope, { dealId, agreementId }: ClaimSubject): Promise<boolean> =>
  dealId !== null || (agreementId !== null && (await dealIdsOfAgreement(scope, agreementId)).length > 0)

/** Rejects a viewer of another agency than the one that recorded the claim; for claims without a deal. */
async function requireRecordingAgency({ db, viewer }: Scope, { byId }: Claim): Promise<void> {
  const by = await db.findOneByOrFail(User, { id: byId })
  if (by.agencyId !== viewer.agencyId) throw appError('notEnteredByYou')
}

function statementOf({ statement, wording, wordingLanguage }: RecordClaimInput) {
  if ((wording == null) !== (wordingLanguage == null))
    throw badField('input.wordingLanguage', 'WORDING_LANGUAGE')
  return { statement, wording: wording ?? null, wordingLanguage: wordingLanguage ?? null }
}

/** Returns the id of the claim that a new one disputes. It exists before the new one, so disputes cannot form a circle. */
async function resolveDisputed(scope: Scope, id: string, subject: ClaimSubject): Promise<string> {
  const other = await resolveReference(scope, Claim, id, 'input.disputes')
  if (!(await areRelated(scope, subject, other))) throw badField('input.disputes', 'UNRELATED_CLAIM')
  return other.id
}

/** Returns the id of the destination that a claim about the same deal disputes. */
async function resolveDestination(
  scope: Scope,
  id: string | null | undefined,
  { dealId }: ClaimSubject,
): Promise<string | null> {
  if (id == null) return null
  const path = 'input.disputesDestination'
  const destination = await resolveReference(scope, LossDestination, id, path)
  if (destination.dealId !== dealId) throw badField(path, 'UNRELATED_CLAIM')
  return destination.id
}

async function resolveReplaced(scope: Scope, claim: Claim, id: string): Promise<ClaimGrading & Judgement> {
  const old = await resolveReference(scope, ClaimGrading, id, 'input.replaces')
  if (old.claimId !== claim.id) throw badField('input.replaces', 'UNKNOWN_REFERENCE')
  if (await scope.db.existsBy(ClaimGrading, { replacesId: old.id }))
    throw badField('input.replaces', 'REPLACED_ALREADY')
  return old as ClaimGrading & Judgement
}

/**
 * Locks and returns a claim that the viewer may grade: they see it and may change its deal, or all deals of its agreement.
 * Without a deal, only the agency that recorded it may.
 */
async function lockGradable(scope: Scope, id: string, version: number): Promise<Claim> {
  const visible = isUuid(id) ? await scope.db.findOneBy(Claim, { id }) : null
  if (!visible) throw appError('notFound', { what: 'claim' })
  if (visible.dealId) await bumpDeal(scope, visible.dealId)
  const deals = visible.agreementId ? await dealIdsOfAgreement(scope, visible.agreementId) : []
  await bumpDeals(scope, [], deals)
  if (!visible.dealId && deals.length === 0) await requireRecordingAgency(scope, visible)
  const claim = await lockOrFail(scope, Claim, 'claim', id)
  checkVersion(claim, version)
  return claim
}
