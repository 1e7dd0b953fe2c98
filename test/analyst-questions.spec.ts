/** The questions of analysts, as the documentation has them, on 2,000 seeded deals: by the API, and by SQL. */
import { readFileSync } from 'node:fs'
import { Client } from 'pg'
import { parse } from 'graphql'
import { seed } from '../tools/seed/seed.js'
import { startTestService, type TestService } from './test-service.js'

const guide = readFileSync(new URL('../../docs/how-to/ask-for-statistics.md', import.meta.url), 'utf8')
const examples = [...guide.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text]) => text!)

interface Cell {
  by: { value: string | null; label: string }[]
  values: { measure: string; exact: string | null; openEnded: boolean }[]
  where: unknown
}

let ancrage: TestService
let head: string
let analyst: Client | undefined
let role: string | undefined
beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: 1_000_000_000 })
  head = await seed(ancrage.owner, {
    ...{ deals: 2_000, seed: 7, region: 'WAL', until: '2026-06-30', say: () => undefined },
  })
  await ancrage.owner.query('analyze')
}, 300_000)
afterAll(async () => {
  await analyst?.end()
  if (role) await ancrage.owner.query(`drop role ${role}`)
  await ancrage.stop()
})

const ask = async <T>(query: string, variables = {}): Promise<T> => ancrage.run<T>(head, query, variables)

/** Runs the example whose text contains this. */
const runExample = <T>(part: string): Promise<T> => {
  const text = examples.find((each) => each.includes(part))
  if (!text) throw new Error(`The guide has no example with ${part}.`)
  return ask<T>(text)
}

/** Returns what SQL computes over the views of analysts, as the same user: the columns `key` and `value`. */
const compute = async (sql: string): Promise<Record<string, unknown>> => {
  analyst ??= await connectAnalyst()
  const { rows } = await analyst.query<{ key: string; value: unknown }>(sql)
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
}

async function connectAnalyst(): Promise<Client> {
  const { viewer } = await ask<{ viewer: { id: string } }>('{ viewer { id } }')
  const { createSqlLogin } = await ask<{
    createSqlLogin: { password: string; sqlLogin: { login: string } }
  }>(
    'mutation ($input: CreateSqlLoginInput!) { createSqlLogin(input: $input) { password sqlLogin { login } } }',
    {
      input: { user: viewer.id, name: 'BI', expiresAt: new Date(Date.now() + 3_600_000).toISOString() },
    },
  )
  role = createSqlLogin.sqlLogin.login
  const url = new URL(ancrage.url)
  url.username = role
  url.password = createSqlLogin.password
  const client = new Client({ connectionString: url.href })
  await client.connect()
  return client
}

/** Returns each cell as its keys and the value of a measure. */
const cellsOf = (cells: Cell[], measure: string): Record<string, string | null> =>
  Object.fromEntries(
    cells.map(({ by, values }) => [
      by.map(({ value }) => value ?? '–').join(' '),
      values.find((value) => value.measure === measure)!.exact,
    ]),
  )

