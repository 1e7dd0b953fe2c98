// Weekly summary of the agency that leads most deals: its time compared with its SQL alone, and the cost of each format.
import pg from 'pg'
import { tokenHash } from '../dist/src/core/token.js'
import { withAuth } from '../dist/src/database/authenticated-query.js'
import { contentSql, liveRows } from '../dist/src/weekly/content.js'
import { countDealsOf, findHeadByDeals } from './bench-database.mjs'

const week = '2026-W26'
const monday = '2026-06-22'
const forms = ['json', 'html', 'pdf', 'xlsx', 'csv']

/** Returns a table. `meter` starts a measurement of processor time in milliseconds. */
export async function measureSummaries({ database, port, meter, rounds, log, median, show }) {
  const token = database.tokens.reader
  const { agency } = database.samples.w3[0]
  const sql = { name: 'summary', text: withAuth([contentSql(liveRows)], 4) }
  const values = [agency, week, monday, null, tokenHash(token)]
  const client = new pg.Client({ connectionString: database.serviceUrl })
  await client.connect()
  const document = (form) => readDocument({ port, agency, token }, `${week}.${form}`)
  const seconds = await measureInTurns(
    { own: () => client.query({ ...sql, values }), json: () => document('json') },
    rounds,
    log,
  )
  await client.end()
  const costs = []
  for (const form of forms) costs.push([form, await measureCost(() => document(form), meter, rounds, median)])
  const revision = await issueSummary({ port, agency, token })
  costs.push([
    'pdf as issued',
    await measureCost(
      () => readDocument({ port, agency, token }, `${week}/${revision}.pdf`),
      meter,
      rounds,
      median,
    ),
  ])
  const ratios = seconds.json.map((each, round) => each / seconds.own[round])
  return `| weekly summary | ${database.deals} deals | target |
| --- | --- | --- |
| × its own SQL run by hand | ${show(median(ratios))} (${show(Math.min(...ratios))} – ${show(Math.max(...ratios))}) | ≤ 1.1 |
${costs.map(([form, cost]) => `| ${form}: s of one core, of them in Node | ${show(cost.all / 1000)}, ${show(cost.node / 1000)} | ≤ 2 |`).join('\n')}
`
}

async function readDocument({ port, agency, token }, document) {
  const address = `http://127.0.0.1:${port}/summaries/${agency}/${document}`
  const response = await fetch(address, { headers: { authorization: `Bearer ${token}` } })
  if (!response.ok) throw new Error(`${document}: ${response.status} ${await response.text()}`)
  await response.arrayBuffer()
}

/** Issues the summary and returns the number of its revision. */
async function issueSummary({ port, agency, token }) {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($input: IssueWeeklySummaryInput!) { issueWeeklySummary(input: $input) { revision } }',
      variables: { input: { agency, week, reason: 'Measured' } },
    }),
  })
  const { data, errors } = await response.json()
  if (errors) throw new Error(JSON.stringify(errors))
  return data.issueWeeklySummary.revision
}

/**
 * Returns a table that compares two databases. The agency with most deals of the small one is compared with an agency of
 * the large one that has about as many deals, which shows the cost of other agencies' deals, and with its largest agency.
 */
export async function compareSummaries({ small, large, ports, rounds, log, median, show }) {
  const { agency } = small.samples.w3[0]
  const most = large.samples.w3[0].agency
  const about = await findHeadByDeals(large, await countDealsOf(small, agency))
  const seconds = await measureInTurns(
    {
      small: () => readDocument({ port: ports[0], agency, token: small.tokens.reader }, `${week}.json`),
      about: () => readDocument({ port: ports[1], ...about }, `${week}.json`),
      most: () => readDocument({ port: ports[1], agency: most, token: large.tokens.reader }, `${week}.json`),
    },
    rounds,
    log,
  )
  const line = (name, deals, target) => {
    const ratios = seconds[name].map((each, round) => each / seconds.small[round])
    return `| ${deals} deals | ${show(median(ratios))} (${show(Math.min(...ratios))} – ${show(Math.max(...ratios))}) | ${target} |`
  }
  return `| weekly summary of an agency with | slower than of one with ${await countDealsOf(small, agency)} among ${small.deals}, now among ${large.deals} | target |
| --- | --- | --- |
${line('about', about.deals, '≤ 2')}
${line('most', await countDealsOf(large, most), '')}
`
}

/** Returns the seconds of each task in each round; the first round warms up and does not count. */
async function measureInTurns(tasks, rounds, log) {
  const seconds = Object.fromEntries(Object.keys(tasks).map((name) => [name, []]))
  for (let round = 0; round <= rounds; round++)
    for (const [name, task] of Object.entries(tasks)) {
      const start = performance.now()
      await task()
      const duration = (performance.now() - start) / 1000
      if (round) seconds[name].push(duration)
      log(`summary round ${round} ${name} ${duration.toFixed(2)} s`)
    }
  return seconds
}

async function measureCost(task, meter, rounds, median) {
  await task()
  const costs = []
  for (let round = 0; round < rounds; round++) {
    const stop = await meter()
    await task()
    costs.push(await stop(1))
  }
  return { all: median(costs.map(({ all }) => all)), node: median(costs.map(({ node }) => node)) }
}
