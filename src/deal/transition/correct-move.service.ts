import { Injectable } from '@nestjs/common'
import { badField, badFields, appError } from '../../core/error/app-error.js'
import type { Scope } from '../../core/scope.js'
import { isUuid, uuidv7 } from '../../core/uuid.js'
import { audit } from '../../write/audit.js'
import { save } from '../../write/edit.js'
import {
  correctChain,
  directionsOf,
  findChainFault,
  isChanged,
  stateAfter,
  type ChainCorrection,
  type ChainLink,
  type ChainMove,
  type StageState,
} from './chain.js'
import { recordCorrection } from '../correction/record-correction.js'
import { TransitionCorrection } from '../correction/correction.entity.js'
import type { CorrectMoveInput, RecordEarlierMoveInput } from '../correction/correction.input.js'
import { checkPastDay } from '../day-rules.js'
import { lockChangeableDeal } from '../deal-access.js'
import { Deal } from '../deal.entity.js'
import { readFacts } from '../stage/facts.js'
import {
  missingFacts,
  needsFacts,
  needsHead,
  needsHeadToCorrect,
  needsReason,
  type Direction,
  type Stage,
} from '../stage/stage.js'
import { readStages } from '../stage/stages.js'
import { requireDealAction } from '../team/deal-action.js'
import { shiftOpeningMembers } from '../team/team-correction.js'
import { Transition, TransitionText } from './transition.entity.js'

interface CorrectionInput {
  version: number
  reason: string
  override?: boolean | null
}

@Injectable()
export class CorrectMoveService {
  /** Corrects the day or stage of a move, or withdraws it. The recorded move stays; new rows replace it. */
  async correct(scope: Scope, input: CorrectMoveInput): Promise<Deal> {
    const { deal, move } = await lockValidMove(scope, input.move, input.version)
    const { to, effectiveOn, withdrawn } = input
    if ((withdrawn === true) === (to !== undefined || effectiveOn !== undefined))
      throw badField('input', 'WITHDRAWN_OR_OTHERWISE')
    if (move.from === null && (withdrawn === true || to !== undefined))
      throw badField('input.move', 'OPENING_STAYS')
    checkPastDay(scope, effectiveOn, 'input.effectiveOn')
    const correction = withdrawn === true ? { withdrawn: move.id } : { move: move.id, to, effectiveOn }
    return this.apply(scope, 'correctMove', deal, correction, input)
  }

  /** Records a move that happened before the last recorded one. */
  async recordEarlier(scope: Scope, input: RecordEarlierMoveInput): Promise<Deal> {
    const deal = await lockChangeableDeal(scope, input.deal, input.version)
    checkPastDay(scope, input.effectiveOn, 'input.effectiveOn')
    if (input.effectiveOn >= deal.stageSince)
      throw badField('input.effectiveOn', 'AFTER_LAST_MOVE', { value: input.effectiveOn })
    const { to, effectiveOn } = input
    return this.apply(scope, 'recordEarlierMove', deal, { to, effectiveOn }, input)
  }

  private async apply(
    scope: Scope,
    verb: string,
    deal: Deal,
    correction: ChainCorrection,
    values: CorrectionInput,
  ): Promise<Deal> {
    const [stages, validMoves] = [await readStages(scope), await readValidMoves(scope, deal.id)]
    const links = correctChain(validMoves, correction)
    checkChain(stages, links)
    const directions = directionsOf(stages, links)
    const changes = links.flatMap((link, i) => (isChanged(link) ? [{ link, direction: directions[i]! }] : []))
    const removed = validMoves.filter(({ id }) => !links.some(({ of }) => of?.id === id))
    checkMayCorrect(scope, deal, stages, [
      ...changes.flatMap(({ link }) => recordedMovesOf(link)),
      ...removed,
    ])
    await checkRules(scope, deal, stages, changes, values)
    await writeMoves(scope, deal, changes, removed, values)
    if (links[0]!.effectiveOn !== deal.openedOn)
      await shiftOpeningMembers(scope, deal, links[0]!.effectiveOn, values.reason)
    await saveStage(scope, deal, stateAfter(stages, links))
    const before = [...changes.flatMap(({ link }) => link.of ?? []), ...removed]
    await audit(scope, {
      verb,
      subject: 'Deal',
      id: deal.id,
      before: { moves: before },
      after: { moves: changes.map(({ link: { of: _, ...move } }) => move), reason: values.reason },
    })
    return deal
  }
}

interface Change {
  link: ChainLink
  direction: Direction | null
  /** Whether a HEAD accepted it although facts were missing. */
  override?: boolean
}

function checkChain(stages: readonly Stage[], links: readonly ChainLink[]): void {
  const fault = findChainFault(stages, links)
  if (!fault) return
  if (fault.code === 'NO_SUCH_MOVE') throw appError('correctionRefused', fault, { missing: [] })
  throw badFields([{ path: 'input.effectiveOn', code: fault.code, params: fault }])
}

type CheckedMove = Pick<ChainMove, 'from' | 'to' | 'override'>

