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
const jobProjectionStats = `query ($where: JobProjectionWhere, $groupBy: [JobProjectionDimension!]!, $measures: [JobProjectionMeasure!]!) {
  stats: jobProjectionStats(where: $where, groupBy: $groupBy, measures: $measures) { ${cell} } }`

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

/** Returns the ids of all rows of a list that the viewer sees, page by page. */
async function idsOf(list: string, email: string): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | null = null; ;) {
    const page: any = (
      await ancrage.run(
        email,
        `query ($after: String) { ${list}(first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
        { after },
      )
    )[list]
    ids.push(...page.nodes.map(({ id }: { id: string }) => id))
    if (!page.pageInfo.hasNextPage) return ids
    after = page.pageInfo.endCursor
  }
}

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
      const cells = await readStats(viewers[0]!, { groupBy, measures: [...jobProjectionMeasures] })
      const count = cells.reduce((sum, { values }) => sum + values[0]!.number!, 0)
      expect(count).toBe((await idsOf('jobProjections', viewers[0]!)).length)
      expect(cells[0]!.total[0]!.number).toBe(count)
      for (const { where, values } of [...cells.slice(0, 5), ...cells.slice(-2)])
        expect(await countListed(viewers[0]!, where)).toBe(values[0]!.number)
    },
  )

  it('agree with SQL over the statements that each viewer sees', async () => {
    for (const email of viewers) {
      const { rows } = await ancrage.owner.query<{ key: string; numbers: (number | null)[] }>(
        `select j.kind || '/' || to_char(j.stated_on, 'YYYY') as key, array[count(*), count(distinct deal_id), sum(low),
            case when bool_or(high is null) then null else sum(high) end, count(*) filter (where high is null),
            count(*) filter (where exists (select from job_projection r where r.replaces_id = j.id))]::int[] as numbers
          from job_projection j where id = any($1) group by 1`,
        [await idsOf('jobProjections', email)],
      )
      const args = { groupBy: ['KIND', 'STATED_YEAR'], measures: [...jobProjectionMeasures] }
      expect(byValue(await readStats(email, args))).toEqual(
        new Map(rows.map(({ key, numbers }) => [key, numbers])),
      )
    }
  })

  it('never add up statements of different kinds', async () => {
    const args = { groupBy: ['HORIZON'], measures: ['STATEMENTS', 'LOW'] }
    const { errors } = await ancrage.request(viewers[0]!, jobProjectionStats, args)
    expect(errors?.[0]?.extensions).toMatchObject({ fields: [{ path: 'measures[1]', code: 'KINDS_APART' }] })
  })
})
