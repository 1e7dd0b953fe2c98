/** Computes the figures of a week or another period from raw rows, one deal at a time, to compare them with the service. */
import { inTeam, jobsOf, lastMove, stageOf } from './pipeline-oracle.js'
import type { DealRows } from './pipeline-rows.js'

export interface WeekQuestion {
  agency: string
  monday: string
  knownAt: string
}
export interface PeriodQuestion {
  agency: string
  /** The first day. */
  from: string
  /** The last day. */
  to: string
  knownAt: string
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

/** Returns the state of a deal at the end of a day. The stage is null if the deal was not known. */
function stateAt(deal: DealRows, asOf: string, { agency, knownAt }: Omit<WeekQuestion, 'monday'>) {
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
    isInTeam: inTeam(deal, agency, at),
    stage,
    outcome: stage === null ? null : stageOf(stage).outcome,
    jobs: [
      projected?.low ?? null,
      projected?.high ?? null,
      realised?.low ?? null,
      realised?.high ?? null,
    ] as const,
  }
}

interface Part {
  scope: string
  jobs: readonly (number | null)[]
}

/** Returns the number of deals and their jobs, as the API has them. */
export function sumOfParts(parts: readonly Part[]) {
  const sum = (at: number) => parts.reduce((all, { jobs }) => all + (jobs[at] ?? 0), 0)
  return {
    deals: parts.length,
    jobs: {
      low: sum(0),
      high: parts.some(({ jobs: [low, high] }) => low !== null && high === null) ? null : sum(1),
      realised: sum(2),
      realisedHigh: parts.some(({ jobs }) => jobs[2] !== null && jobs[3] === null) ? null : sum(3),
      dealsWithout: parts.filter(({ jobs }) => jobs[0] === null).length,
    },
  }
}

/** Returns the figures of a week that include a deal, with its jobs. */
export const partsOf = (deal: DealRows, { monday, ...question }: WeekQuestion): Part[] =>
  partsOfPeriod(deal, { ...question, from: monday, to: dayAfter(monday, 6) })

/** Does the same for any period. */
export function partsOfPeriod(deal: DealRows, question: PeriodQuestion): Part[] {
  const [before, after] = [
    stateAt(deal, dayAfter(question.from, -1), question),
    stateAt(deal, question.to, question),
  ]
  const wasOpen = before.isInTeam && before.outcome === 'OPEN'
  const isOpen = after.isInTeam && after.outcome === 'OPEN'
  const hasEnded = after.isInTeam && after.outcome !== null && !isOpen && after.outcome !== before.outcome
  const scopeByOutcome = { WON: 'won', LOST: 'lost', PAUSED: 'paused', OPEN: '' }
  const parts = []
  if (wasOpen) parts.push({ scope: 'opening', jobs: before.jobs })
  if (isOpen) parts.push({ scope: 'closing', jobs: after.jobs })
  if (wasOpen && String(before.jobs) !== String(after.jobs))
    parts.push({ scope: 'restatedBefore', jobs: before.jobs }, { scope: 'restatedAfter', jobs: after.jobs })
  if (!wasOpen && (isOpen || hasEnded))
    parts.push({ scope: before.stage === null || !before.isInTeam ? 'entered' : 'resumed', jobs: after.jobs })
  if (wasOpen && !isOpen)
    parts.push({ scope: after.isInTeam ? scopeByOutcome[after.outcome!] : 'left', jobs: after.jobs })
  if (!wasOpen && hasEnded) parts.push({ scope: scopeByOutcome[after.outcome!], jobs: after.jobs })
  const distance = wasOpen && isOpen ? stageOf(after.stage!).position - stageOf(before.stage!).position : 0
  if (distance !== 0) parts.push({ scope: distance > 0 ? 'forward' : 'back', jobs: after.jobs })
  return parts
}
