// The weekly summary of the agency that leads most deals: beside its own SQL run by hand, and what a document costs.
import pg from 'pg'
import { tokenHash } from '../dist/src/core/token.js'
import { withAuth } from '../dist/src/database/authenticated-query.js'
import { contentSql, liveRows } from '../dist/src/weekly/content.js'
import { dealsOf, headOfAbout } from './place.mjs'

const week = '2026-W26'
const monday = '2026-06-22'
const forms = ['json', 'html', 'pdf', 'xlsx', 'csv']

/** Gives two tables. `meter` tells the milliseconds of processor that a request took, of the peer and the server behind it. */
export async function summaries({ place, port, meter, rounds, say, median, show }) {
  const token = place.tokens.reader
  const { agency } = place.samples.w3[0]
  const sql = { name: 'summary', text: withAuth([contentSql(liveRows)], 3) }
  const values = [agency, week, monday, tokenHash(token)]
  const byHand = new pg.Client({ connectionString: place.serviceUrl })
  await byHand.connect()
  const document = (form) => read({ port, agency, token }, `${week}.${form}`)
  const seconds = await inTurns(
    { own: () => byHand.query({ ...sql, values }), json: () => document('json') },
    rounds,
    say,
  )
  await byHand.end()
  const costs = []
  for (const form of forms) costs.push([form, await costOf(() => document(form), meter, rounds, median)])
  const revision = await issue({ port, agency, token })
  costs.push([
    'pdf as issued',
    await costOf(() => read({ port, agency, token }, `${week}/${revision}.pdf`), meter, rounds, median),
  ])
  const ratios = seconds.json.map((each, round) => each / seconds.own[round])
  return `| weekly summary | ${place.deals} deals | target |
| --- | --- | --- |
| × its own SQL run by hand | ${show(median(ratios))} (${show(Math.min(...ratios))} – ${show(Math.max(...ratios))}) | ≤ 1.1 |
${costs.map(([form, cost]) => `| ${form}: s of one core, of them in Node | ${show(cost.all / 1000)}, ${show(cost.node / 1000)} | ≤ 2 |`).join('\n')}
`
}

async function read({ port, agency, token }, document) {
  const address = `http://127.0.0.1:${port}/summaries/${agency}/${document}`
  const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } })
  if (!answer.ok) throw new Error(`${document}: ${answer.status} ${await answer.text()}`)
  await answer.arrayBuffer()
}

/** Gives the number of the revision. */
async function issue({ port, agency, token }) {
  const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($input: IssueWeeklySummaryInput!) { issueWeeklySummary(input: $input) { revision } }',
      variables: { input: { agency, week, reason: 'Measured' } },
    }),
  })
  const { data, errors } = await answer.json()
  if (errors) throw new Error(JSON.stringify(errors))
  return data.issueWeeklySummary.revision
}

/**
 * Gives the table of two sizes, in turns: of the agency with most deals in the small one, beside an agency with about as
 * many in the large one, so that what differs is what else there is; and beside the one with most.
 */
export async function summariesBeside({ small, large, ports, rounds, say, median, show }) {
  const { agency } = small.samples.w3[0]
  const most = large.samples.w3[0].agency
  const about = await headOfAbout(large, await dealsOf(small, agency))
  const seconds = await inTurns(
    {
      small: () => read({ port: ports[0], agency, token: small.tokens.reader }, `${week}.json`),
      about: () => read({ port: ports[1], ...about }, `${week}.json`),
      most: () => read({ port: ports[1], agency: most, token: large.tokens.reader }, `${week}.json`),
    },
    rounds,
    say,
  )
  const line = (name, deals, target) => {
    const ratios = seconds[name].map((each, round) => each / seconds.small[round])
    return `| ${deals} deals | ${show(median(ratios))} (${show(Math.min(...ratios))} – ${show(Math.max(...ratios))}) | ${target} |`
  }
  return `| weekly summary of an agency with | slower than of one with ${await dealsOf(small, agency)} among ${small.deals}, now among ${large.deals} | target |
| --- | --- | --- |
${line('about', about.deals, '≤ 2')}
${line('most', await dealsOf(large, most), '')}
`
}

/** Seconds of each, in turns; the first turn warms up and does not count. */
async function inTurns(tasks, rounds, say) {
  const seconds = Object.fromEntries(Object.keys(tasks).map((name) => [name, []]))
  for (let round = 0; round <= rounds; round++)
    for (const [name, task] of Object.entries(tasks)) {
      const start = performance.now()
      await task()
      const taken = (performance.now() - start) / 1000
      if (round) seconds[name].push(taken)
      say(`summary round ${round} ${name} ${taken.toFixed(2)} s`)
    }
  return seconds
}

async function costOf(task, meter, rounds, median) {
  await task()
  const costs = []
  for (let round = 0; round < rounds; round++) {
    const stop = await meter()
    await task()
    costs.push(await stop(1))
  }
  return { all: median(costs.map(({ all }) => all)), node: median(costs.map(({ node }) => node)) }
}