describe('an example of the guide to statistics', () => {
  it.each(
    examples.map((text) => [/\{\s*(\w+)[^]*?(?=\n)/.exec(text)?.[0].replace(/\s+/g, ' '), text] as const),
  )('answers with rows: %s', async (_, text) => {
    parse(text)
    const data = await ask<Record<string, unknown>>(text)
    for (const [field, answer] of Object.entries(data)) {
      const empty = Array.isArray(answer) ? answer.length === 0 : answer === null
      expect({ field, empty }).toEqual({ field, empty: false })
    }
  })
})

describe('the figures of the examples', () => {
  it('confirmed jobs by section and year add up to those of the SQL views', async () => {
    const { dealStats } = await runExample<{ dealStats: Cell[] }>('STATED_YEAR')
    const byYear: Record<string, number> = {}
    for (const { by, values } of dealStats) {
      const jobs = Number(values.find(({ measure }) => measure === 'JOBS_LOW')!.exact)
      byYear[by[1]!.label] = (byYear[by[1]!.label] ?? 0) + jobs
    }
    const rows = await compute(`select extract(year from p.stated_on)::text as key, sum(p.low)::int as value
      from analytics.projections p join analytics.deals d on d.id = p.deal_id
      where p.counts and p.kind = 'DIRECT' and p.standing in ('ANNOUNCED', 'CONTRACTED') group by 1`)
    expect(rows).toEqual(byYear)
    expect(Object.keys(rows).length).toBeGreaterThan(3)
  })

  it('each cell of held meetings per officer lists as many meetings as it counts', async () => {
    const { meetingStats } = await runExample<{ meetingStats: Cell[] }>('groupBy: [OFFICER]')
    expect(meetingStats.length).toBeGreaterThan(3)
    for (const { where, values } of meetingStats.slice(0, 5)) {
      const { meetings } = await ask<{ meetings: { totalCount: number } }>(
        'query ($where: MeetingWhere) { meetings(where: $where) { totalCount } }',
        { where },
      )
      expect(String(meetings.totalCount)).toBe(values[0]!.exact)
    }
  })

  it('the ten deals with the most jobs come in order, and no other deal has more', async () => {
    const { deals } = await runExample<{ deals: { nodes: { jobsLow: number }[] } }>('jobsLow: DESC')
    const jobs = deals.nodes.map(({ jobsLow }) => jobsLow)
    expect(jobs).toHaveLength(10)
    expect(jobs).toEqual([...jobs].sort((a, b) => b - a))
    const { deals: more } = await ask<{ deals: { totalCount: number } }>(
      'query ($least: Int!) { deals(where: { jobsLow: { gt: $least } }) { totalCount } }',
      { least: jobs.at(-1) },
    )
    expect(more.totalCount).toBeLessThan(10)
  })

  it('days spent in each stage are those between two valid moves', async () => {
    const { transitionStats } = await runExample<{ transitionStats: Cell[] }>('DAYS_P90')
    const stays = `(select t.from_stage, t.effective_on - lag(t.effective_on) over (partition by t.deal_id order by t.recorded_at, t.id) as days
      from analytics.transitions t) s`
    expect(cellsOf(transitionStats, 'TRANSITIONS')).toEqual(
      await compute(
        `select coalesce(from_stage, '–') as key, count(*)::text as value from ${stays} group by 1`,
      ),
    )
    expect(cellsOf(transitionStats, 'DAYS_MEDIAN')).toEqual(
      await compute(`select coalesce(from_stage, '–') as key,
        (percentile_cont(0.5) within group (order by days))::text as value from ${stays} group by 1`),
    )
  })

  it('overrides, groups and meetings before commitment have values', async () => {
    const { dealStats: overridden } = await runExample<{ dealStats: Cell[] }>('groupBy: [OVERRIDE]')
    expect(cellsOf(overridden, 'DEALS')).toEqual(
      await compute(`select case when t.deal_id is null then 'NO' else 'YES' end as key, count(*)::text as value
        from analytics.deals d left join (select distinct deal_id from analytics.transitions where override) t
          on t.deal_id = d.id group by 1`),
    )
    const { dealStats: groups } = await runExample<{ dealStats: Cell[] }>('groupBy: [GROUP]')
    expect(groups.some(({ values }) => Number(values[1]!.exact) > 0)).toBe(true)
    const { dealStats: before } = await runExample<{ dealStats: Cell[] }>('MEETINGS_BEFORE_COMMITMENT_MEDIAN')
    expect(Number(before[0]!.values[0]!.exact)).toBeGreaterThan(0)
  })
})

interface Plan {
  'Node Type': string
  'Join Type'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Join Filter'?: number
  'CTE Name'?: string
  Plans?: Plan[]
}
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

/** Returns the views that a join reads again for each row of another, and how many rows it compares in vain. */
async function wasteOf(sql: string, settings = ''): Promise<{ repeated: string[]; compared: number }> {
  analyst ??= await connectAnalyst()
  await analyst.query(`begin; ${settings}`)
  const { rows } = await analyst.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `explain (analyze, timing off, format json) ${sql}`,
  )
  await analyst.query('rollback')
  const nodes = nodesOf(rows[0]!['QUERY PLAN'][0].Plan)
  expect(nodes.some(({ 'Actual Rows': count }) => count > 500)).toBe(true)
  const removed = (node: Plan) => (node['Rows Removed by Join Filter'] ?? 0) * node['Actual Loops']
  return {
    repeated: nodes
      .filter((node) => node['Actual Loops'] > 1 && node['Node Type'] === 'CTE Scan')
      .filter((node) => node['Actual Rows'] > 10)
      .map((node) => node['CTE Name']!),
    compared: nodes.reduce((sum, node) => sum + removed(node), 0),
  }
}

const joinOf = (view: string, condition = 'true'): string =>
  `select d.sector, count(*) from analytics.${view} p join analytics.deals d on d.id = p.deal_id where ${condition} group by 1`

describe('a join of the views of analysts', () => {
  it.each([
    ['projections', `p.kind = 'DIRECT' and p.standing in ('ANNOUNCED', 'CONTRACTED')`],
    ['transitions', 'true'],
    ['claims', 'true'],
    ['team', 'true'],
    ['locations', 'true'],
  ])('of %s with deals reads each view once', async (view, condition) => {
    const { repeated, compared } = await wasteOf(joinOf(view, condition))
    expect(repeated).toEqual([])
    expect(compared).toBeLessThan(10_000)
  })

  it('is seen to read a view again and again where the planner is made to', async () => {
    const settings = 'set local enable_hashjoin = off; set local enable_mergejoin = off'
    const { repeated, compared } = await wasteOf(joinOf('projections'), settings)
    expect(repeated.length + compared).toBeGreaterThan(0)
  })
})
