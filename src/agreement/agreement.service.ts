import { Injectable } from '@nestjs/common'
import { appError } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { isUuid, uuidv7 } from '../core/uuid.js'
import { requireHead } from '../deal/deal-access.js'
import { parseDealIds } from '../deal/deal-ids.js'
import { toColumnValues } from '../read/shape.js'
import { audit } from '../write/audit.js'
import { checkVersion, lockOrFail, applyChanges, save } from '../write/edit.js'
import { newVersionedColumns } from '../write/versioned.js'
import { dealIdsOfAgreement, replaceDeals, bumpDeals } from './agreement-deals.js'
import { checkAgreementDays, checkStandingChange } from './agreement-rules.js'
import { Agreement } from './agreement.entity.js'
import type { RecordAgreementInput, UpdateAgreementInput } from './agreement.input.js'
import { resolveParties, partiesOf, replaceParties } from './parties.js'

@Injectable()
export class AgreementService {
  async record(scope: Scope, input: RecordAgreementInput): Promise<{ id: string }> {
    const { idempotencyKey: _, parties: agreeing, deals: named, ...values } = input
    const row = {
      ...newVersionedColumns(uuidv7(scope.now), scope.now),
      confidentiality: 'INTERNAL' as const,
      ...toColumnValues(Agreement, values),
      standing: input.standing,
      signedOn: input.signedOn ?? null,
      endedOn: input.endedOn ?? null,
      recordedAt: scope.now,
      enteredById: scope.viewer.agencyId,
    }
    checkAgreementDays(scope, row)
    const deals = parseDealIds(named ?? [])
    await bumpDeals(scope, deals)
    const parties = await resolveParties(scope, agreeing)
    await scope.db.insert(Agreement, row)
    await replaceParties(scope, row.id, parties)
    await replaceDeals(scope, row.id, [], deals)
    const after = { ...row, parties, deals }
    await audit(scope, { verb: 'recordAgreement', subject: 'Agreement', id: row.id, after })
    return row
  }

  /** Whoever writes an agreement may change every deal that it belongs to, before and after. */
  async update(scope: Scope, input: UpdateAgreementInput): Promise<{ id: string }> {
    const { id, version, parties, deals: named, ...changes } = input
    const had = isUuid(id) ? await dealIdsOfAgreement(scope, id) : []
    const deals = named === undefined ? had : parseDealIds(named ?? [])
    await bumpDeals(scope, [...had, ...deals])
    const agreement = await lockOrFail(scope, Agreement, 'agreement', id)
    if (had.length === 0 || deals.length === 0) enteredHere(scope, agreement)
    checkVersion(agreement, version)
    if (moved(agreement.embargoUntil, changes.embargoUntil)) requireHead(scope)
    const before = { ...agreement, parties: await partiesOf(scope, id), deals: had }
    const changed = applyChanges(Agreement, agreement, changes)
    checkStandingChange(before, agreement)
    checkAgreementDays(scope, agreement)
    if (parties) await replaceParties(scope, id, await resolveParties(scope, parties))
    await replaceDeals(scope, id, had, deals)
    await save(scope, Agreement, agreement, changed)
    const after = { ...agreement, parties: await partiesOf(scope, id), deals }
    await audit(scope, { verb: 'updateAgreement', subject: 'Agreement', id, before, after })
    return agreement
  }
}

/** Whether an embargo is another now; undefined leaves it as it is. */
const moved = (before: Date | null, after: Date | string | null | undefined): boolean =>
  after !== undefined && (before?.getTime() ?? null) !== (after === null ? null : new Date(after).getTime())

/** What belongs to no deal is changed by the agency that entered it. */
function enteredHere({ viewer }: Scope, { enteredById }: Agreement): void {
  if (enteredById !== viewer.agencyId) throw appError('notEnteredByYou')
}
