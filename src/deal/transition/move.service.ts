import { Injectable } from '@nestjs/common'
import { badField, appError } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { uuidv7 } from '../../core/uuid.js'
import { audit } from '../../write/audit.js'
import { save, bumpUpdatedAt } from '../../write/edit.js'
import { insertRow } from '../../write/rows.js'
import { lockChangeableDeal } from '../deal-access.js'
import { Deal } from '../deal.entity.js'
import type { MoveDealInput, VerifyLandingInput } from '../deal.input.js'
import { checkPastDay } from '../day-rules.js'
import { readFacts } from '../stage/facts.js'
import { LandingVerification } from '../loss/loss.entity.js'
import { recordLoss } from '../loss/loss.js'
import { checkVerifiable } from '../loss/verification.js'
import {
  directionOf,
  missingFacts,
  needsFacts,
  needsHead,
  needsReason,
  allowedTargets,
  resumeStageAfter,
  type Direction,
  type FactCode,
  type Stage,
  type StageCode,
} from '../stage/stage.js'
import { readStages } from '../stage/stages.js'
import { requireDealAction } from '../team/deal-action.js'
import { Transition, TransitionText } from './transition.entity.js'

@Injectable()
export class MoveService {
  /**
   * Moves a deal: lock, rules, transition, audit. A rejected move changes nothing, and its error lists what is missing.
   * check_transition.sql checks the same rules.
   */
  async move(scope: Scope, input: MoveDealInput): Promise<Deal> {
    const [deal, stages] = await Promise.all([
      lockChangeableDeal(scope, input.id, input.version),
      readStages(scope),
    ])
    const direction = requireDirection(stages, deal, input)
    if (needsHead[direction]) requireDealAction(scope, deal, 'reopen')
    if (input.override) requireDealAction(scope, deal, 'override')
    await recordLoss(scope, deal.id, input)
    const missing = needsFacts[direction]
      ? missingFacts(stages, await readFacts(scope, deal.id), input.to)
      : []
    checkMissing(input, direction, missing)
    const effectiveOn = checkPastDay(scope, input.effectiveOn, 'input.effectiveOn')
    checkNotBeforeLast(effectiveOn, deal.stageSince)
    await this.record(scope, deal, {
      ...input,
      effectiveOn,
      override: input.override === true && missing.length > 0,
      resumeStageCode: resumeStageAfter(stages, deal.stageCode, input.to, deal.resumeStageCode),
    })
    return deal
  }

  /** Writes the transition and the stage of the deal; verify_deal_stage.sql compares them at commit. */
  private async record(scope: Scope, deal: Deal, move: Move): Promise<void> {
    const row = {
      id: uuidv7(scope.now),
      dealId: deal.id,
      ordinal: 0,
      fromStage: deal.stageCode,
      toStage: move.to,
      effectiveOn: move.effectiveOn,
      recordedAt: scope.now,
      byId: scope.viewer.id,
      override: move.override,
    }
    const { stageCode, stageSince } = deal
    const reason = move.reason ?? null
    const stage = {
      stageCode: move.to,
      stageSince: move.effectiveOn,
      resumeStageCode: move.resumeStageCode,
    }
    await Promise.all([
      insertRow(scope.db, Transition, row),
      reason && insertRow(scope.db, TransitionText, { transitionId: row.id, dealId: deal.id, reason }),
      save(scope, Deal, Object.assign(deal, stage), Object.keys(stage)),
      audit(scope, {
        verb: 'moveDeal',
        subject: 'Deal',
        id: deal.id,
        before: { stageCode, stageSince },
        after: { ...row, reason },
      }),
    ])
  }

  /** Records the verification of a landing; check_landing_verification.sql stores what was verified with it. */
  async verify(scope: Scope, { id, note }: VerifyLandingInput): Promise<Deal> {
    const deal = await lockChangeableDeal(scope, id)
    requireDealAction(scope, deal, 'verify')
    await checkVerifiable(scope, deal)
    const row = {
      id: uuidv7(scope.now),
      dealId: id,
      byId: scope.viewer.id,
      recordedAt: scope.now,
      note: note ?? null,
    }
    await scope.db.insert(LandingVerification, row)
    await bumpUpdatedAt(scope, Deal, deal)
    await audit(scope, { verb: 'verifyLanding', subject: 'Deal', id, after: row })
    return deal
  }
}

function checkNotBeforeLast(value: string, earliest: string): void {
  if (value < earliest) throw badField('input.effectiveOn', 'BEFORE_LAST_MOVE', { value, earliest })
}

interface Move extends Pick<MoveDealInput, 'to' | 'reason'> {
  effectiveOn: string
  override: boolean
  resumeStageCode: StageCode | null
}

/** Returns the direction of a move. Rejects one that the stages do not allow, with the allowed targets. */
function requireDirection(stages: readonly Stage[], deal: Deal, { to }: MoveDealInput): Direction {
  const direction = directionOf(stages, deal.stageCode, to, deal.resumeStageCode)
  if (direction) return direction
  const allowed = allowedTargets(stages, deal.stageCode, deal.resumeStageCode)
  throw appError(
    'moveRefused',
    { from: deal.stageCode, to, allowed: allowed.join(', ') },
    { missing: [], extra: { allowed } },
  )
}

/** Rejects a move with missing facts or without a required reason. An override lifts the facts, never the reason. */
function checkMissing(
  { to, reason, override }: MoveDealInput,
  direction: Direction,
  facts: readonly FactCode[],
): void {
  const reasonMissing = !reason && (needsReason[direction] || override === true)
  const missing = [...(override ? [] : facts), ...(reasonMissing ? ['reason'] : [])]
  if (missing.length > 0)
    throw appError('stageRefused', { stage: to }, { missing: missing.map((code) => ({ code })) })
}
