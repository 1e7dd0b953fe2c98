// npm run bench: measures the service and its peers in turns, on the same data.
import { fork, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { connectHttp, generateLoad } from './load.mjs'
import { processorSecondsOf } from './process-figures.mjs'
import { openBenchDatabase, startDatabaseServer } from './bench-database.mjs'
import { compareSummaries, measureSummaries } from './summaries.mjs'
import { createRequest, normaliseData } from './workloads.mjs'

const { values: options } = parseArgs({
  options: {
    deals: { type: 'string', default: '30000' },
    beside: { type: 'string', default: '' },
    workloads: { type: 'string', default: 'w1,w2,w3,w4,summary' },
    peers: { type: 'string', default: 'bare,ours,postgraphile,naive' },
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '8' },
  },
})
const [rounds, seconds, connections] = [options.rounds, options.seconds, options.connections].map(Number)
const warmUp = Math.max(seconds, 3)
const peers = options.peers.split(',')
const workloads = options.workloads.split(',')
const log = (line) => console.log(line)
const file = (path) => fileURLToPath(new URL(path, import.meta.url))

const programs = {
  bare: file('peers/bare.mjs'),
  ours: file('peers/ours.mjs'),
  bypassing: file('peers/ours.mjs'),
  postgraphile: file('peers/postgraphile.mjs'),
  naive: file('../dist/bench/peers/naive/main.js'),
}

/** Targets: the lowest ratio of our throughput to that of each peer. `bypassing` is the service without row-level security. */
const targets = {
  w1: { bypassing: 0.77, bare: 0.75, postgraphile: 3, naive: 12 },
  w2: { bypassing: 0.77, bare: 0.85, postgraphile: 3, naive: 35 },
  w3: { bare: 0.9, postgraphile: 1.1, naive: 35 },
  w4: { bare: 0.75, postgraphile: 2, naive: 6 },
}

const isOurs = (peer) => peer === 'ours' || peer === 'bypassing'

const children = new Set()
const databases = []
const server = await startDatabaseServer(log)
try {
  const tables = []
  const database = await openDatabase(Number(options.deals))
  const running = await startPeers(database)
  for (const workload of workloads.filter((name) => name !== 'summary'))
    tables.push(await measureWorkload(database, running, workload))
  if (workloads.includes('summary')) tables.push(await tableOfSummaries(database, running.ours))
  await stop(children)
  if (options.beside)
    tables.push(...(await compareSizes(database, await openDatabase(Number(options.beside)))))
  const text = tables.join('\n')
  log(text)
  writeFileSync(file('results.md'), headingOf(database) + text)
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  await stop(children)
  for (const { owner } of databases) await owner.end()
  await server.stop()
}
process.exit()

async function openDatabase(deals) {
  const database = await openBenchDatabase(server, deals, log)
  databases.push(database)
  return database
}

/** Stops peers and waits for their end, so that the database can be stopped after them. */
async function stop(processes) {
  const ended = [...processes].map((child) => once(child, 'exit'))
  for (const child of processes) child.kill()
  processes.clear()
  await Promise.all(ended)
}

function headingOf({ deals }) {
  return `# Results\n\n${new Date().toISOString().slice(0, 10)}, ${deals} deals, ${connections} connections, ${rounds} rounds of ${seconds} s in turns. How to read it: [README.md](README.md).\n\n`
}

/** Starts one process for each peer. They take turns, so only one of them has work at a time. */
async function startPeers(database) {
  if (peers.includes('postgraphile') && !existsSync(file('node_modules/postgraphile')))
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: file('.'), stdio: 'inherit' })
  const entries = await Promise.all(peers.map(async (peer) => [peer, await startPeer(peer, database)]))
  return Object.fromEntries(entries)
}

function startPeer(peer, database) {
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    OWNER_URL: database.ownerUrl,
    SERVICE_URL: peer === 'bypassing' ? database.ownerUrl : database.serviceUrl,
    PGOPTIONS: isOurs(peer) ? '' : database.options,
    MOVER: database.mover,
  }
  const execArgv = process.env.PROFILE === peer ? ['--cpu-prof', `--cpu-prof-dir=${file('profiles')}`] : []
  const child = fork(programs[peer], { env, execArgv })
  children.add(child)
  return new Promise((resolve, reject) => {
    child.on('message', ({ port }) => resolve({ child, port }))
    child.on('exit', (code) => reject(new Error(`${peer} ended with ${code}.`)))
  })
}

/** Returns the table of one workload. */
async function measureWorkload(database, running, workload) {
  if (workload !== 'w4') await compareResponses(database, running, workload)
  const rates = Object.fromEntries(peers.map((peer) => [peer, []]))
  const costs = Object.fromEntries(peers.map((peer) => [peer, []]))
  // the first round warms up and does not count
  for (let round = 0; round <= rounds; round++)
    for (const peer of peers) {
      const next = await requestsOf(database, peer, workload)
      const meter = await startMeter(database, running[peer].child.pid)
      const measured = await generateLoad({
        port: running[peer].port,
        connections,
        seconds: round ? seconds : warmUp,
        next,
      })
      const { all, node } = await meter(measured.count)
      if (round) rates[peer].push(measured.rate)
      if (round) costs[peer].push(all)
      log(
        `${workload} round ${round} ${peer} ${measured.rate.toFixed(0)}/s, ${all.toFixed(2)} ms of processor time each, ${node.toFixed(2)} of it in Node`,
      )
    }
  return tableOf(workload, rates, costs)
}

