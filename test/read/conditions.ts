/** Filters without a field: their conditions in plain code, and random arguments. */
import fc from 'fast-check'
import { shippedStages, stageCodes, type FactCode } from '../../src/deal/stage/stage.js'
import { agencyCodes, days, instants, money, sampleStages } from './values.js'
import type { DealRow, Json, ProjectionRow, ProspectRow, StakeRow } from './fixture.js'

type Holds<Argument> = (row: Json, argument: Argument) => boolean
type Fulfils = (type: string, row: Json, where: Json) => boolean

const day = (date: Date) => new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Brussels' }).format(date)
export const today = (): string => day(new Date())
export const daysSince = (since: string): number => (Date.parse(today()) - Date.parse(since)) / 86_400_000

interface AsOf {
  on?: string
  knownAt?: string
}
/** Returns whether a record of a day counts as of another day and instant. */
const countsAsOf = (of: string, recordedAt: string, { on = today(), knownAt }: AsOf): boolean =>
  of <= on && (knownAt === undefined || recordedAt <= knownAt)

type StageAsOf = AsOf & { stage?: Json; outcome?: Json; since?: Json }
type InTeam = AsOf & { agency: string }
type Jobs = AsOf & {
  kind?: string
  horizon?: string
  rumours?: boolean
  stated?: boolean
  openEnded?: boolean
} & Numbers
interface Numbers {
  atLeast?: number
  atMost?: number
  mayReach?: number
}

const horizons = ['INITIAL', 'MEDIUM_TERM', 'FULL']
const strengths = ['RUMOURED', 'REPORTED', 'ANNOUNCED', 'CONTRACTED']
/** Orders by what counts first: the furthest horizon, the strongest standing, the latest statement. */
const latest = (a: ProjectionRow, b: ProjectionRow): number =>
  horizons.indexOf(b.horizon) - horizons.indexOf(a.horizon) ||
  strengths.indexOf(b.standing) - strengths.indexOf(a.standing) ||
  compareText(b.statedOn, a.statedOn) ||
  compareText(b.recordedAt, a.recordedAt) ||
  compareText(b.id, a.id)
const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

function jobsThatCount(
  { projections }: DealRow,
  { kind = 'DIRECT', horizon, rumours = false, ...asOfArguments }: Jobs,
) {
  return projections
    .filter((projection) => projection.kind === kind && projection.standing !== 'REALISED')
    .filter(
      (projection) =>
        (!horizon || projection.horizon === horizon) && (rumours || projection.standing !== 'RUMOURED'),
    )
    .filter((projection) => countsAsOf(projection.statedOn, projection.recordedAt, asOfArguments))
    .sort(latest)[0]
}

interface Range {
  low: unknown
  high: unknown
}
const inRange = ({ low, high }: Range, { atLeast, atMost, mayReach }: Numbers): boolean =>
  (atLeast === undefined || Number(low) >= atLeast) &&
  (atMost === undefined || (high !== null && Number(high) <= atMost)) &&
  (mayReach === undefined || high === null || Number(high) >= mayReach)

const sum =
  (name: keyof Numbers): Holds<{ amount: string; currency: string }> =>
  (row, { amount, currency }) =>
    row.currency === currency && inRange(row as never, { [name]: Number(amount) })
const ranges = (holds: (name: keyof Numbers) => Holds<never>) =>
  Object.fromEntries((['atLeast', 'atMost', 'mayReach'] as const).map((name) => [name, holds(name)]))

/** The facts that random deals can have. They never have others. */
const factChecks: Partial<Record<FactCode, (deal: DealRow) => boolean>> = {
  prospect: (deal) => deal.prospect !== null,
  sector: (deal) => deal.sector !== null,
  activity: (deal) => deal.activity !== null,
  officer: (deal) => deal.officer !== null,
  contactOrMeeting: (deal) => deal.meetings.some(({ status }) => status !== 'CANCELLED'),
  capex: (deal) => deal.capexLow !== null,
  jobProjection: (deal) => deal.projections.length > 0,
  expectedDecision: (deal) => deal.decision !== null,
  realisedJobs: (deal) => deal.projections.some(({ standing }) => standing === 'REALISED'),
}
const requiredFor = (code: string): FactCode[] => {
  const stage = shippedStages.find((each) => each.code === code)!
  const inLine = ['OPEN', 'WON']
  const before = shippedStages.filter(
    (each) =>
      inLine.includes(stage.outcome) && inLine.includes(each.outcome) && each.position < stage.position,
  )
  return [...before, stage].flatMap(({ requires }) => requires)
}

/** Returns the group of a company over stakes whose two companies the viewer sees. */
function groupOf(id: string, visible: ReadonlySet<string>, stakes: readonly StakeRow[]): Set<string> {
  const group = new Set([id])
  for (const member of group)
    for (const { holder, held, ended } of stakes)
      if (!ended && visible.has(holder) && visible.has(held) && [holder, held].includes(member))
        group.add(holder).add(held)
  return group
}

