import { Injectable } from '@nestjs/common'
import { badField, appError } from '../core/error/app-error.js'
import { confidentialities, type Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { Prospect } from '../prospect/prospect.entity.js'
import { toColumnValues } from '../read/shape.js'
import { Settings } from '../config/settings.js'
import { User } from '../user/user.entity.js'
import { audit } from '../write/audit.js'
import { applyChanges, resolveReference, save } from '../write/edit.js'
import { newVersionedColumns } from '../write/versioned.js'
import { lockChangeableDeal, requireHead } from './deal-access.js'
import { Deal, DealIdentity } from './deal.entity.js'
import type { OpenDealInput, UpdateDealInput } from './deal.input.js'
import { checkPastDay } from './day-rules.js'
import { lossOf, recordLoss } from './loss/loss.js'
import { Knower, TeamMember } from './team/team.entity.js'
import { Transition } from './transition/transition.entity.js'

const openingStage = 'IDENTIFIED' as const

@Injectable()
export class DealService {
  constructor(private readonly settings: Settings) {}

  /** Opens a deal at IDENTIFIED, led by the agency of whoever opens it. */
  async open(scope: Scope, input: OpenDealInput): Promise<{ id: string }> {
    const { idempotencyKey: _, title, description, prospect, officer, openedOn: asked, ...facts } = input
    const openedOn = checkPastDay(scope, asked, 'input.openedOn')
    const prospectId =
      prospect == null ? null : (await resolveReference(scope, Prospect, prospect, 'input.prospect')).id
    const officerId = officer === undefined ? scope.viewer.id : await this.officerId(scope, officer)
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
    checkClearance(scope, row.confidentiality)
    const identity = { dealId: row.id, title, description: description ?? null, prospectId }
    await scope.db.insert(Deal, row)
    await this.begin(scope, row, identity)
    await audit(scope, { verb: 'openDeal', subject: 'Deal', id: row.id, after: { ...row, ...identity } })
    return row
  }

  /** What every deal has from its first day: a lead, a stage, an identity; a SECRET one also who may know. */
  private async begin(
    scope: Scope,
    { id, confidentiality, openedOn, officerId }: Begun,
    identity: DealIdentity,
  ): Promise<void> {
    const { viewer, now } = scope
    if (confidentiality === 'SECRET') await letKnowOf(scope, id, [viewer.id, officerId])
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
  }

  async update(scope: Scope, input: UpdateDealInput): Promise<{ id: string }> {
    const { id, version, title, description, prospect, officer, lossReasons, lossDestination, ...facts } =
      input
    const deal = await lockChangeableDeal(scope, id, version)
    const identity = await scope.db.findOneByOrFail(DealIdentity, { dealId: id })
    const before = { ...deal, ...identity, ...(await lossOf(scope, id)) }
    if (facts.confidentiality && facts.confidentiality !== deal.confidentiality)
      await this.reclassify(scope, deal, facts.confidentiality)
    const changed = applyChanges(Deal, deal, {
      ...known(facts),
      officerId: await this.newOfficer(scope, deal, officer),
    })
    checkCapex(deal)
    const prospectId =
      prospect == null ? prospect : (await resolveReference(scope, Prospect, prospect, 'input.prospect')).id
    const messages = applyChanges(DealIdentity, identity, { title, description, prospectId })
    await save(scope, Deal, deal, changed)
    if (messages.length > 0)
      await scope.db.update(
        DealIdentity,
        { dealId: id },
        Object.fromEntries(messages.map((key) => [key, identity[key as keyof DealIdentity]])),
      )
    await recordLoss(scope, id, { lossReasons, lossDestination })
    await audit(scope, {
      verb: 'updateDeal',
      subject: 'Deal',
      id,
      before,
      after: { ...deal, ...identity, ...(await lossOf(scope, id)) },
    })
    return deal
  }

  /** Only a HEAD says who may know; whoever makes a deal SECRET stays on its list, and so does its officer. */
  private async reclassify(scope: Scope, deal: Deal, to: Deal['confidentiality']): Promise<void> {
    requireHead(scope)
    checkClearance(scope, to)
    if (to === 'SECRET') await letKnowOf(scope, deal.id, [scope.viewer.id, deal.officerId])
  }

  /** A HEAD assigns; an OFFICER may take a deal that nobody works on. */
  private async newOfficer(
    scope: Scope,
    deal: Deal,
    officer: string | null | undefined,
  ): Promise<string | null | undefined> {
    if (officer === undefined || officer === deal.officerId) return undefined
    if (!(deal.officerId === null && officer === scope.viewer.id)) requireHead(scope)
    return this.officerId(scope, officer)
  }

  private async officerId(scope: Scope, officer: string | null): Promise<string | null> {
    if (officer === null) return null
    const user = await resolveReference(scope, User, officer, 'input.officer')
    if (!user.active || (user.role !== 'OFFICER' && user.role !== 'HEAD'))
      throw badField('input.officer', 'NOT_AN_OFFICER')
    return user.id
  }

  /** Of the year in which the file was opened, also when it is entered later. */
  private async nextReference(scope: Scope, openedOn: string): Promise<string> {
    const year = Number(openedOn.slice(0, 4))
    const [row] = await scope.db.query<{ reference: string }[]>(
      'select next_deal_reference($1, $2) as reference',
      [this.settings.region, year],
    )
    return row!.reference
  }
}

type Begun = Pick<Deal, 'id' | 'confidentiality' | 'openedOn' | 'officerId'>

/** To state the capex is to take back that it is unknown, unless the same input says both. */
const known = <T extends Pick<UpdateDealInput, 'capex' | 'capexUnknown'>>(facts: T): T =>
  facts.capex && facts.capexUnknown === undefined ? { ...facts, capexUnknown: false } : facts

function checkCapex(deal: { capexLow?: unknown; capexUnknown: boolean }): void {
  if (deal.capexUnknown && deal.capexLow != null) throw badField('input.capexUnknown', 'STATED_AND_UNKNOWN')
}

/** Nobody classifies above what he may know himself. */
function checkClearance({ viewer }: Scope, level: Deal['confidentiality']): void {
  if (confidentialities.indexOf(level) > confidentialities.indexOf(viewer.clearance))
    throw appError('aboveClearance')
}

async function letKnowOf(scope: Scope, dealId: string, users: readonly (string | null)[]): Promise<void> {
  const existing = (await scope.db.findBy(Knower, { dealId })).map((knower) => knower.userId)
  const named = new Set(users.filter((user): user is string => user !== null && !existing.includes(user)))
  for (const userId of named)
    await scope.db.insert(Knower, {
      id: uuidv7(scope.now),
      dealId,
      userId,
      byId: scope.viewer.id,
      recordedAt: scope.now,
    })
}
