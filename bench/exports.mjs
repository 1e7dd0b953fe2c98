// node bench/exports.mjs [deals]: compares exports with COPY of the same rows, and a statistic with hand-written SQL.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { clearInterval, setInterval } from 'node:timers'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { tokenHash } from '../dist/src/core/token.js'
import { openBenchDatabase, startDatabaseServer } from './bench-database.mjs'
import { residentMegabytesOf } from './process-figures.mjs'

const deals = Number(process.argv[2] ?? 30_000)
const rounds = 5
const forms = ['csv', 'ndjson', 'xlsx']
const log = (line) => console.log(line)

const server = await startDatabaseServer(log)
const database = await openBenchDatabase(server, deals, log)
const peer = fileURLToPath(new URL('peers/ours.mjs', import.meta.url))
const child = fork(peer, {
  env: { ...process.env, NODE_ENV: 'production', SERVICE_URL: database.serviceUrl },
})
try {
  const [{ port }] = await once(child, 'message')
  const fields = Object.keys(columns()).join(',')
  log(await measureExports(`http://127.0.0.1:${port}`, fields))
  log(await measureStatistic(`http://127.0.0.1:${port}`))
} finally {
  child.kill()
  await once(child, 'exit')
  await database.owner.end()
  await server.stop()
}

/** Returns the exported fields of a deal by path, with their SQL. */
function columns() {
  return {
    reference: 'd.reference',
    title: 'coalesce(i.title, d.code_name)',
    'stage.code': 'd.stage',
    stageSince: 'd.stage_since',
    confidentiality: 'd.confidentiality',
    'prospect.name': 'p.name',
    'leadAgency.code': 'a.code',
    'capex.low': 'd.capex_low',
    'capex.currency': 'd.capex_currency',
    openedOn: 'd.opened_on',
    id: 'd.id',
  }
}

/** Returns SQL for the deals that the reader sees, with their identity if it is visible, without row-level security. */
async function visibleDealsSql() {
  const { rows } = await database.owner.query(
    `select acl_tokens_of(a.serial, u.serial, u.role, u.clearance)::text as tokens
       from session s join "user" u on u.id = s.user_id join agency a on a.id = u.agency_id where s.token_hash = $1`,
    [tokenHash(database.tokens.reader)],
  )
  const tokens = `'${rows[0].tokens}'::int[]`
  return {
    from: `deal d join agency a on a.id = d.lead_agency_id
      left join deal_identity i on i.deal_id = d.id and d.full_acl && ${tokens} left join prospect p on p.id = i.prospect_id`,
    where: `d.masked_acl && ${tokens}`,
  }
}

/** Returns a table: rows per second of each format, and the growth of the process during the export. */
async function measureExports(address, fields) {
  const { from, where } = await visibleDealsSql()
  const listed = Object.values(columns()).join(', ')
  const copy = `copy (select ${listed} from ${from} where ${where} order by d.updated_at desc, d.id desc) to stdout csv`
  const rows = { copy: [] }
  const growth = {}
  let count = 0
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now()
    count = (await database.owner.query(copy)).rowCount
    if (round) rows.copy.push((performance.now() - start) / 1000)
    for (const form of forms) {
      const watch = watchMemory(child.pid)
      const start = performance.now()
      const lines = await countLines(`${address}/exports/deals.${form}?fields=${fields}`)
      if (form !== 'xlsx' && lines !== count + (form === 'csv' ? 1 : 0))
        throw new Error(`${form} has ${lines} lines, COPY ${count} rows.`)
      const duration = (performance.now() - start) / 1000
      const { before, highest } = watch.stop()
      if (!round) continue
      rows[form] = [...(rows[form] ?? []), duration]
      growth[form] = Math.max(growth[form] ?? 0, highest - before)
    }
  }
  const table = forms.map((form) => {
    const ratios = rows[form].map((duration, i) => rows.copy[i] / duration)
    return `| ${form} | ${Math.round(count / median(rows[form]))} | ${spread(ratios)} | ${growth[form].toFixed(0)} |`
  })
  return `${count} rows of ${deals} deals; COPY ${Math.round(count / median(rows.copy))} rows a second

| export | rows a second | × COPY | MB that the process grew |
| --- | --- | --- | --- |
${table.join('\n')}
`
}

/** Returns a table: deals and jobs by stage and agency, from the API and from hand-written SQL. Rejects if they differ. */
async function measureStatistic(address) {
  const { from, where } = await visibleDealsSql()
  const byHand = `with j as (
      select distinct on (p.deal_id) p.deal_id, p.low from job_projection p
       where p.kind = 'DIRECT' and p.standing not in ('RUMOURED', 'REALISED') and p.withdrawn_at is null
         and not exists (select from job_projection n where n.replaces_id = p.id and n.withdrawn_at is null)
       order by p.deal_id, array_position('{INITIAL,MEDIUM_TERM,FULL}'::text[], p.horizon) desc,
         array_position('{REPORTED,ANNOUNCED,CONTRACTED}'::text[], p.standing) desc, p.stated_on desc, p.recorded_at desc, p.id desc)
    select d.stage, a.code, count(*)::int as deals, coalesce(sum(j.low), 0)::int as low
      from ${from} left join j on j.deal_id = d.id where ${where} group by 1, 2`
  const query =
    '{ dealStats(groupBy: [STAGE, LEAD_AGENCY], measures: [DEALS, JOBS_LOW]) { by { value } values { number } } }'
  const execute = async () => {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${database.tokens.reader}` },
      body: JSON.stringify({ query }),
    })
    const { data, errors } = await response.json()
    if (errors) throw new Error(JSON.stringify(errors))
    return data.dealStats.map(({ by, values }) =>
      [...by, ...values].map(({ value, number }) => value ?? number),
    )
  }
  const times = { ours: [], hand: [] }
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now()
    const ours = await execute()
    const between = performance.now()
    const hand = (await database.owner.query({ text: byHand, rowMode: 'array' })).rows
    const end = performance.now()
    if (!isDeepStrictEqual(ours.map(String).sort(), hand.map(String).sort()))
      throw new Error('dealStats and the hand-written SQL return different figures.')
    if (!round) continue
    times.ours.push(between - start)
    times.hand.push(end - between)
  }
  const ratios = times.hand.map((hand, i) => hand / times.ours[i])
  return `| statistic | ms | hand-written, ms | × hand-written |
| --- | --- | --- | --- |
| deals and jobs by stage and agency | ${median(times.ours).toFixed(0)} | ${median(times.hand).toFixed(0)} | ${spread(ratios)} |
`
}

/** Downloads an export and returns its number of lines. */
async function countLines(address) {
  const response = await fetch(address, { headers: { authorization: `Bearer ${database.tokens.reader}` } })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  let lines = 0
  for await (const chunk of response.body) for (const byte of chunk) if (byte === 10) lines++
  return lines
}

/** Reads the memory of a process every 50 ms, in MB. */
function watchMemory(pid) {
  const now = () => residentMegabytesOf(pid)
  const before = now()
  let highest = before
  const timer = setInterval(() => (highest = Math.max(highest, now())), 50)
  return {
    stop() {
      clearInterval(timer)
      return { before, highest }
    },
  }
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

function spread(ratios) {
  const [middle, lowest, highest] = [median(ratios), Math.min(...ratios), Math.max(...ratios)]
  return `${middle.toFixed(2)} (${lowest.toFixed(2)} – ${highest.toFixed(2)})`
}