/** Returns the move that a changed link replaces, if there is one, and the move that it records. */
const recordedMovesOf = ({ of, from, to }: ChainLink): CheckedMove[] => [
  ...(of ? [of] : []),
  { from, to, override: false },
]

/** Rejects a viewer who may not make the moves that a correction replaces, withdraws or records. */
function checkMayCorrect(
  scope: Scope,
  deal: Deal,
  stages: readonly Stage[],
  moves: readonly CheckedMove[],
): void {
  if (moves.some((move) => needsHeadToCorrect(stages, move))) requireDealAction(scope, deal, 'reopen')
  if (moves.some(({ override }) => override)) requireDealAction(scope, deal, 'override')
}

/** Checks the rules of a move for each changed link. A move whose target stage is unchanged has already shown its facts. */
async function checkRules(
  scope: Scope,
  deal: Deal,
  stages: readonly Stage[],
  changes: Change[],
  { override }: CorrectionInput,
): Promise<void> {
  if (changes.some(({ direction }) => direction && needsHead[direction]))
    requireDealAction(scope, deal, 'reopen')
  if (override === true) requireDealAction(scope, deal, 'override')
  const facts = await readFacts(scope, deal.id)
  for (const change of changes) {
    const { link, direction } = change
    const areFactsNeeded = link.of?.to !== link.to && direction !== null && needsFacts[direction]
    const missing = areFactsNeeded ? missingFacts(stages, facts, link.to) : []
    change.override = missing.length > 0
    if (change.override && override !== true)
      throw appError('stageRefused', { stage: link.to }, { missing: missing.map((code) => ({ code })) })
  }
}

async function writeMoves(
  scope: Scope,
  deal: Deal,
  changes: readonly Change[],
  removed: readonly ChainMove[],
  input: CorrectionInput,
): Promise<void> {
  for (const change of changes) await writeMove(scope, deal, change, input)
  for (const { id } of removed) await retire(scope, deal, id, null, input.reason)
}

/** Checks check_transition_chain.sql and verify_deal_stage.sql here, because the result is read before the commit. */
async function saveStage(scope: Scope, deal: Deal, state: StageState): Promise<void> {
  await save(scope, Deal, Object.assign(deal, state), Object.keys(state))
  await scope.db.query('set constraints check_transition_chain, verify_deal_stage immediate')
}

async function writeMove(
  scope: Scope,
  deal: Deal,
  { link, direction, override: isLifted }: Change,
  input: CorrectionInput,
): Promise<void> {
  const { of, from, to, effectiveOn, place } = link
  const isSameStage = of?.to === to
  const override = isSameStage ? of.override : isLifted === true
  const row = {
    id: uuidv7(scope.now),
    dealId: deal.id,
    ordinal: 0,
    storedPlace: place,
    fromStage: from,
    toStage: to,
    effectiveOn,
    recordedAt: scope.now,
    byId: scope.viewer.id,
    override,
  }
  await scope.db.insert(Transition, row)
  const isReasonNeeded = override || !isSameStage || (direction !== null && needsReason[direction])
  const reason = (isSameStage ? of.reason : null) ?? (isReasonNeeded ? input.reason : null)
  if (reason !== null)
    await scope.db.insert(TransitionText, { transitionId: row.id, dealId: deal.id, reason })
  if (of) await retire(scope, deal, of.id, row.id, input.reason)
}

/** Records the correction of a move: replaced by another, or withdrawn if `replacedById` is null. */
const retire = (
  scope: Scope,
  { id: dealId }: Deal,
  transitionId: string,
  replacedById: string | null,
  reason: string,
) =>
  recordCorrection(
    scope,
    TransitionCorrection,
    dealId,
    { transitionId, replacedById, recordedAt: scope.now },
    reason,
  )

/** Locks a deal and returns it with a move of it. Rejects a move that is already corrected with NO_LONGER_HELD. */
async function lockValidMove(
  scope: Scope,
  id: string,
  version: number,
): Promise<{ deal: Deal; move: ChainMove }> {
  const row = isUuid(id) ? await scope.db.findOneBy(Transition, { id }) : null
  if (!row) throw appError('notFound', { what: 'transition' })
  const deal = await lockChangeableDeal(scope, row.dealId, version)
  const move = (await readValidMoves(scope, deal.id)).find((other) => other.id === id)
  if (!move) throw badField('input.move', 'NO_LONGER_HELD')
  return { deal, move }
}

const readValidMoves = (scope: Scope, dealId: string): Promise<ChainMove[]> =>
  scope.db.query<ChainMove[]>(
    `select t.id, coalesce(t.place, t.ordinal)::float8 as place, t.from_stage as "from", t.to_stage as "to",
            t.effective_on::text as "effectiveOn", t.override, w.reason
       from transition t left join transition_text w on w.transition_id = t.id
      where t.deal_id = $1 and not exists (select 1 from transition_correction c where c.transition_id = t.id)
      order by place`,
    [dealId],
  )
