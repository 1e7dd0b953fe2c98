import { Injectable } from '@nestjs/common'
import { problem } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { isUuid, uuidv7 } from '../core/uuid.js'
import { headOnly } from '../deal/deal-access.js'
import { dealIds } from '../deal/deal-ids.js'
import { columnsOf } from '../read/shape.js'
import { audit } from '../write/audit.js'
import { checkVersion, locked, patched, save } from '../write/edit.js'
import { fresh } from '../write/versioned.js'
import { dealsOf, replaceDeals, touchDeals } from './agreement-deals.js'
import { checkDays, checkMove } from './agreement-rules.js'
import { Agreement } from './agreement.entity.js'
import type { RecordAgreementInput, UpdateAgreementInput } from './agreement.input.js'
import { namedParties, partiesOf, replaceParties } from './parties.js'

@Injectable()
export class AgreementService {
  async record(scope: Scope, input: RecordAgreementInput): Promise<{ id: string }> {
    const { idempotencyKey: _, parties: agreeing, deals: named, ...given } = input
    const row = {
      ...fresh(uuidv7(scope.now), scope.now),
      confidentiality: 'INTERNAL' as const,
      ...columnsOf(Agreement, given),
      standing: input.standing,
      signedOn: input.signedOn ?? null,
      endedOn: input.endedOn ?? null,
      recordedAt: scope.now,
      enteredById: scope.viewer.agencyId,
    }
    checkDays(scope, row)
    const deals = dealIds(named ?? [])
    await touchDeals(scope, deals)
    const parties = await namedParties(scope, agreeing)
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
    const had = isUuid(id) ? await dealsOf(scope, id) : []
    const deals = named === undefined ? had : dealIds(named ?? [])
    await touchDeals(scope, [...had, ...deals])
    const agreement = await locked(scope, Agreement, 'agreement', id)
    if (had.length === 0 || deals.length === 0) enteredHere(scope, agreement)
    checkVersion(agreement, version)
    if (moved(agreement.embargoUntil, changes.embargoUntil)) headOnly(scope)
    const before = { ...agreement, parties: await partiesOf(scope, id), deals: had }
    const changed = patched(Agreement, agreement, changes)
    checkMove(before, agreement)
    checkDays(scope, agreement)
    if (parties) await replaceParties(scope, id, await namedParties(scope, parties))
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
  if (enteredById !== viewer.agencyId) throw problem('notEnteredByYou')
}
