// node bench/timing.mjs: whether the time of an answer tells what is hidden from what is not there.
import { randomBytes, randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { tokenHash } from '../dist/src/core/token.js'
import { insertServiceSecret } from '../dist/src/database/service-secret.js'
import { createService } from '../dist/src/service.js'
import { placeOf, startServer } from './place.mjs'

const { values: options } = parseArgs({
  options: { deals: { type: 'string', default: '30000' }, pairs: { type: 'string', default: '2000' } },
})

/** How often the hidden one may be the slower of its pair: half of the time by chance, and this much more or less. */
const bound = 0.1

const server = await startServer(console.log)
const place = await placeOf(server, Number(options.deals), console.log)
const settings = {
  ...{ region: 'WAL', sessionHours: 12, sessionIdleMinutes: 720, costPerMinute: Infinity, poolSize: 10 },
  ...{ statementTimeout: 60_000, retentionMonths: 36, requestTimeout: 30_000 },
}
const app = await createService(place.serviceUrl, settings, await insertServiceSecret(place.owner))
await app.listen(0, '127.0.0.1')
const address = `${await app.getUrl()}/graphql`

try {
  const { token, hidden } = await stranger(place.owner)
  const pairs = Number(options.pairs)
  const apart = []
  for (const [name, query, known, unknown] of [
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
      (n) => scrambled(hidden[n % hidden.length].title),
    ],
    [
      'a filter on the name of the prospect',
      'query ($it: String!) { prospects(where: { name: { eq: $it } }) { totalCount nodes { id } } }',
      (n) => hidden[n % hidden.length].name,
      (n) => scrambled(hidden[n % hidden.length].name),
    ],
  ]) {
    const times = { hidden: [], missing: [] }
    let slower = 0
    for (let n = -50; n < pairs; n++) {
      const pair = {}
      // the second of two may be the quicker one, so they take turns at random
      const order = Math.random() < 0.5 ? ['hidden', 'missing'] : ['missing', 'hidden']
      for (const kind of order)
        pair[kind] = await taken(token, query, kind === 'hidden' ? known(n + 50) : unknown(n + 50))
      if (n < 0) continue
      slower += pair.hidden > pair.missing ? 1 : 0
      for (const kind of order) times[kind].push(pair[kind])
    }
    const share = slower / pairs
    if (Math.abs(share - 0.5) > bound) apart.push(name)
    console.log(
      `${name}: hidden ${median(times.hidden)} ms, missing ${median(times.missing)} ms (medians of ${pairs}); ` +
        `hidden was the slower one in ${(100 * share).toFixed(1)} % of the pairs`,
    )
  }
  if (apart.length > 0) console.log(`Told apart by time: ${apart.join(', ')}.`)
  process.exitCode = apart.length > 0 ? 1 : 0
} finally {
  await app.close()
  await place.owner.end()
  await server.stop()
}

/** Somebody whose clearance is low, signed in, and deals that he does not see. */
async function stranger(owner) {
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

async function taken(token, query, it) {
  const began = performance.now()
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { it } }),
  })
  const text = await response.text()
  const time = performance.now() - began
  if (text.includes('"errors"') || /"(title|nodes":\[\{)/.test(text)) throw new Error(`Not hidden: ${text}`)
  return time
}

/** As long, of the same letters, and nobody's name. */
function scrambled(text) {
  return [...text].reverse().join('')
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)].toFixed(2)
}
