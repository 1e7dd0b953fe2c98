/** The pipeline status worked out slowly and plainly from raw rows, one deal after the other. */
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

/** From when and with what knowledge one looks. */
export type At = Pick<PipelineQuestion, 'asOf' | 'knownAt'>

interface Counted {
  deal: DealRows
  stage: string
  days: number
  capex: Capex | null
  projected: Projection | undefined
  realised: Projection | undefined
}

export function statusOf(deals: DealRows[], asked: PipelineQuestion, sees: (deal: DealRows) => boolean) {
  const counted = deals
    .filter((deal) => sees(deal) && (asked.activity === null || deal.activity === asked.activity))
    .filter((deal) => asked.agency === null || inTeam(deal, asked.agency, asked))
    .flatMap((deal) => countedOf(deal, asked))
  return {
    stages: shippedStages.map(({ code }) => {
      const here = counted.filter(({ stage }) => stage === code)
      return {
        stage: { code },
        medianDaysInStage: median(here.map(({ days }) => days)),
        figures: figuresOf(here),
        deals: { nodes: here.map(({ deal }) => deal.codeName).sort(), totalCount: here.length },
      }
    }),
    open: figuresOf(counted.filter(({ stage }) => stageOf(stage).outcome === 'OPEN')),
    total: figuresOf(counted),
  }
}

export const stageOf = (code: string) => shippedStages.find((stage) => stage.code === code)!

export const inTeam = ({ team, formerTeam }: DealRows, agency: string, { asOf, knownAt }: At): boolean =>
  [...team, ...formerTeam.filter(({ correctedAt }) => correctedAt > knownAt)].some((member) => {
    const left = member.until !== null && member.until <= asOf && member.endRecordedAt! <= knownAt
    return member.agency === agency && member.from <= asOf && member.recordedAt <= knownAt && !left
  })

function countedOf(deal: DealRows, asked: PipelineQuestion): Counted[] {
  const last = lastMove(deal, asked)
  if (!last) return []
  const days = (Date.parse(asked.asOf) - Date.parse(last.effectiveOn)) / 86_400_000
  return [{ deal, stage: last.to, days, capex: capexKnown(deal, asked), ...jobsOf(deal, asked) }]
}

/** What had been replaced by then is forgotten; what was replaced later still held. */
function capexKnown({ capex, capexBefore }: DealRows, { knownAt }: At): Capex | null {
  const then = capexBefore.find(({ replacedAt }) => replacedAt > knownAt)
  return then ? then.capex : capex
}

/** The move that took it where it stood. */
export function lastMove(deal: DealRows, asked: At): MoveRow | undefined {
  let last: MoveRow | undefined
  for (const move of deal.moves) {
    const wrong = move.correctedAt !== null && move.correctedAt <= asked.knownAt
    if (move.effectiveOn <= asked.asOf && move.recordedAt <= asked.knownAt && !wrong) last = move
  }
  return last
}

export function jobsOf(
  { projections }: DealRows,
  { asOf, knownAt, kind, horizon, rumours }: PipelineQuestion,
) {
  const known = projections.filter((p) => p.statedOn <= asOf && p.recordedAt <= knownAt)
  const standing = known.filter((p) => p.kind === kind && !known.some((other) => other.replaces === p.id))
  const realised = standing.filter((p) => p.standing === 'REALISED')
  const projected = standing.filter(
    (p) => p.standing !== 'REALISED' && (rumours || p.standing !== 'RUMOURED'),
  )
  const upTo = horizon ? horizons.slice(0, horizons.indexOf(horizon) + 1) : horizons
  return {
    projected: latest(projected, horizon ? [horizon] : horizons),
    realised: newest(realised.filter((p) => upTo.includes(p.horizon))),
  }
}

/** Of the furthest of these horizons that anything was stated for. */
function latest(projections: Projection[], among: string[]): Projection | undefined {
  for (const horizon of [...among].reverse()) {
    const found = projections.filter((p) => p.horizon === horizon)
    if (found.length > 0) return newest(found)
  }
  return undefined
}

const newest = (found: Projection[]): Projection | undefined =>
  found.length > 0 ? found.reduce((a, b) => (isLater(b, a) ? b : a)) : undefined

function isLater(a: Projection, b: Projection): boolean {
  if (a.statedOn !== b.statedOn) return a.statedOn > b.statedOn
  if (a.recordedAt !== b.recordedAt) return a.recordedAt > b.recordedAt
  return a.id > b.id
}

function figuresOf(counted: Counted[]) {
  const projected = counted.filter((c) => c.projected)
  const openEnded = projected.some((c) => c.projected!.high === null)
  const weight = (c: Counted) => stageOf(c.stage).probability / 100
  return {
    deals: counted.length,
    jobs: {
      low: sum(projected.map((c) => c.projected!.low)),
      high: openEnded ? null : sum(projected.map((c) => c.projected!.high!)),
      openEnded,
      weightedLow: roundNumber(sum(projected.map((c) => c.projected!.low * weight(c)))),
      weightedHigh: openEnded ? null : roundNumber(sum(projected.map((c) => c.projected!.high! * weight(c)))),
      realised: sum(counted.map((c) => c.realised?.low ?? 0)),
      dealsWithout: counted.length - projected.length,
    },
    capex: ['EUR', 'USD'].flatMap((currency) => capexOf(counted, currency)),
  }
}

function capexOf(counted: Counted[], currency: string) {
  const sums = counted.flatMap(({ capex }) => (capex?.currency === currency ? [capex] : []))
  if (sums.length === 0) return []
  const openEnded = sums.some(({ high }) => high === null)
  const low = sum(sums.map((range) => range.low)).toFixed(2)
  return [
    { low, high: openEnded ? null : sum(sums.map(({ high }) => high!)).toFixed(2), currency, openEnded },
  ]
}

const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0)

/** Sums of fractions differ in their last binary digits by the order that they are added in. */
export const roundNumber = (number: number): number => Math.round(number * 1000) / 1000

function median(numbers: number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b)
  const half = sorted.length / 2
  if (sorted.length === 0) return null
  return Number.isInteger(half) ? (sorted[half - 1]! + sorted[half]!) / 2 : sorted[Math.floor(half)]!
}
