import { seed } from '../tools/seed/seed.js'
import { jobProjectionDimensions, jobProjectionMeasures } from '../src/stats/job-projection-stats.js'
import { meetingDimensions, meetingMeasures } from '../src/stats/meeting-stats.js'
import { startTestService, type TestService } from './test-service.js'

interface Cell {
  by: { value: string | null; label: string }[]
  values: { measure: string; number: number | null; openEnded: boolean }[]
  total: Cell['values']
  where: object
  overlapping: string[]
}

const cell =
  'by { value label } values { measure number openEnded } total { measure number openEnded } where overlapping'
const meetingStats = `query ($where: MeetingWhere, $groupBy: [MeetingDimension!]!, $measures: [MeetingMeasure!]!) {
  stats: meetingStats(where: $where, groupBy: $groupBy, measures: $measures) { ${cell} } }`
const jobProjectionStats = `query ($where: JobProjectionWhere, $groupBy: [JobProjectionDimension!]!, $measures: [JobProjectionMeasure!]!, $superseded: Boolean, $rumours: Boolean) {
  stats: jobProjectionStats(where: $where, groupBy: $groupBy, measures: $measures, superseded: $superseded, rumours: $rumours) { ${cell} } }`

let ancrage: TestService
let viewers: string[]
beforeAll(async () => {
  ancrage = await startTestService()
  await seed(ancrage.owner, { deals: 80, seed: 5, region: 'WAL', until: '2026-06-30', say: () => undefined })
  const { rows } = await ancrage.owner.query<{ email: string }>(
    `select distinct on (u.role) u.email from deal d join "user" u on u.agency_id = d.lead_agency_id order by u.role, u.email`,
  )
  viewers = rows.map(({ email }) => email)
}, 60_000)
afterAll(() => ancrage.stop())

const numbersOf = (values: Cell['values']) => values.map(({ number }) => number)
const byValue = (cells: Cell[]) =>
  new Map(cells.map(({ by, values }) => [by.map(({ value }) => value ?? '-').join('/'), numbersOf(values)]))

/** Returns all rows of a list that the viewer sees, page by page. */
async function readAll<Row>(list: string, email: string, fields: string): Promise<Row[]> {
  const rows: Row[] = []
  for (let after: string | null = null; ;) {
    const page: any = (
      await ancrage.run(
        email,
        `query ($after: String) { ${list}(first: 100, after: $after) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`,
        { after },
      )
    )[list]
    rows.push(...page.nodes)
    if (!page.pageInfo.hasNextPage) return rows
    after = page.pageInfo.endCursor
  }
}

const idsOf = async (list: string, email: string): Promise<string[]> =>
  (await readAll<{ id: string }>(list, email, 'id')).map(({ id }) => id)

describe('statistics of meetings', () => {
  const readStats = async (email: string, args: object): Promise<Cell[]> =>
    (await ancrage.run(email, meetingStats, args)).stats
  const countListed = async (email: string, where: object) =>
    (
      await ancrage.run(email, 'query ($where: MeetingWhere) { meetings(where: $where) { totalCount } }', {
        where,
      })
    ).meetings.totalCount

  it.each(meetingDimensions)(
    'by %s have every measure, and a filter for the meetings of each cell',
    async (dimension) => {
      const cells = await readStats(viewers[0]!, { groupBy: [dimension], measures: [...meetingMeasures] })
      expect(cells.length).toBeGreaterThan(0)
      for (const { where, values } of cells.length > 8 ? [...cells.slice(0, 5), ...cells.slice(-2)] : cells)
        expect(await countListed(viewers[0]!, where)).toBe(values[0]!.number)
    },
  )

  it('agree with SQL over the meetings that each viewer sees', async () => {
    for (const email of viewers) {
      const { rows } = await ancrage.owner.query<{ key: string; numbers: number[] }>(
        `select t.status || '/' || coalesce(a.code, '-') as key, array[count(distinct t.id), count(distinct m.deal_id),
            (select count(*) from meeting_participant p where p.meeting_id = any(array_agg(t.id)))]::int[] as numbers
          from meeting t left join agency a on a.id = t.host_agency_id left join meeting_deal m on m.meeting_id = t.id
          where t.id = any($1) group by 1`,
        [await idsOf('meetings', email)],
      )
      const args = { groupBy: ['STATUS', 'HOST_AGENCY'], measures: ['MEETINGS', 'DEALS', 'PARTICIPANTS'] }
      expect(byValue(await readStats(email, args))).toEqual(
        new Map(rows.map(({ key, numbers }) => [key, numbers])),
      )
    }
  })

  it('count a meeting of several agencies once in the total', async () => {
    const cells = await readStats(viewers[0]!, { groupBy: ['LEAD_AGENCY', 'YEAR'], measures: ['MEETINGS'] })
    expect(cells[0]!.overlapping).toEqual(['LEAD_AGENCY', 'YEAR'])
    expect(numbersOf(cells[0]!.total)).toEqual([(await idsOf('meetings', viewers[0]!)).length])
  })
})

