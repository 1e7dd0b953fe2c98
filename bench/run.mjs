// npm run bench: measures the service beside its peers, in turns, on the same data.
import { fork, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { secondsOf } from './cpu.mjs'
import { load, open } from './load.mjs'
import { placeOf, startServer } from './place.mjs'
import { summaries, summariesBeside } from './summaries.mjs'
import { answerOf, requestOf } from './workloads.mjs'

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
const say = (line) => console.log(line)
const file = (path) => fileURLToPath(new URL(path, import.meta.url))

const programs = {
  bare: file('peers/bare.mjs'),
  ours: file('peers/ours.mjs'),
  bypassing: file('peers/ours.mjs'),
  postgraphile: file('peers/postgraphile.mjs'),
  naive: file('../dist/bench/peers/naive/main.js'),
}

/** Targets of the design: ours must be so many times each of the others; with its policies at most 1.3 times what it costs without. */
const targets = {
  w1: { bypassing: 0.77, bare: 0.75, postgraphile: 3, naive: 12 },
  w2: { bypassing: 0.77, bare: 0.85, postgraphile: 3, naive: 35 },
  w3: { bare: 0.9, postgraphile: 1.1, naive: 35 },
  w4: { bare: 0.75, postgraphile: 2, naive: 6 },
}

const isOurs = (peer) => peer === 'ours' || peer === 'bypassing'

const children = new Set()
const places = []
const server = await startServer(say)
try {
  const tables = []
  const place = await at(Number(options.deals))
  const running = await start(place)
  for (const workload of workloads.filter((name) => name !== 'summary'))
    tables.push(await measure(place, running, workload))
  if (workloads.includes('summary')) tables.push(await summariesOf(place, running.ours))
  await end(children)
  if (options.beside) tables.push(...(await compareSizes(place, await at(Number(options.beside)))))
  const text = tables.join('\n')
  say(text)
  writeFileSync(file('results.md'), heading(place) + text)
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  await end(children)
  for (const { owner } of places) await owner.end()
  await server.stop()
}
process.exit()

async function at(deals) {
  const place = await placeOf(server, deals, say)
  places.push(place)
  return place
}

/** The processes go before their database does. */
async function end(processes) {
  const gone = [...processes].map((child) => once(child, 'exit'))
  for (const child of processes) child.kill()
  processes.clear()
  await Promise.all(gone)
}

function heading({ deals }) {
  return `# Results\n\n${new Date().toISOString().slice(0, 10)}, ${deals} deals, ${connections} connections, ${rounds} rounds of ${seconds} s in turns. How to read it: [README.md](README.md).\n\n`
}

/** One process for each peer; only the one that is asked has work to do. */
async function start(place) {
  if (peers.includes('postgraphile') && !existsSync(file('node_modules/postgraphile')))
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: file('.'), stdio: 'inherit' })
  const entries = await Promise.all(peers.map(async (peer) => [peer, await startPeer(peer, place)]))
  return Object.fromEntries(entries)
}

function startPeer(peer, place) {
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    OWNER_URL: place.ownerUrl,
    SERVICE_URL: peer === 'bypassing' ? place.ownerUrl : place.serviceUrl,
    PGOPTIONS: isOurs(peer) ? '' : place.options,
    MOVER: place.mover,
  }
  const execArgv = process.env.PROFILE === peer ? ['--cpu-prof', `--cpu-prof-dir=${file('profiles')}`] : []
  const child = fork(programs[peer], { env, execArgv })
  children.add(child)
  return new Promise((resolve, reject) => {
    child.on('message', ({ port }) => resolve({ child, port }))
    child.on('exit', (code) => reject(new Error(`${peer} ended with ${code}.`)))
  })
}

/** Gives the table of one workload. */
async function measure(place, running, workload) {
  if (workload !== 'w4') await check(place, running, workload)
  const rates = Object.fromEntries(peers.map((peer) => [peer, []]))
  const costs = Object.fromEntries(peers.map((peer) => [peer, []]))
  // the first round warms up and does not count
  for (let round = 0; round <= rounds; round++)
    for (const peer of peers) {
      const next = await requests(place, peer, workload)
      const meter = await meterOf(place, running[peer].child.pid)
      const taken = await load({
        port: running[peer].port,
        connections,
        seconds: round ? seconds : warmUp,
        next,
      })
      const { all, node } = await meter(taken.count)
      if (round) rates[peer].push(taken.rate)
      if (round) costs[peer].push(all)
      say(
        `${workload} round ${round} ${peer} ${taken.rate.toFixed(0)}/s, ${all.toFixed(2)} ms of processor each, ${node.toFixed(2)} of it in Node`,
      )
    }
  return tableOf(workload, rates, costs)
}

