/** The figures of a week worked out slowly and plainly from raw rows, one deal after the other. */
import { inTeam, jobsOf, lastMove, stageOf } from './pipeline-oracle.js'
import type { DealRows } from './pipeline-rows.js'

export interface WeekQuestion {
  agency: string
  monday: string
  knownAt: string
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

/** How a deal stood at the end of a day: nothing where it was not known, or the agency not in its team. */
function standing(deal: DealRows, asOf: string, { agency, knownAt }: WeekQuestion) {
  const at = { asOf, knownAt }
  const stage = lastMove(deal, at)?.to ?? null
  const { projected, realised } = jobsOf(deal, {
    ...at,
    agency,
    horizon: null,
    kind: 'DIRECT',
    rumours: false,
    activity: null,
  })
  return {
    there: inTeam(deal, agency, at),
    stage,
    outcome: stage === null ? null : stageOf(stage).outcome,
    jobs: [projected?.low ?? null, projected?.high ?? null, realised?.low ?? null] as const,
  }
}

/** Of which figures a deal is part, and with which jobs. */
export function partsOf(
  deal: DealRows,
  asked: WeekQuestion,
): { scope: string; jobs: readonly (number | null)[] }[] {
  const [was, is] = [
    standing(deal, dayAfter(asked.monday, -1), asked),
    standing(deal, dayAfter(asked.monday, 6), asked),
  ]
  const opening = was.there && was.outcome === 'OPEN'
  const closing = is.there && is.outcome === 'OPEN'
  const ended = is.there && is.outcome !== null && !closing && is.outcome !== was.outcome
  const ways = { WON: 'won', LOST: 'lost', PAUSED: 'paused', OPEN: '' }
  const parts = []
  if (opening) parts.push({ scope: 'opening', jobs: was.jobs })
  if (closing) parts.push({ scope: 'closing', jobs: is.jobs })
  if (opening && String(was.jobs) !== String(is.jobs))
    parts.push({ scope: 'restatedBefore', jobs: was.jobs }, { scope: 'restatedAfter', jobs: is.jobs })
  if (!opening && (closing || ended))
    parts.push({ scope: was.stage === null || !was.there ? 'entered' : 'resumed', jobs: is.jobs })
  if (opening && !closing) parts.push({ scope: is.there ? ways[is.outcome!] : 'left', jobs: is.jobs })
  if (!opening && ended) parts.push({ scope: ways[is.outcome!], jobs: is.jobs })
  const further = opening && closing ? stageOf(is.stage!).position - stageOf(was.stage!).position : 0
  if (further !== 0) parts.push({ scope: further > 0 ? 'forward' : 'back', jobs: is.jobs })
  return parts
}
