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
import { lockChangeableDeal, requireHead } from '../deal-access.js'
import { Deal } from '../deal.entity.js'
import { factsOf } from '../stage/facts.js'
import {
  missingFacts,
  needsFacts,
  needsHead,
  needsReason,
  type Direction,
  type Stage,
} from '../stage/stage.js'
import { stagesOf } from '../stage/stages.js'
import { shiftOpeningMembers } from '../team/team-correction.js'
import { Transition, TransitionWords } from './transition.entity.js'

interface Given {
  version: number
  reason: string
  override?: boolean | null
}

@Injectable()
export class CorrectMoveService {
  /** Another day or stage for a move, or none: beside what was held before, which stays as it was recorded. */
  async correct(scope: Scope, input: CorrectMoveInput): Promise<Deal> {
    const { deal, move } = await heldMove(scope, input.move, input.version)
    const { to, effectiveOn, withdrawn } = input
    if ((withdrawn === true) === (to !== undefined || effectiveOn !== undefined))
      throw badField('input', 'WITHDRAWN_OR_OTHERWISE')
    if (move.from === null && (withdrawn === true || to !== undefined))
      throw badField('input.move', 'OPENING_STAYS')
    checkPastDay(scope, effectiveOn, 'input.effectiveOn')
    const correction = withdrawn === true ? { withdrawn: move.id } : { move: move.id, to, effectiveOn }
    return this.apply(scope, 'correctMove', deal, correction, input)
  }

  /** A move learned of late, before others that are recorded already. */
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
    values: Given,
  ): Promise<Deal> {
    const [stages, held] = [await stagesOf(scope), await heldMoves(scope, deal.id)]
    const links = correctChain(held, correction)
    refuseFault(stages, links)
    const directions = directionsOf(stages, links)
    const changes = links.flatMap((link, i) => (isChanged(link) ? [{ link, direction: directions[i]! }] : []))
    await checkRules(scope, deal, stages, changes, values)
    const gone = held.filter(({ id }) => !links.some(({ of }) => of?.id === id))
    await writeMoves(scope, deal, changes, gone, values)
    if (links[0]!.effectiveOn !== deal.openedOn)
      await shiftOpeningMembers(scope, deal, links[0]!.effectiveOn, values.reason)
    await saveStage(scope, deal, stateAfter(stages, links))
    const before = [...changes.flatMap(({ link }) => link.of ?? []), ...gone]
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
  /** A HEAD let it pass although facts were missing. */
  override?: boolean
}

function refuseFault(stages: readonly Stage[], links: readonly ChainLink[]): void {
  const fault = findChainFault(stages, links)
  if (!fault) return
  if (fault.code === 'NO_SUCH_MOVE') throw appError('correctionRefused', fault, { missing: [] })
  throw badFields([{ path: 'input.effectiveOn', code: fault.code, params: fault }])
}

/** What a move to that stage needs it needs here as well; a move that stood there before has shown its facts. */
async function checkRules(
  scope: Scope,
  deal: Deal,
  stages: readonly Stage[],
  changes: Change[],
  { override }: Given,
): Promise<void> {
  if (override === true || changes.some(({ direction }) => direction && needsHead[direction]))
    requireHead(scope)
  const facts = await factsOf(scope, deal.id)
  for (const change of changes) {
    const { link, direction } = change
    const asked = link.of?.to !== link.to && direction !== null && needsFacts[direction]
    const missing = asked ? missingFacts(stages, facts, link.to) : []
    change.override = missing.length > 0
    if (change.override && override !== true)
      throw appError('stageRefused', { stage: link.to }, { missing: missing.map((code) => ({ code })) })
  }
}

async function writeMoves(
  scope: Scope,
  deal: Deal,
  changes: readonly Change[],
  gone: readonly ChainMove[],
  input: Given,
): Promise<void> {
  for (const change of changes) await writeMove(scope, deal, change, input)
  for (const { id } of gone) await retire(scope, deal, id, null, input.reason)
}

/** The constraints are checked here: the answer is read before the commit. */
async function saveStage(scope: Scope, deal: Deal, state: StageState): Promise<void> {
  await save(scope, Deal, Object.assign(deal, state), Object.keys(state))
  await scope.db.query('set constraints check_transition_chain, verify_deal_stage immediate')
}

async function writeMove(
  scope: Scope,
  deal: Deal,
  { link, direction, override: lifted }: Change,
  input: Given,
): Promise<void> {
  const { of, from, to, effectiveOn, place } = link
  const same = of?.to === to
  const override = same ? of.override : lifted === true
  const row = {
    id: uuidv7(scope.now),
    dealId: deal.id,
    ordinal: 0,
    placeGiven: place,
    fromStage: from,
    toStage: to,
    effectiveOn,
    recordedAt: scope.now,
    byId: scope.viewer.id,
    override,
  }
  await scope.db.insert(Transition, row)
  const needed = override || !same || (direction !== null && needsReason[direction])
  const reason = (same ? of.reason : null) ?? (needed ? input.reason : null)
  if (reason !== null)
    await scope.db.insert(TransitionWords, { transitionId: row.id, dealId: deal.id, reason })
  if (of) await retire(scope, deal, of.id, row.id, input.reason)
}

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

/** The deal, locked, and its move, which nobody has corrected yet. */
async function heldMove(scope: Scope, id: string, version: number): Promise<{ deal: Deal; move: ChainMove }> {
  const row = isUuid(id) ? await scope.db.findOneBy(Transition, { id }) : null
  if (!row) throw appError('notFound', { what: 'transition' })
  const deal = await lockChangeableDeal(scope, row.dealId, version)
  const move = (await heldMoves(scope, deal.id)).find((held) => held.id === id)
  if (!move) throw badField('input.move', 'NO_LONGER_HELD')
  return { deal, move }
}

const heldMoves = (scope: Scope, dealId: string): Promise<ChainMove[]> =>
  scope.db.query<ChainMove[]>(
    `select t.id, coalesce(t.place, t.ordinal)::float8 as place, t.from_stage as "from", t.to_stage as "to",
            t.effective_on::text as "effectiveOn", t.override, w.reason
       from transition t left join transition_text w on w.transition_id = t.id
      where t.deal_id = $1 and not exists (select 1 from transition_correction c where c.transition_id = t.id)
      order by place`,
    [dealId],
  )
