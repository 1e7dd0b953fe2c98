import type { CombinedError } from '@urql/core'
import { useState } from 'react'
import { useClient } from 'urql'
import { MissingFactsDocument } from '../../api/generated/deal/missing/missing.js'
import type { DealCoreFragment, DealStageCode, FactCode } from '../../api/generated/types.js'
import { useData } from '../../api/use-data.js'
import { today } from '../../day/today.js'
import { useSession } from '../../shell/viewer.js'
import { moveKindOf } from '../stages.js'
import { emptyDraft, type FactsDraft } from './facts-draft.js'
import { supplyAndMove } from './move-deal.js'

const kindsWithReason = ['back', 'paused', 'reopen']

/** The state of a move: the chosen stage, what it lacks, what was entered, and how saving went. */
export function useMove(deal: DealCoreFragment, proposed: DealStageCode, onMoved: () => void) {
  const client = useClient()
  const { stages } = useSession()
  const [stage, setStage] = useState(proposed)
  const [draft, setDraft] = useState(emptyDraft)
  const [move, setMove] = useState({ effectiveOn: today(), reason: '', override: false })
  const [error, setError] = useState<CombinedError>()
  const [isSaving, setIsSaving] = useState(false)
  const { data, reload } = useData(MissingFactsDocument, { id: deal.id, stage })
  const missing = data?.deal?.missing ?? []
  const facts = missing.filter(({ code }) => code !== 'reason') as { code: FactCode; message: string }[]
  const target = stages.find(({ code }) => code === stage)
  const isReasonMissing = missing.length > facts.length
  const hasReasonByKind = target !== undefined && kindsWithReason.includes(moveKindOf(deal.stage, target))

  /** Stores the facts; with `to` also moves the deal. */
  const save = async (to: DealStageCode | null) => {
    setIsSaving(true)
    const version = data?.deal?.version ?? deal.version
    const { error } = await supplyAndMove(client, {
      id: deal.id,
      version,
      draft,
      today: today(),
      to,
      ...move,
    })
    setIsSaving(false)
    setError(error)
    if (!error && to !== null) return onMoved()
    if (!error) setDraft(emptyDraft)
    reload()
  }

  return {
    ...{ stage, setStage, draft, move, error, isSaving, facts, save },
    needsReason: move.override || isReasonMissing || hasReasonByKind,
    supply: (changes: Partial<FactsDraft>) => setDraft({ ...draft, ...changes }),
    change: (changes: Partial<typeof move>) => setMove({ ...move, ...changes }),
  }
}