interface Statement {
  id: string
  deal: { id: string }
  kind: string
  horizon: string
  standing: string
  low: number
  high: number | null
  statedOn: string
  recordedAt: string
  replaces: { id: string } | null
}

const horizons = ['INITIAL', 'MEDIUM_TERM', 'FULL']
const strengths = ['RUMOURED', 'REPORTED', 'ANNOUNCED', 'CONTRACTED']

/** Reads all statements that the viewer sees. */
const readStatements = async (email: string): Promise<Statement[]> =>
  readAll<Statement>(
    'jobProjections',
    email,
    'id deal { id } kind horizon standing low high statedOn recordedAt replaces { id }',
  )

/** Returns the current statements: of each deal, kind and horizon the latest of the strongest; realised ones apart. */
function currentOf(all: Statement[]): Statement[] {
  const replaced = new Set(all.map(({ replaces }) => replaces?.id))
  const groups = new Map<string, Statement[]>()
  for (const statement of all.filter(({ id }) => !replaced.has(id))) {
    const { deal, kind, horizon, standing } = statement
    const key = `${deal.id} ${kind} ${standing === 'REALISED' ? 'REALISED' : horizon}`
    groups.set(key, [...(groups.get(key) ?? []), statement])
  }
  const rank = ({ standing, statedOn, recordedAt, id }: Statement) =>
    [strengths.indexOf(standing), statedOn, recordedAt, id].join(' ')
  return [...groups.values()].map((group) => group.sort((a, b) => (rank(a) < rank(b) ? 1 : -1))[0]!)
}

/** Returns of each deal and kind the projected statement of the furthest horizon. */
function furthestOf(current: Statement[]): Statement[] {
  const chosen = new Map<string, Statement>()
  for (const statement of current.filter(({ standing }) => standing !== 'REALISED')) {
    const key = `${statement.deal.id} ${statement.kind}`
    const other = chosen.get(key)
    if (!other || horizons.indexOf(other.horizon) < horizons.indexOf(statement.horizon))
      chosen.set(key, statement)
  }
  return [...chosen.values()]
}

const sumOf = (numbers: (number | null)[]): number | null =>
  numbers.includes(null) || numbers.length === 0 ? null : numbers.reduce<number>((a, b) => a + b!, 0)

