// node bench/timing.mjs: checks that response times do not reveal whether a row is hidden or does not exist.
import { randomBytes, randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { tokenHash } from '../dist/src/core/token.js'
import { insertServiceSecret } from '../dist/src/database/service-secret.js'
import { createService } from '../dist/src/service.js'
import { openBenchDatabase, startDatabaseServer } from './bench-database.mjs'

const { values: options } = parseArgs({
  options: { deals: { type: 'string', default: '30000' }, pairs: { type: 'string', default: '2000' } },
})

/** The hidden row is slower in half of the pairs by chance. A share that differs by more than this is a leak. */
const tolerance = 0.1

/** Users of equal rights who take turns: the database time of one of them is limited, whatever the limit of costs is. */
const users = 8

const server = await startDatabaseServer(console.log)
const database = await openBenchDatabase(server, Number(options.deals), console.log)
const settings = {
  ...{ region: 'WAL', sessionHours: 12, sessionIdleMinutes: 720, costPerMinute: 1e12, poolSize: 10 },
  ...{ statementTimeout: 60_000, retentionMonths: 36, requestTimeout: 30_000 },
}
const app = await createService(database.serviceUrl, settings, await insertServiceSecret(database.owner))
await app.listen(0, '127.0.0.1')
const address = `${await app.getUrl()}/graphql`

try {
  const outsiders = []
  while (outsiders.length < users) outsiders.push(await createOutsider(database.owner))
  const { hidden } = outsiders[0]
  const pairs = Number(options.pairs)
  const leaks = []
  for (const [name, query, hiddenValue, missingValue] of [
    [
      'deal(reference)',
      'query ($it: String!) { deal(reference: $it) { id title } }',
      (n) => hidden[n % hidden.length].reference,
      (n) => `WAL-2018-9${String(n % 1_000).padStart(3, '0')}`,
    ],
    [
      'a filter on the title',
      'query ($it: String!) { deals(where: { title: { eq: $it } }) { totalCount nodes { id } } }',
      (n) => hidden[n % hidden.length].title,
      (n) => scramble(hidden[n % hidden.length].title),
    ],
    [
      'a filter on the name of the prospect',
      'query ($it: String!) { prospects(where: { name: { eq: $it } }) { totalCount nodes { id } } }',
      (n) => hidden[n % hidden.length].name,
      (n) => scramble(hidden[n % hidden.length].name),
    ],
  ]) {
    const times = { hidden: [], missing: [] }
    let slower = 0
    for (let n = -50; n < pairs; n++) {
      const pair = {}
      const { token } = outsiders[(n + 50) % users]
      // the second of two requests may be faster, so their order is random
      const order = Math.random() < 0.5 ? ['hidden', 'missing'] : ['missing', 'hidden']
      for (const kind of order)
        pair[kind] = await timeRequest(
          token,
          query,
          kind === 'hidden' ? hiddenValue(n + 50) : missingValue(n + 50),
        )
      if (n < 0) continue
      slower += pair.hidden > pair.missing ? 1 : 0
      for (const kind of order) times[kind].push(pair[kind])
    }
    const share = slower / pairs
    if (Math.abs(share - 0.5) > tolerance) leaks.push(name)
    console.log(
      `${name}: hidden ${median(times.hidden)} ms, missing ${median(times.missing)} ms (medians of ${pairs}); ` +
        `hidden was the slower one in ${(100 * share).toFixed(1)} % of the pairs`,
    )
  }
  if (leaks.length > 0) console.log(`Response times reveal hidden rows: ${leaks.join(', ')}.`)
  process.exitCode = leaks.length > 0 ? 1 : 0
} finally {
  await app.close()
  await database.owner.end()
  await server.stop()
}

/** Creates a user of low clearance with a session; returns its token and deals that are hidden from this user. */
async function createOutsider(owner) {
  const [id, token] = [randomUUID(), randomBytes(32).toString('base64url')]
  await owner.query(
    `insert into "user" (id, agency_id, email, name, role, clearance, language, created_at, updated_at)
     select $1, a.id, $2, 'A stranger', 'OFFICER', 'OPEN', 'EN', now(), now() from agency a order by a.code limit 1`,
    [id, `${id}@bench.example`],
  )
  await owner.query(`select start_session(null, gen_random_uuid(), $1, $2, now() + interval '2 hours')`, [
    id,
    tokenHash(token),
  ])
  const { rows } = await owner.query(
    `select d.reference, i.title, p.name from deal d join deal_identity i on i.deal_id = d.id join prospect p on p.id = i.prospect_id
      where not d.masked_acl && (select acl_tokens_of(a.serial, u.serial, u.role, u.clearance) from "user" u join agency a on a.id = u.agency_id where u.id = $1)
        and not p.acl && (select acl_tokens_of(a.serial, u.serial, u.role, u.clearance) from "user" u join agency a on a.id = u.agency_id where u.id = $1)
      order by md5(d.id::text) limit 500`,
    [id],
  )
  if (rows.length === 0) throw new Error('Nothing is hidden here.')
  return { token, hidden: rows }
}

async function timeRequest(token, query, it) {
  const start = performance.now()
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { it } }),
  })
  const text = await response.text()
  const time = performance.now() - start
  if (text.includes('"errors"') || /"(title|nodes":\[\{)/.test(text)) throw new Error(`Not hidden: ${text}`)
  return time
}

/** Returns a text of the same length and letters that is no name in the data. */
function scramble(text) {
  return [...text].reverse().join('')
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)].toFixed(2)
}
