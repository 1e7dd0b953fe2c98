// node bench/fairness.mjs: how long another user waits for the page of a deal while one client tries to use up the service.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { attacks } from './attacks.mjs'
import { openBenchDatabase, startDatabaseServer, startSession } from './bench-database.mjs'
import { connectHttp } from './load.mjs'
import { residentMegabytesOf } from './process-figures.mjs'
import { createRequest } from './workloads.mjs'

const { values: options } = parseArgs({
  options: {
    deals: { type: 'string', default: '6000' },
    seconds: { type: 'string', default: '20' },
    attacks: { type: 'string', default: '' },
  },
})
/** The median may be so many times the quiet one. */
const tolerance = 3
const file = (name) => fileURLToPath(new URL(name, import.meta.url))

const server = await startDatabaseServer(console.log)
const database = await openBenchDatabase(server, Number(options.deals), console.log)
const service = fork(file('peers/ours.mjs'), {
  env: {
    ...process.env,
    NODE_ENV: 'production',
    SERVICE_URL: database.serviceUrl,
    COST_PER_MINUTE: '10000000',
  },
})
try {
  const [{ port }] = await once(service, 'message')
  const target = { port, ...(await findAttackers(database.owner)) }
  const request = createRequest('ours', 'w1', database.tokens.reader)
  await readPages(port, request, 3)
  console.log(
    '| attack | quiet, ms | attacked, ms | ratio | slowest tenth, ms | pages | failed | growth, MB |',
  )
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |')
  for (const name of Object.keys(attacks).filter((each) => each.includes(options.attacks)))
    if (!(await measure(port, request, name, target))) process.exitCode = 1
} finally {
  service.kill()
  await once(service, 'exit')
  await database.owner.end()
  await server.stop()
}

/** Prints a row of the table. Returns whether the user was served. */
async function measure(port, request, name, target) {
  const quiet = await readPages(port, request, 5)
  const before = residentMegabytesOf(service.pid)
  const attacker = fork(file('attacks.mjs'), [name, JSON.stringify(target)])
  await pause(2_000)
  const attacked = await readPages(port, request, Number(options.seconds))
  const growth = residentMegabytesOf(service.pid) - before
  attacker.kill()
  await once(attacker, 'exit')
  await pause(3_000)
  const [normal, slow] = [quantile(quiet.times, 0.5), quantile(attacked.times, 0.5)]
  const cells = [normal, slow, slow / normal, quantile(attacked.times, 0.9)].map((value) => value.toFixed(1))
  console.log(
    `| ${[name, ...cells, attacked.times.length, attacked.failed, growth.toFixed(0)].join(' | ')} |`,
  )
  return slow <= tolerance * normal && attacked.failed === 0
}

/** Reads pages of deals for some seconds, twenty a second at most. */
async function readPages(port, request, seconds) {
  const until = performance.now() + seconds * 1_000
  const [times, samples] = [[], database.samples.w1]
  let failed = 0
  let connection = await connectHttp(port)
  for (let n = 0; performance.now() < until; n++) {
    const start = performance.now()
    try {
      const { status, body } = await connection.send(request(samples[n % samples.length]))
      if (status !== 200 || /"errors":\s*\[/.test(body.subarray(0, 4000))) failed += 1
    } catch {
      failed += 1
      connection = await connectHttp(port)
    }
    times.push(performance.now() - start)
    await pause(50)
  }
  connection.close()
  return { times, failed }
}

/** Returns sessions of two users of the lowest clearance of another agency than the reader's, and a deal hidden from them. */
async function findAttackers(owner) {
  const { rows } = await owner.query(
    `select u.id, a.code, acl_tokens_of(a.serial, u.serial, u.role, u.clearance)::text as tokens
       from "user" u join agency a on a.id = u.agency_id
      where u.role in ('OFFICER', 'ANALYST') and u.clearance in ('OPEN', 'INTERNAL')
      order by (select count(*) from deal where lead_agency_id = a.id) desc, u.id offset 10 limit 2`,
  )
  const { rows: deals } = await owner.query(
    'select reference from deal where not masked_acl && $1::int[] and not full_acl && $1::int[] order by id limit 1',
    [rows[0].tokens],
  )
  const tokens = []
  for (const { id } of rows) tokens.push(await startSession(owner, id))
  return { tokens, agency: rows[0].code, hidden: deals[0].reference }
}

function quantile(values, share) {
  return [...values].sort((a, b) => a - b)[Math.floor(share * values.length)]
}
