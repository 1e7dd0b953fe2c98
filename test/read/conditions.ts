/** What may be asked of a row although no field shows it: in plain code, and at random. */
import fc from 'fast-check'
import { shippedStages, stageCodes, type FactCode } from '../../src/deal/stage/stage.js'
import { agencyCodes, days, instants, money, sampleStages } from './values.js'
import type { DealRow, Json, ProjectionRow, ProspectRow, StakeRow } from './world.js'

type Holds<Given> = (row: Json, given: Given) => boolean
type Fulfils = (type: string, row: Json, where: Json) => boolean

const day = (date: Date) => new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Brussels' }).format(date)
export const today = (): string => day(new Date())
export const daysSince = (since: string): number => (Date.parse(today()) - Date.parse(since)) / 86_400_000

interface AsOf {
  on?: string
  knownAt?: string
}
/** Whether something of a day, recorded at an instant, counts. */
const counts = (of: string, recordedAt: string, { on = today(), knownAt }: AsOf): boolean =>
  of <= on && (knownAt === undefined || recordedAt <= knownAt)

type Stood = AsOf & { stage?: Json; outcome?: Json; since?: Json }
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
const latest = (a: ProjectionRow, b: ProjectionRow): number =>
  [horizons.indexOf(b.horizon) - horizons.indexOf(a.horizon), compareText(b.statedOn, a.statedOn)].find(
    Boolean,
  ) ??
  (compareText(b.recordedAt, a.recordedAt) || compareText(b.id, a.id))
const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

function jobsThatCount({ projections }: DealRow, { kind = 'DIRECT', horizon, rumours = false, ...at }: Jobs) {
  return projections
    .filter((said) => said.kind === kind && said.standing !== 'REALISED')
    .filter((said) => (!horizon || said.horizon === horizon) && (rumours || said.standing !== 'RUMOURED'))
    .filter((said) => counts(said.statedOn, said.recordedAt, at))
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

/** Which facts the random deals show; no other is among them. */
const shows: Partial<Record<FactCode, (deal: DealRow) => boolean>> = {
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

/** Stakes between companies that the viewer sees both of. */
function groupOf(id: string, seen: ReadonlySet<string>, stakes: readonly StakeRow[]): Set<string> {
  const group = new Set([id])
  for (const member of group)
    for (const { holder, held, ended } of stakes)
      if (!ended && seen.has(holder) && seen.has(held) && [holder, held].includes(member))
        group.add(holder).add(held)
  return group
}

/** Of a row that is there; what is not there fulfils none. */
export const conditionsOver = (fulfils: Fulfils): Record<string, Record<string, Holds<never>>> => ({
  Deal: {
    stageAsOf: (row, { stage, outcome, since, ...at }: Stood) => {
      const deal = row.row as DealRow
      const where = { ...(stage && { code: stage }), ...(outcome && { outcome }) }
      return (
        counts(deal.openedOn, deal.transition.recordedAt, at) &&
        fulfils('DealStage', row.stage as Json, where) &&
        (!since || fulfils('Deal', row, { openedOn: since }))
      )
    },
    inTeam: (row, { agency, ...at }: InTeam) => {
      const deal = row.row as DealRow
      return deal.team.some(
        (member) =>
          member.agency === agency &&
          counts(member.from, deal.updatedAt, at) &&
          (member.until === null || !counts(member.until, deal.updatedAt, at)),
      )
    },
    noMeetingSince: (row, since: string) =>
      row.masked === false &&
      !(row.meetings as Json[]).some(
        ({ status, when }) => status === 'HELD' && (when as Json as { to: string }).to >= since,
      ),
    missing: (row, { stage, fact }: { stage: string; fact?: Json }) =>
      row.masked === false &&
      requiredFor(stage).some(
        (code) => !shows[code]?.(row.row as DealRow) && (!fact || fulfils('Fact', { fact: code }, { fact })),
      ),
    jobs: (row, { stated, openEnded, ...asked }: Jobs) => {
      const said = jobsThatCount(row.row as DealRow, asked)
      if (stated === false) return said === undefined
      return (
        said !== undefined &&
        inRange(said, asked) &&
        (openEnded === undefined || (said.high === null) === openEnded)
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
    overlaps: ({ from, to }, given: { from: string; until: string }) =>
      String(from) <= given.until && String(to) >= given.from,
    certainlyBefore: ({ to }, given: string) => String(to) < given,
    possiblyBefore: ({ from }, given: string) => String(from) < given,
    certainlyAfter: ({ from }, given: string) => String(from) > given,
    possiblyAfter: ({ to }, given: string) => String(to) > given,
  },
})

const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values)
const aDay = pick(...days)
const at = { on: aDay, knownAt: pick(...instants) }
const number = pick(0, 200, 999, 1000, 1799)
const numbers = { atLeast: number, atMost: number, mayReach: number }
const looking = {
  ...at,
  kind: pick('DIRECT', 'INDIRECT'),
  horizon: pick(...horizons),
  rumours: fc.boolean(),
}
const asksOne = (given: Json): boolean => [...Object.keys(numbers), 'openEnded'].some((name) => name in given)
const codes = (of: readonly string[]) =>
  fc.oneof(fc.record({ eq: pick(...of) }), fc.record({ notIn: fc.subarray([...of], { minLength: 1 }) }))
const sums = fc.record({ amount: pick(...money), currency: pick('EUR', 'USD') })
const facts = shippedStages.flatMap(({ requires }) => requires)

/** What each condition may be given. */
export const conditionArguments = (ids: string[]): Record<string, Record<string, fc.Arbitrary<unknown>>> => ({
  Deal: {
    stageAsOf: fc.record(
      {
        ...at,
        stage: codes(sampleStages),
        outcome: codes(['OPEN', 'WON', 'LOST', 'PAUSED']),
        since: fc.record({ gte: aDay }),
      },
      { requiredKeys: ['on'] },
    ),
    inTeam: fc.record({ ...at, agency: pick(...agencyCodes) }, { requiredKeys: ['agency'] }),
    noMeetingSince: aDay,
    missing: fc.record({ stage: pick(...stageCodes), fact: codes(facts) }, { requiredKeys: ['stage'] }),
    jobs: fc.oneof(
      fc.record({ ...looking, ...numbers, openEnded: fc.boolean() }, { requiredKeys: [] }).filter(asksOne),
      fc.record({ ...looking, stated: fc.boolean() }, { requiredKeys: ['stated'] }),
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