/** Returns the conditions of existing rows. A missing row fulfils none. */
export const conditionsOver = (fulfils: Fulfils): Record<string, Record<string, Holds<never>>> => ({
  Deal: {
    stageAsOf: (row, { stage, outcome, since, ...asOfArguments }: StageAsOf) => {
      const deal = row.row as DealRow
      const where = { ...(stage && { code: stage }), ...(outcome && { outcome }) }
      return (
        countsAsOf(deal.openedOn, deal.transition.recordedAt, asOfArguments) &&
        fulfils('DealStage', row.stage as Json, where) &&
        (!since || fulfils('Deal', row, { openedOn: since }))
      )
    },
    inTeam: (row, { agency, ...asOfArguments }: InTeam) => {
      const deal = row.row as DealRow
      return deal.team.some(
        (member) =>
          member.agency === agency &&
          countsAsOf(member.from, deal.updatedAt, asOfArguments) &&
          (member.until === null || !countsAsOf(member.until, deal.updatedAt, asOfArguments)),
      )
    },
    noMeetingSince: (row, since: string) =>
      row.masked === false && (lastContact(row.meetings as Json[]) ?? '') < since,
    missing: (row, { stage, fact }: { stage: string; fact?: Json }) =>
      row.masked === false &&
      requiredFor(stage).some(
        (code) =>
          !factChecks[code]?.(row.row as DealRow) && (!fact || fulfils('Fact', { fact: code }, { fact })),
      ),
    jobs: (row, { stated, openEnded, ...bounds }: Jobs) => {
      const projection = jobsThatCount(row.row as DealRow, bounds)
      if (stated === false) return projection === undefined
      return (
        projection !== undefined &&
        inRange(projection, bounds) &&
        (openEnded === undefined || (projection.high === null) === openEnded)
      )
    },
  },
  Prospect: {
    groupOf: (row, id: string) =>
      groupOf(id, row.seen as Set<string>, row.stakes as StakeRow[]).has((row as never as ProspectRow).id),
  },
  JobProjection: ranges((name) => (row, number: number) => inRange(row as never, { [name]: number })),
  MoneyRange: ranges(sum),
  PartialDate: {
    overlaps: ({ from, to, precision }, argument: { from: string; until: string }) =>
      precision !== 'BEFORE' && String(from) <= argument.until && String(to) >= argument.from,
    certainlyBefore: ({ to }, argument: string) => String(to) < argument,
    possiblyBefore: ({ from }, argument: string) => String(from) < argument,
    certainlyAfter: ({ from }, argument: string) => String(from) > argument,
    possiblyAfter: ({ to }, argument: string) => String(to) > argument,
  },
})

/** A meeting known only to be before a day counts where no other has a date. */
function lastContact(meetings: Json[]): string | undefined {
  const held = meetings
    .filter(({ status }) => status === 'HELD')
    .map(({ when }) => when as Json as { to: string; precision: string })
  const dated = held.filter(({ precision }) => precision !== 'BEFORE')
  return (dated.length > 0 ? dated : held)
    .map(({ to }) => to)
    .sort()
    .at(-1)
}

const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values)
const aDay = pick(...days)
const asOfArguments = { on: aDay, knownAt: pick(...instants) }
const number = pick(0, 200, 999, 1000, 1799)
const numbers = { atLeast: number, atMost: number, mayReach: number }
const jobArguments = {
  ...asOfArguments,
  kind: pick('DIRECT', 'INDIRECT'),
  horizon: pick(...horizons),
  rumours: fc.boolean(),
}
const hasBound = (argument: Json): boolean =>
  [...Object.keys(numbers), 'openEnded'].some((name) => name in argument)
const codes = (of: readonly string[]) =>
  fc.oneof(fc.record({ eq: pick(...of) }), fc.record({ notIn: fc.subarray([...of], { minLength: 1 }) }))
const sums = fc.record({ amount: pick(...money), currency: pick('EUR', 'USD') })
const facts = shippedStages.flatMap(({ requires }) => requires)

/** Returns random arguments of each condition. */
export const conditionArguments = (ids: string[]): Record<string, Record<string, fc.Arbitrary<unknown>>> => ({
  Deal: {
    stageAsOf: fc.record(
      {
        ...asOfArguments,
        stage: codes(sampleStages),
        outcome: codes(['OPEN', 'WON', 'LOST', 'PAUSED']),
        since: fc.record({ gte: aDay }),
      },
      { requiredKeys: ['on'] },
    ),
    inTeam: fc.record({ ...asOfArguments, agency: pick(...agencyCodes) }, { requiredKeys: ['agency'] }),
    noMeetingSince: aDay,
    missing: fc.record({ stage: pick(...stageCodes), fact: codes(facts) }, { requiredKeys: ['stage'] }),
    jobs: fc.oneof(
      fc
        .record({ ...jobArguments, ...numbers, openEnded: fc.boolean() }, { requiredKeys: [] })
        .filter(hasBound),
      fc.record({ ...jobArguments, stated: fc.boolean() }, { requiredKeys: ['stated'] }),
    ),
  },
  Prospect: { groupOf: pick(...ids) },
  JobProjection: numbers,
  MoneyRange: { atLeast: sums, atMost: sums, mayReach: sums },
  PartialDate: {
    overlaps: fc.tuple(aDay, aDay).map(([a, b]) => ({ from: a < b ? a : b, until: a < b ? b : a })),
    certainlyBefore: aDay,
    possiblyBefore: aDay,
    certainlyAfter: aDay,
    possiblyAfter: aDay,
  },
})