describe('statistics of job projections', () => {
  const readStats = async (email: string, args: object): Promise<Cell[]> =>
    (await ancrage.run(email, jobProjectionStats, args)).stats

  const countListed = async (email: string, where: object) =>
    (
      await ancrage.run(
        email,
        'query ($where: JobProjectionWhere) { jobProjections(where: $where) { totalCount } }',
        { where },
      )
    ).jobProjections.totalCount

  it.each(jobProjectionDimensions)(
    'by %s have every measure, and count each statement once',
    async (dimension) => {
      const groupBy = dimension === 'KIND' ? ['KIND'] : ['KIND', dimension]
      for (const [asked, expected] of [
        [{ superseded: true, rumours: true }, (await idsOf('jobProjections', viewers[0]!)).length],
        [{ rumours: true }, currentOf(await readStatements(viewers[0]!)).length],
      ] as const) {
        const measures = jobProjectionMeasures.filter((code) => 'superseded' in asked || code !== 'REPLACED')
        const cells = await readStats(viewers[0]!, { groupBy, measures, ...asked })
        const count = cells.reduce((sum, { values }) => sum + values[0]!.number!, 0)
        expect(count).toBe(expected)
        expect(cells[0]!.total[0]!.number).toBe(count)
        for (const { where, values } of [...cells.slice(0, 5), ...cells.slice(-2)])
          expect(await countListed(viewers[0]!, where)).toBe(values[0]!.number)
      }
    },
  )

  it('of all statements agree with SQL over those that each viewer sees', async () => {
    for (const email of viewers) {
      const { rows } = await ancrage.owner.query<{ key: string; numbers: (number | null)[] }>(
        `select j.kind || '/' || to_char(j.stated_on, 'YYYY') as key, array[count(*), count(distinct deal_id),
            sum(low) filter (where standing <> 'REALISED'),
            case when bool_or(high is null and standing <> 'REALISED') then null else sum(high) filter (where standing <> 'REALISED') end,
            sum(low) filter (where standing = 'REALISED'),
            case when bool_or(high is null and standing = 'REALISED') then null else sum(high) filter (where standing = 'REALISED') end, count(*) filter (where high is null),
            count(*) filter (where exists (select from job_projection r where r.replaces_id = j.id))]::int[] as numbers
          from job_projection j where id = any($1) group by 1`,
        [await idsOf('jobProjections', email)],
      )
      const args = {
        groupBy: ['KIND', 'STATED_YEAR'],
        measures: [...jobProjectionMeasures],
        superseded: true,
        rumours: true,
      }
      expect(byValue(await readStats(email, args))).toEqual(
        new Map(rows.map(({ key, numbers }) => [key, numbers])),
      )
    }
  })

  it.each([false, true])(
    'count the current statements, each deal once in a sum; with rumours: %s',
    async (rumours) => {
      for (const email of viewers) {
        const counts = (statement: Statement) => rumours || statement.standing !== 'RUMOURED'
        const current = currentOf(await readStatements(email)).filter(counts)
        const cells = byValue(
          await readStats(email, {
            groupBy: ['KIND', 'STANDING'],
            measures: ['STATEMENTS', 'LOW', 'HIGH', 'REALISED'],
            rumours,
          }),
        )
        const keys = new Set(current.map(({ kind, standing }) => `${kind}/${standing}`))
        expect(new Set(cells.keys())).toEqual(keys)
        for (const key of keys) {
          const isHere = ({ kind, standing }: Statement) => `${kind}/${standing}` === key
          const summed = furthestOf(current).filter(isHere)
          const realised = current.filter((each) => isHere(each) && each.standing === 'REALISED')
          expect([key, ...cells.get(key)!]).toEqual([
            key,
            current.filter(isHere).length,
            sumOf(summed.map(({ low }) => low)),
            sumOf(summed.map(({ high }) => high)),
            sumOf(realised.map(({ low }) => low)),
          ])
        }
      }
    },
  )

  it('add up to the jobs of the status of the pipeline', async () => {
    for (const email of viewers) {
      const { pipelineStatus, jobProjectionStats } = await ancrage.run(
        email,
        `{ pipelineStatus { total { jobs { low high } } }
          jobProjectionStats(groupBy: [KIND], measures: [LOW, HIGH], where: { kind: { eq: DIRECT } }) { values { number } } }`,
      )
      const { low, high } = pipelineStatus.total.jobs
      const sums = jobProjectionStats.flatMap(({ values }: Cell) => numbersOf(values))
      expect(sums.length > 0 ? sums : [0, 0]).toEqual([low, high])
    }
  })

  it('never add up statements of different kinds', async () => {
    const args = { groupBy: ['HORIZON'], measures: ['STATEMENTS', 'LOW'] }
    const { errors } = await ancrage.request(viewers[0]!, jobProjectionStats, args)
    expect(errors?.[0]?.extensions).toMatchObject({ fields: [{ path: 'measures[1]', code: 'KINDS_APART' }] })
  })

  it('count replaced statements only among all', async () => {
    const { errors } = await ancrage.request(viewers[0]!, jobProjectionStats, {
      groupBy: ['KIND'],
      measures: ['REPLACED'],
    })
    expect(errors?.[0]?.extensions).toMatchObject({ fields: [{ path: 'superseded', code: 'NEEDED' }] })
  })
})
