import { Injectable } from '@nestjs/common'
import { appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { isUuid, uuidv7 } from '../core/uuid.js'
import { requireHead } from '../deal/deal-access.js'
import { parseDealIds } from '../deal/deal-ids.js'
import { toColumnValues } from '../read/shape.js'
import { audit, differences } from '../write/audit.js'
import { checkVersion, lockOrFail, applyChanges, save } from '../write/edit.js'
import { checkMayChange } from '../write/subject/check-may-change.js'
import { newVersionedColumns } from '../write/versioned.js'
import { dealIdsOfAgreement, replaceDeals, bumpDeals } from './agreement-deals.js'
import { checkAgreementDays, checkStandingChange } from './agreement-rules.js'
import { Agreement } from './agreement.entity.js'
import { changeSignature, resolveSignature, toSignatureColumns } from './signature.js'
import { resolveEmbargo, type Embargo } from './embargo/embargo.js'
import type { RecordAgreementInput, UpdateAgreementInput, WithdrawAgreementInput } from './agreement.input.js'
import { resolveParties, findParties, replaceParties } from './parties.js'
import { recordWithdrawal } from '../withdrawal/record-withdrawal.js'
import { allowWidening } from '../write/widening/widening.js'

@Injectable()
export class AgreementService {
  async record(scope: Scope, input: RecordAgreementInput): Promise<{ id: string }> {
    const { idempotencyKey: _, parties: partyInputs, deals: dealIds, embargoCircle, ...values } = input
    const signature = resolveSignature(scope, input)
    const row = {
      ...newVersionedColumns(uuidv7(scope.now), scope.now),
      confidentiality: 'INTERNAL' as const,
      ...toColumnValues(Agreement, values),
      standing: input.standing,
      announcedOn: input.announcedOn ?? null,
      ...toSignatureColumns(scope, signature, input.endedOn),
      endedOn: input.endedOn ?? null,
      recordedAt: scope.now,
      enteredById: scope.viewer.agencyId,
    }
    checkAgreementDays(scope, row)
    const deals = parseDealIds(dealIds ?? [])
    Object.assign(
      row,
      await resolveEmbargo(scope, { until: input.embargoUntil, circle: embargoCircle }, deals.length > 0),
    )
    await bumpDeals(scope, deals)
    const parties = await resolveParties(scope, partyInputs)
    await scope.db.insert(Agreement, row)
    await replaceParties(scope, row.id, parties)
    await replaceDeals(scope, row.id, [], deals)
    const after = { ...row, parties, deals }
    await audit(scope, { verb: 'recordAgreement', subject: 'Agreement', id: row.id, after })
    return row
  }

  /** Edits an agreement. The viewer must be allowed to change each of its deals, before and after the edit. */
  async update(scope: Scope, input: UpdateAgreementInput): Promise<{ id: string }> {
    const { parties, deals: dealIds, embargoUntil, embargoCircle, widensAccess, ...rest } = input
    const { id, version, signedOn, signedWhen, ...changes } = rest
    const dealsBefore = isUuid(id) ? await dealIdsOfAgreement(scope, id) : []
    const deals = dealIds === undefined ? dealsBefore : parseDealIds(dealIds ?? [])
    await bumpDeals(scope, deals, dealsBefore)
    await checkMayChange(scope, 'Agreement', id)
    const agreement = await lockOrFail(scope, Agreement, 'agreement', id)
    if (dealsBefore.length === 0 || deals.length === 0) requireEnteringAgency(scope, agreement)
    checkVersion(agreement, version)
    await allowWidening(scope, id, widensAccess)
    const embargo = await resolveEmbargo(
      scope,
      { until: embargoUntil, circle: embargoCircle },
      deals.length > 0,
      agreement,
    )
    if (isEmbargoChanged(agreement, embargo)) requireHead(scope)
    const before = { ...agreement, parties: await findParties(scope, id), deals: dealsBefore }
    const changed = applyChanges(Agreement, agreement, {
      ...changes,
      ...changeSignature(scope, agreement, { signedOn, signedWhen, endedOn: changes.endedOn }),
    })
    if (isEmbargoChanged(agreement, embargo)) {
      Object.assign(agreement, embargo)
      changed.push(...Object.keys(embargo))
    }
    checkStandingChange(before, agreement)
    checkAgreementDays(scope, agreement)
    // the row first: what its links replace was known until this edit (record_history.sql)
    await save(scope, Agreement, agreement, changed)
    if (parties) await replaceParties(scope, id, await resolveParties(scope, parties))
    await replaceDeals(scope, id, dealsBefore, deals)
    const after = { ...agreement, parties: await findParties(scope, id), deals }
    await audit(scope, { verb: 'updateAgreement', subject: 'Agreement', id, ...differences(before, after) })
    return agreement
  }

  /** Withdraws an agreement that was entered by mistake. */
  async withdraw(scope: Scope, { id, version, reason }: WithdrawAgreementInput): Promise<{ id: string }> {
    const deals = isUuid(id) ? await dealIdsOfAgreement(scope, id) : []
    await bumpDeals(scope, [], deals)
    await checkMayChange(scope, 'Agreement', id)
    const agreement = await lockOrFail(scope, Agreement, 'agreement', id)
    if (deals.length === 0) requireEnteringAgency(scope, agreement)
    checkVersion(agreement, version)
    const withdrawal = { verb: 'withdrawAgreement', column: 'agreementId', subject: 'Agreement' } as const
    await recordWithdrawal(scope, { ...withdrawal, id, reason })
    return { id }
  }
}

const isEmbargoChanged = (before: Embargo, after: Embargo): boolean =>
  embargoKey(before) !== embargoKey(after)

const embargoKey = ({ embargoUntil, embargoCircle, embargoUserIds }: Embargo): string =>
  JSON.stringify([
    embargoUntil && new Date(embargoUntil).getTime(),
    embargoCircle,
    [...embargoUserIds].sort(),
  ])

/** Rejects a viewer of another agency than the one that entered the agreement; for agreements without a deal. */
function requireEnteringAgency({ viewer }: Scope, { enteredById }: Agreement): void {
  if (enteredById !== viewer.agencyId) throw appError('notEnteredByYou')
}
