/** Computes the pipeline status from raw rows, one deal at a time, to compare it with the service. */
import { shippedStages } from '../src/deal/stage/stage.js'
import { horizons, type Capex, type DealRows, type MoveRow, type Projection } from './pipeline-rows.js'

export interface PipelineQuestion {
  agency: string | null
  asOf: string
  knownAt: string
  horizon: string | null
  kind: string
  rumours: boolean
  activity: string | null
}

/** Day and instant of a report. */
export type OracleAsOf = Pick<PipelineQuestion, 'asOf' | 'knownAt'>

interface CountedDeal {
  deal: DealRows
  stage: string
  days: number
  capex: Capex | null
  projected: Projection | undefined
  realised: Projection | undefined
}

export function statusOf(deals: DealRows[], question: PipelineQuestion, sees: (deal: DealRows) => boolean) {
  const countedDeals = deals
    .filter((deal) => sees(deal) && (question.activity === null || deal.activity === question.activity))
    .filter((deal) => question.agency === null || inTeam(deal, question.agency, question))
    .flatMap((deal) => countedOf(deal, question))
  return {
    stages: shippedStages.map(({ code }) => {
      const here = countedDeals.filter(({ stage }) => stage === code)
      return {
        stage: { code },
        medianDaysInStage: median(here.map(({ days }) => days)),
        figures: figuresOf(here),
        deals: { nodes: here.map(({ deal }) => deal.codeName).sort(), totalCount: here.length },
      }
    }),
    open: figuresOf(countedDeals.filter(({ stage }) => stageOf(stage).outcome === 'OPEN')),
    total: figuresOf(countedDeals),
  }
}

export const stageOf = (code: string) => shippedStages.find((stage) => stage.code === code)!

export const inTeam = (
  { team, formerTeam }: DealRows,
  agency: string,
  { asOf, knownAt }: OracleAsOf,
): boolean =>
  [...team, ...formerTeam.filter(({ correctedAt }) => correctedAt > knownAt)].some((member) => {
    const left = member.until !== null && member.until <= asOf && member.endRecordedAt! <= knownAt
    return member.agency === agency && member.from <= asOf && member.recordedAt <= knownAt && !left
  })

function countedOf(deal: DealRows, question: PipelineQuestion): CountedDeal[] {
  const last = lastMove(deal, question)
  if (!last) return []
  const days = (Date.parse(question.asOf) - Date.parse(last.effectiveOn)) / 86_400_000
  return [{ deal, stage: last.to, days, capex: capexAsOf(deal, question), ...jobsOf(deal, question) }]
}

/** Returns the capex that was valid at `knownAt`: later replacements do not count. */
function capexAsOf({ capex, capexBefore }: DealRows, { knownAt }: OracleAsOf): Capex | null {
  const then = capexBefore.find(({ replacedAt }) => replacedAt > knownAt)
  return then ? then.capex : capex
}

/** Returns the last move that was effective and known. */
export function lastMove(deal: DealRows, question: OracleAsOf): MoveRow | undefined {
  let last: MoveRow | undefined
  for (const move of deal.moves) {
    const wrong = move.correctedAt !== null && move.correctedAt <= question.knownAt
    if (move.effectiveOn <= question.asOf && move.recordedAt <= question.knownAt && !wrong) last = move
  }
  return last
}

export function jobsOf(
  { projections }: DealRows,
  { asOf, knownAt, kind, horizon, rumours }: PipelineQuestion,
) {
  const knownProjections = projections.filter((p) => p.statedOn <= asOf && p.recordedAt <= knownAt)
  const validProjections = knownProjections.filter(
    (p) => p.kind === kind && !knownProjections.some((other) => other.replaces === p.id),
  )
  const realised = validProjections.filter((p) => p.standing === 'REALISED')
  const projected = validProjections.filter(
    (p) => p.standing !== 'REALISED' && (rumours || p.standing !== 'RUMOURED'),
  )
  const upTo = horizon ? horizons.slice(0, horizons.indexOf(horizon) + 1) : horizons
  return {
    projected: latest(projected, horizon ? [horizon] : horizons),
    realised: newest(realised.filter((p) => upTo.includes(p.horizon))),
  }
}

/** Returns the newest projection, of the strongest standing, of the furthest of these horizons that has one. */
function latest(projections: Projection[], among: string[]): Projection | undefined {
  for (const horizon of [...among].reverse()) {
    const candidates = projections.filter((p) => p.horizon === horizon)
    // a weaker standing never displaces a stronger one
    for (const standing of ['CONTRACTED', 'ANNOUNCED', 'REPORTED', 'RUMOURED']) {
      const ofStanding = candidates.filter((p) => p.standing === standing)
      if (ofStanding.length > 0) return newest(ofStanding)
    }
  }
  return undefined
}

const newest = (candidates: Projection[]): Projection | undefined =>
  candidates.length > 0 ? candidates.reduce((a, b) => (isLater(b, a) ? b : a)) : undefined

function isLater(a: Projection, b: Projection): boolean {
  if (a.statedOn !== b.statedOn) return a.statedOn > b.statedOn
  if (a.recordedAt !== b.recordedAt) return a.recordedAt > b.recordedAt
  return a.id > b.id
}

function figuresOf(countedDeals: CountedDeal[]) {
  const projected = countedDeals.filter((c) => c.projected)
  const openEnded = projected.some((c) => c.projected!.high === null)
  const weight = (c: CountedDeal) => stageOf(c.stage).probability / 100
  return {
    deals: countedDeals.length,
    jobs: {
      low: sum(projected.map((c) => c.projected!.low)),
      high: openEnded ? null : sum(projected.map((c) => c.projected!.high!)),
      openEnded,
      weightedLow: roundNumber(sum(projected.map((c) => c.projected!.low * weight(c)))),
      weightedHigh: openEnded ? null : roundNumber(sum(projected.map((c) => c.projected!.high! * weight(c)))),
      realised: sum(countedDeals.map((c) => c.realised?.low ?? 0)),
      realisedHigh: countedDeals.some((c) => c.realised?.high === null)
        ? null
        : sum(countedDeals.map((c) => c.realised?.high ?? 0)),
      dealsWithout: countedDeals.length - projected.length,
    },
    capex: ['EUR', 'USD'].flatMap((currency) => capexOf(countedDeals, currency)),
  }
}

function capexOf(countedDeals: CountedDeal[], currency: string) {
  const sums = countedDeals.flatMap(({ capex }) => (capex?.currency === currency ? [capex] : []))
  if (sums.length === 0) return []
  const openEnded = sums.some(({ high }) => high === null)
  const low = sum(sums.map((range) => range.low)).toFixed(2)
  return [
    { low, high: openEnded ? null : sum(sums.map(({ high }) => high!)).toFixed(2), currency, openEnded },
  ]
}

const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0)

/** Rounds to 3 decimals: the last binary digits of a sum depend on the order of addition. */
export const roundNumber = (number: number): number => Math.round(number * 1000) / 1000

function median(numbers: number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b)
  const half = sorted.length / 2
  if (sorted.length === 0) return null
  return Number.isInteger(half) ? (sorted[half - 1]! + sorted[half]!) / 2 : sorted[Math.floor(half)]!
}