/** Every peer must give the same answer to every question before it is measured. */
async function check(place, running, workload) {
  for (const sample of place.samples[workload].slice(0, 20)) {
    const answers = await Promise.all(
      peers.map(async (peer) => {
        const line = await open(running[peer].port)
        const { status, body } = await line.ask(requestOf(peer, workload, place.tokens.reader)(sample))
        line.close()
        const { data, errors } = JSON.parse(body)
        if (status !== 200 || errors) throw new Error(`${peer} ${workload}: ${body}`)
        return answerOf(peer, workload, data, sample)
      }),
    )
    answers.forEach((answer, index) => {
      if (isDeepStrictEqual(answer, answers[0])) return
      const [one, other] = [answers[0], answer].map((each) => JSON.stringify(each, null, 1))
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

/** What each connection sends: reads go through the samples, moves take deals to and fro that are its own. */
async function requests(place, peer, workload) {
  const ask = requestOf(peer, workload, workload === 'w4' ? place.tokens.mover : place.tokens.reader)
  if (workload !== 'w4') {
    const ready = place.samples[workload].map(ask)
    return (connection, n) => ready[(connection * 61 + n) % ready.length]
  }
  const deals = await place.movable()
  const own = (connection) => deals.filter((_, index) => index % connections === connection)
  const lists = Array.from({ length: connections }, (_, index) => own(index))
  return (connection, n) => {
    const deal = lists[connection][n % lists[connection].length]
    const forward = deal.stage === 'CONTACTED'
    const { id, version } = deal
    deal.version++
    deal.stage = forward ? 'QUALIFIED' : 'CONTACTED'
    return ask({
      id,
      version,
      to: deal.stage,
      by: place.mover,
      ...(forward ? {} : { reason: 'One step back' }),
    })
  }
}

/**
 * Milliseconds of processor for each of so many requests, from now on: of the peer and the server processes behind it. A
 * server process that ends on the way takes its time with it.
 */
async function meterOf(place, pid) {
  const take = async () => new Map([pid, ...(await backends(place))].map((each) => [each, secondsOf(each)]))
  const before = await take()
  return async (count) => {
    const spent = [...(await take())].map(([each, seconds]) => [each, seconds - (before.get(each) ?? 0)])
    const sum = (list) => (1000 * list.reduce((total, [, seconds]) => total + seconds, 0)) / count
    return { node: sum(spent.filter(([each]) => each === pid)), all: sum(spent) }
  }
}

/** The server processes that work for this database. */
async function backends({ owner }) {
  const { rows } = await owner.query(
    'select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  return rows.map(({ pid }) => pid)
}

function tableOf(workload, rates, costs) {
  const lines = Object.keys(targets[workload])
    .filter((peer) => rates[peer])
    .map((peer) => {
      // rounds are paired: both halves of a ratio saw the machine in about the same mood
      const ratios = rates.ours.map((rate, round) => rate / rates[peer][round]).sort((a, b) => a - b)
      const ratio = median(rates.ours) / median(rates[peer])
      return `| ${workload.toUpperCase()} | ${peer} | ${show(ratio)} | ${show(ratios[0])} – ${show(ratios.at(-1))} | ${show(median(costs[peer]) / median(costs.ours))} | ≥ ${targets[workload][peer]} |`
    })
  return `| workload | ours × | ratio of medians | lowest and highest round | by processor time | target |\n| --- | --- | --- | --- | --- | --- |\n${lines.join('\n')}\n`
}

function summariesOf(place, { child, port }) {
  const meter = () => meterOf(place, child.pid)
  return summaries({ place, port, meter, rounds, say, median, show })
}

/** Ours on two sizes, in turns. */
async function compareSizes(small, large) {
  const lines = []
  const running = await Promise.all([small, large].map((place) => startPeer('ours', place)))
  const ports = running.map(({ port }) => port)
  for (const workload of ['w1', 'w2'].filter((name) => workloads.includes(name))) {
    const rates = [[], []]
    for (let round = 0; round <= rounds; round++)
      for (const [index, place] of [small, large].entries()) {
        const { rate } = await load({
          port: ports[index],
          connections,
          seconds: round ? seconds : warmUp,
          next: await requests(place, 'ours', workload),
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
      await summariesBeside({ small, large, ports, rounds: Math.min(rounds, 3), say, median, show }),
    )
  await end(children)
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
