// node bench/exports.mjs [deals]: exports beside the same rows by COPY, and a statistic beside its own SQL written by hand.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { clearInterval, setInterval } from 'node:timers'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { tokenHash } from '../dist/src/core/token.js'
import { placeOf, startServer } from './place.mjs'

const deals = Number(process.argv[2] ?? 30_000)
const rounds = 5
const forms = ['csv', 'ndjson', 'xlsx']
const say = (line) => console.log(line)

const server = await startServer(say)
const place = await placeOf(server, deals, say)
const peer = fileURLToPath(new URL('peers/ours.mjs', import.meta.url))
const child = fork(peer, { env: { ...process.env, NODE_ENV: 'production', SERVICE_URL: place.serviceUrl } })
try {
  const [{ port }] = await once(child, 'message')
  const fields = Object.keys(columns()).join(',')
  say(await exported(`http://127.0.0.1:${port}`, fields))
  say(await counted(`http://127.0.0.1:${port}`))
} finally {
  child.kill()
  await once(child, 'exit')
  await place.owner.end()
  await server.stop()
}

/** What is exported of a deal, by its path, and the same written by hand. */
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

/** The deals that the reader sees, and their identity where he sees it, without any policy. */
async function seen() {
  const { rows } = await place.owner.query(
    `select acl_tokens_of(a.serial, u.serial, u.role, u.clearance)::text as tokens
       from session s join "user" u on u.id = s.user_id join agency a on a.id = u.agency_id where s.token_hash = $1`,
    [tokenHash(place.tokens.reader)],
  )
  const tokens = `'${rows[0].tokens}'::int[]`
  return {
    from: `deal d join agency a on a.id = d.lead_agency_id
      left join deal_identity i on i.deal_id = d.id and d.full_acl && ${tokens} left join prospect p on p.id = i.prospect_id`,
    where: `d.masked_acl && ${tokens}`,
  }
}

/** Rows a second of each form, and by how much the process grew meanwhile. */
async function exported(address, fields) {
  const { from, where } = await seen()
  const listed = Object.values(columns()).join(', ')
  const copy = `copy (select ${listed} from ${from} where ${where} order by d.updated_at desc, d.id desc) to stdout csv`
  const rows = { copy: [] }
  const grown = {}
  let count = 0
  for (let round = 0; round <= rounds; round++) {
    const began = performance.now()
    count = (await place.owner.query(copy)).rowCount
    if (round) rows.copy.push((performance.now() - began) / 1000)
    for (const form of forms) {
      const watch = watching(child.pid)
      const start = performance.now()
      const lines = await fetched(`${address}/exports/deals.${form}?fields=${fields}`)
      if (form !== 'xlsx' && lines !== count + (form === 'csv' ? 1 : 0))
        throw new Error(`${form} has ${lines} lines, COPY ${count} rows.`)
      const taken = (performance.now() - start) / 1000
      const { from, most } = watch.stop()
      if (!round) continue
      rows[form] = [...(rows[form] ?? []), taken]
      grown[form] = Math.max(grown[form] ?? 0, most - from)
    }
  }
  const table = forms.map((form) => {
    const ratios = rows[form].map((taken, i) => rows.copy[i] / taken)
    return `| ${form} | ${Math.round(count / median(rows[form]))} | ${spread(ratios)} | ${grown[form].toFixed(0)} |`
  })
  return `${count} rows of ${deals} deals; COPY ${Math.round(count / median(rows.copy))} rows a second

| export | rows a second | × COPY | MB that the process grew |
| --- | --- | --- | --- |
${table.join('\n')}
`
}

/** Deals and jobs by stage and agency, as the API counts them and written by hand; both must say the same. */
async function counted(address) {
  const { from, where } = await seen()
  const byHand = `with j as (
      select distinct on (p.deal_id) p.deal_id, p.low from job_projection p
       where p.kind = 'DIRECT' and p.standing not in ('RUMOURED', 'REALISED')
         and not exists (select from job_projection n where n.replaces_id = p.id)
       order by p.deal_id, array_position('{INITIAL,MEDIUM_TERM,FULL}'::text[], p.horizon) desc, p.stated_on desc, p.recorded_at desc, p.id desc)
    select d.stage, a.code, count(*)::int as deals, coalesce(sum(j.low), 0)::int as low
      from ${from} left join j on j.deal_id = d.id where ${where} group by 1, 2`
  const query =
    '{ dealStats(groupBy: [STAGE, LEAD_AGENCY], measures: [DEALS, JOBS_LOW]) { by { value } values { number } } }'
  const ask = async () => {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${place.tokens.reader}` },
      body: JSON.stringify({ query }),
    })
    const { data, errors } = await response.json()
    if (errors) throw new Error(JSON.stringify(errors))
    return data.dealStats.map(({ by, values }) =>
      [...by, ...values].map(({ value, number }) => value ?? number),
    )
  }
  const taken = { ours: [], hand: [] }
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now()
    const ours = await ask()
    const between = performance.now()
    const hand = (await place.owner.query({ text: byHand, rowMode: 'array' })).rows
    const end = performance.now()
    if (!isDeepStrictEqual(ours.map(String).sort(), hand.map(String).sort()))
      throw new Error('dealStats and the SQL written by hand say different things.')
    if (!round) continue
    taken.ours.push(between - start)
    taken.hand.push(end - between)
  }
  const ratios = taken.hand.map((hand, i) => hand / taken.ours[i])
  return `| statistic | ms | by hand, ms | × by hand |
| --- | --- | --- | --- |
| deals and jobs by stage and agency | ${median(taken.ours).toFixed(0)} | ${median(taken.hand).toFixed(0)} | ${spread(ratios)} |
`
}

/** How many lines came. */
async function fetched(address) {
  const response = await fetch(address, { headers: { authorization: `Bearer ${place.tokens.reader}` } })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  let lines = 0
  for await (const chunk of response.body) for (const byte of chunk) if (byte === 10) lines++
  return lines
}

/** The memory of a process every 50 ms, in MB, where the system tells (Linux); NaN elsewhere. */
function watching(pid) {
  const status = `/proc/${pid}/status`
  const now = () =>
    existsSync(status) ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))[1]) / 1024 : NaN
  const from = now()
  let most = from
  const timer = setInterval(() => (most = Math.max(most, now())), 50)
  return {
    stop() {
      clearInterval(timer)
      return { from, most }
    },
  }
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

function spread(ratios) {
  const [middle, least, most] = [median(ratios), Math.min(...ratios), Math.max(...ratios)]
  return `${middle.toFixed(2)} (${least.toFixed(2)} – ${most.toFixed(2)})`
}