/** Rejects unless all peers return the same data for the same samples. */
async function compareResponses(database, running, workload) {
  for (const sample of database.samples[workload].slice(0, 20)) {
    const results = await Promise.all(
      peers.map(async (peer) => {
        const connection = await connectHttp(running[peer].port)
        const { status, body } = await connection.send(
          createRequest(peer, workload, database.tokens.reader)(sample),
        )
        connection.close()
        const { data, errors } = JSON.parse(body)
        if (status !== 200 || errors) throw new Error(`${peer} ${workload}: ${body}`)
        return normaliseData(peer, workload, data, sample)
      }),
    )
    results.forEach((result, index) => {
      if (isDeepStrictEqual(result, results[0])) return
      const [one, other] = [results[0], result].map((each) => JSON.stringify(each, null, 1))
      const line = one.split('\n').findIndex((text, n) => text !== other.split('\n')[n])
      throw new Error(
        `${workload} ${JSON.stringify(sample)}: ${peers[0]} and ${peers[index]} differ at\n${one
          .split('\n')
          .slice(line - 3, line + 3)
          .join('\n')}\n---\n${other
          .split('\n')
          .slice(line - 3, line + 3)
          .join('\n')}`,
      )
    })
  }
}

/** Returns the n-th request of each connection: reads cycle through the samples, moves go forward and back with deals of one connection. */
async function requestsOf(database, peer, workload) {
  const encode = createRequest(
    peer,
    workload,
    workload === 'w4' ? database.tokens.mover : database.tokens.reader,
  )
  if (workload !== 'w4') {
    const ready = database.samples[workload].map(encode)
    return (connection, n) => ready[(connection * 61 + n) % ready.length]
  }
  const deals = await database.findMovableDeals()
  const own = (connection) => deals.filter((_, index) => index % connections === connection)
  const lists = Array.from({ length: connections }, (_, index) => own(index))
  return (connection, n) => {
    const deal = lists[connection][n % lists[connection].length]
    const forward = deal.stage === 'CONTACTED'
    const { id, version } = deal
    deal.version++
    deal.stage = forward ? 'QUALIFIED' : 'CONTACTED'
    return encode({
      id,
      version,
      to: deal.stage,
      by: database.mover,
      ...(forward ? {} : { reason: 'One step back' }),
    })
  }
}

/**
 * Starts measuring processor time. The returned function takes the number of requests since, and returns milliseconds for
 * each: `node` of the peer, `all` with its database processes. The time of a database process that has ended is lost.
 */
async function startMeter(database, pid) {
  const read = async () =>
    new Map([pid, ...(await listBackends(database))].map((each) => [each, processorSecondsOf(each)]))
  const before = await read()
  return async (count) => {
    const spent = [...(await read())].map(([each, seconds]) => [each, seconds - (before.get(each) ?? 0)])
    const sum = (list) => (1000 * list.reduce((total, [, seconds]) => total + seconds, 0)) / count
    return { node: sum(spent.filter(([each]) => each === pid)), all: sum(spent) }
  }
}

/** Returns the process ids of the connections to this database. */
async function listBackends({ owner }) {
  const { rows } = await owner.query(
    'select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  return rows.map(({ pid }) => pid)
}

function tableOf(workload, rates, costs) {
  const lines = Object.keys(targets[workload])
    .filter((peer) => rates[peer])
    .map((peer) => {
      // rounds are paired, because both halves of a ratio had about the same load of the machine
      const ratios = rates.ours.map((rate, round) => rate / rates[peer][round]).sort((a, b) => a - b)
      const ratio = median(rates.ours) / median(rates[peer])
      return `| ${workload.toUpperCase()} | ${peer} | ${show(ratio)} | ${show(ratios[0])} – ${show(ratios.at(-1))} | ${show(median(costs[peer]) / median(costs.ours))} | ≥ ${targets[workload][peer]} |`
    })
  return `| workload | ours × | ratio of medians | lowest and highest round | by processor time | target |\n| --- | --- | --- | --- | --- | --- |\n${lines.join('\n')}\n`
}

function tableOfSummaries(database, { child, port }) {
  const meter = () => startMeter(database, child.pid)
  return measureSummaries({ database, port, meter, rounds, log, median, show })
}

/** Measures the service with two numbers of deals, in turns. */
async function compareSizes(small, large) {
  const lines = []
  const running = await Promise.all([small, large].map((database) => startPeer('ours', database)))
  const ports = running.map(({ port }) => port)
  for (const workload of ['w1', 'w2'].filter((name) => workloads.includes(name))) {
    const rates = [[], []]
    for (let round = 0; round <= rounds; round++)
      for (const [index, database] of [small, large].entries()) {
        const { rate } = await generateLoad({
          port: ports[index],
          connections,
          seconds: round ? seconds : warmUp,
          next: await requestsOf(database, 'ours', workload),
        })
        if (round) rates[index].push(rate)
      }
    lines.push(`| ${workload.toUpperCase()} | ${show(median(rates[0]) / median(rates[1]))} | ≤ 1.3 |`)
  }
  const tables = []
  if (lines.length)
    tables.push(
      `| workload | slower from ${small.deals} to ${large.deals} deals by | target |\n| --- | --- | --- |\n${lines.join('\n')}\n`,
    )
  if (workloads.includes('summary'))
    tables.push(
      await compareSummaries({ small, large, ports, rounds: Math.min(rounds, 3), log, median, show }),
    )
  await stop(children)
  return tables
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2
}

function show(ratio) {
  return ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(2)
}
