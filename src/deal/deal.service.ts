import { Injectable } from '@nestjs/common'
import { badField, appError } from '../core/error/app-error.js'
import { confidentialities, type Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { Prospect } from '../prospect/prospect.entity.js'
import { toColumnValues } from '../read/shape.js'
import { Settings } from '../config/settings.js'
import { audit, differences } from '../write/audit.js'
import { applyChanges, resolveReference, save } from '../write/edit.js'
import { newVersionedColumns } from '../write/versioned.js'
import { lockChangeableDeal } from './deal-access.js'
import { Deal, DealIdentity } from './deal.entity.js'
import type { OpenDealInput, UpdateDealInput } from './deal.input.js'
import { checkPastDay } from './day-rules.js'
import { checkOfficer, resolveOfficer } from './officer/officer.js'
import { readLoss, recordLoss } from './loss/loss.js'
import { requireDealAction } from './team/deal-action.js'
import { NeedToKnowEntry, TeamMember } from './team/team.entity.js'
import { Transition } from './transition/transition.entity.js'
import { recordWithdrawal } from '../withdrawal/record-withdrawal.js'
import type { WithdrawDealInput } from './withdraw-deal.input.js'
import { allowWidening } from '../write/widening/widening.js'

const openingStage = 'IDENTIFIED' as const

@Injectable()
export class DealService {
  constructor(private readonly settings: Settings) {}

  /** Opens a deal at IDENTIFIED, led by the agency of the viewer. */
  async open(scope: Scope, input: OpenDealInput): Promise<{ id: string }> {
    const {
      idempotencyKey: _,
      title,
      description,
      prospect,
      officer,
      openedOn: openedOnInput,
      widensAccess,
      ...facts
    } = input
    const openedOn = checkPastDay(scope, openedOnInput, 'input.openedOn')
    const prospectId =
      prospect == null ? null : (await resolveReference(scope, Prospect, prospect, 'input.prospect')).id
    const officerId =
      officer === undefined ? scope.viewer.id : await resolveOfficer(scope, officer, 'input.officer')
    const row = {
      ...newVersionedColumns(uuidv7(scope.now), scope.now),
      reference: await this.nextReference(scope, openedOn),
      ...{
        capexUnknown: false,
        jobsUnknown: false,
        noCompetingLocations: false,
        confidentiality: 'INTERNAL' as const,
      },
      ...toColumnValues(Deal, facts),
      leadAgencyId: scope.viewer.agencyId,
      officerId,
      openedOn,
      stageCode: openingStage,
      stageSince: openedOn,
      resumeStageCode: null,
    }
    checkCapex(row)
    await allowWidening(scope, row.id, widensAccess)
    checkClearance(scope, row.confidentiality)
    const identity = { dealId: row.id, title, description: description ?? null, prospectId }
    await scope.db.insert(Deal, row)
    const listed = await this.insertFirstRows(scope, row, identity)
    await checkOfficer(scope, row.id, 'input.officer')
    await audit(scope, {
      ...{ verb: 'openDeal', subject: 'Deal', id: row.id },
      after: { ...row, ...identity, ...(listed && { needToKnow: listed.after }) },
    })
    return row
  }

  /**
   * Inserts the rows that every deal has from its first day: lead, identity and opening transition; for a SECRET deal also its
   * need-to-know list, which it returns. check_deal_opening.sql rejects a deal without them at commit.
   */
  private async insertFirstRows(
    scope: Scope,
    { id, confidentiality, openedOn, officerId }: OpenedDeal,
    identity: DealIdentity,
  ): Promise<ListedUsers | null> {
    const { viewer, now } = scope
    const listed =
      confidentiality === 'SECRET' ? await addToNeedToKnow(scope, id, [viewer.id, officerId]) : null
    await scope.db.insert(TeamMember, {
      id: uuidv7(now),
      dealId: id,
      agencyId: viewer.agencyId,
      role: 'LEAD',
      from: openedOn,
      recordedAt: now,
    })
    await scope.db.insert(DealIdentity, identity)
    await scope.db.insert(Transition, {
      id: uuidv7(now),
      dealId: id,
      ordinal: 1,
      fromStage: null,
      toStage: openingStage,
      effectiveOn: openedOn,
      recordedAt: now,
      byId: viewer.id,
      override: false,
    })
    return listed
  }

  async update(scope: Scope, input: UpdateDealInput): Promise<{ id: string }> {
    const { title, description, prospect, officer, lossReasons, lossDestination, widensAccess, ...rest } =
      input
    const { id, version, ...facts } = rest
    const deal = await lockChangeableDeal(scope, id, version)
    await allowWidening(scope, id, widensAccess)
    const identity = await scope.db.findOneByOrFail(DealIdentity, { dealId: id })
    const before = { ...deal, ...identity, ...(await readLoss(scope, id)) }
    const listed =
      facts.confidentiality && facts.confidentiality !== deal.confidentiality
        ? await this.reclassify(scope, deal, facts.confidentiality)
        : null
    const changed = applyChanges(Deal, deal, {
      ...clearCapexUnknown(facts),
      officerId: await this.resolveNewOfficer(scope, deal, officer),
    })
    checkCapex(deal)
    const prospectId =
      prospect == null ? prospect : (await resolveReference(scope, Prospect, prospect, 'input.prospect')).id
    const changedIdentity = applyChanges(DealIdentity, identity, { title, description, prospectId })
    await save(scope, Deal, deal, changed)
    if (changed.includes('officerId')) await checkOfficer(scope, id, 'input.officer')
    if (changedIdentity.length > 0)
      await scope.db.update(
        DealIdentity,
        { dealId: id },
        Object.fromEntries(changedIdentity.map((key) => [key, identity[key as keyof DealIdentity]])),
      )
    await recordLoss(scope, id, { lossReasons, lossDestination })
    await audit(scope, {
      verb: 'updateDeal',
      subject: 'Deal',
      id,
      ...differences(
        { ...before, needToKnow: listed?.before },
        { ...deal, ...identity, ...(await readLoss(scope, id)), needToKnow: listed?.after },
      ),
    })
    return deal
  }

  /** Withdraws a deal that was opened twice or by mistake, with what belongs to it. A HEAD of the lead agency does. */
  async withdraw(scope: Scope, { id, version, reason }: WithdrawDealInput): Promise<Deal> {
    const deal = await lockChangeableDeal(scope, id, version)
    requireDealAction(scope, deal, 'withdraw')
    await save(scope, Deal, deal, [])
    await recordWithdrawal(scope, {
      ...{ verb: 'withdrawDeal', column: 'dealId', id, reason, subject: 'Deal' },
    })
    return deal
  }

  /**
   * Requires a HEAD of the lead agency. A deal made SECRET gets the viewer and its officer on its need-to-know list, which
   * this returns.
   */
  private async reclassify(
    scope: Scope,
    deal: Deal,
    to: Deal['confidentiality'],
  ): Promise<ListedUsers | null> {
    requireDealAction(scope, deal, 'setConfidentiality')
    checkClearance(scope, to)
    return to === 'SECRET' ? addToNeedToKnow(scope, deal.id, [scope.viewer.id, deal.officerId]) : null
  }

  /** Returns the id of a new officer, undefined if unchanged. A HEAD of the lead agency may assign; an OFFICER may take an unassigned deal. */
  private async resolveNewOfficer(
    scope: Scope,
    deal: Deal,
    officer: string | null | undefined,
  ): Promise<string | null | undefined> {
    if (officer === undefined || officer === deal.officerId) return undefined
    if (!(deal.officerId === null && officer === scope.viewer.id))
      requireDealAction(scope, deal, 'assignOfficer')
    return resolveOfficer(scope, officer, 'input.officer')
  }

  /** Returns a reference of the year in which the file was opened, also if it is entered later. */
  private async nextReference(scope: Scope, openedOn: string): Promise<string> {
    const year = Number(openedOn.slice(0, 4))
    const [row] = await scope.db.query<{ reference: string }[]>(
      'select next_deal_reference($1, $2) as reference',
      [this.settings.region, year],
    )
    return row!.reference
  }
}

type OpenedDeal = Pick<Deal, 'id' | 'confidentiality' | 'openedOn' | 'officerId'>

/** Sets capexUnknown to false when the input states a capex and says nothing about capexUnknown. */
const clearCapexUnknown = <T extends Pick<UpdateDealInput, 'capex' | 'capexUnknown'>>(facts: T): T =>
  facts.capex && facts.capexUnknown === undefined ? { ...facts, capexUnknown: false } : facts

/** Rejects a capex that is both stated and unknown. The same rule: constraint capex_stated_or_unknown. */
function checkCapex(deal: { capexLow?: unknown; capexUnknown: boolean }): void {
  if (deal.capexUnknown && deal.capexLow != null) throw badField('input.capexUnknown', 'STATED_AND_UNKNOWN')
}

/** Rejects a classification above the clearance of the viewer. */
function checkClearance({ viewer }: Scope, level: Deal['confidentiality']): void {
  if (confidentialities.indexOf(level) > confidentialities.indexOf(viewer.clearance))
    throw appError('aboveClearance')
}

/** The ids of the users on a need-to-know list, before and after an edit. */
interface ListedUsers {
  before: string[]
  after: string[]
}

/** Adds users to the need-to-know list of a deal; null and users already listed are skipped. */
async function addToNeedToKnow(
  scope: Scope,
  dealId: string,
  users: readonly (string | null)[],
): Promise<ListedUsers> {
  const existing = (await scope.db.findBy(NeedToKnowEntry, { dealId })).map(({ userId }) => userId)
  const newIds = new Set(users.filter((user): user is string => user !== null && !existing.includes(user)))
  for (const userId of newIds)
    await scope.db.insert(NeedToKnowEntry, {
      id: uuidv7(scope.now),
      dealId,
      userId,
      byId: scope.viewer.id,
      recordedAt: scope.now,
    })
  return { before: existing, after: [...existing, ...newIds] }
}
