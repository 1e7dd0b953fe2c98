// One client that tries to use up the service, in a process of its own. fairness.mjs starts it and ends it.
import { connect } from 'node:net'
import { clearInterval, setInterval } from 'node:timers'
import { setTimeout as pause } from 'node:timers/promises'
import { encodePost } from './load.mjs'

/** Not the address of the user whose times are measured: the shares are per address. */
const from = '127.0.0.2'

const isProgram = process.argv[1].endsWith('attacks.mjs')
const [name, target] = isProgram ? process.argv.slice(2) : []
/** The port of the service, the tokens of two users, the agency of the first, and the reference of a deal hidden from them. */
const { port, tokens, hidden, agency } = isProgram ? JSON.parse(target) : {}

const repeat = (count, text) => Array.from({ length: count }, (_, n) => text(n)).join(' ')
const post = (query, token) =>
  encodePost('/graphql', { query }, token && { authorization: `Bearer ${token}` })
const get = (path, token) =>
  Buffer.from(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\n\r\n`)

export const attacks = {
  'anonymous flood of large documents': () =>
    flood(8, post(`{ ${repeat(700, () => 'agencies { nodes { id } }')} }`)),
  'anonymous flood of unknown fields': () =>
    flood(64, (n) => post(`{ ${repeat(250, (k) => `f${n}x${k}`)} }`)),
  'anonymous flood of invented tokens': () =>
    flood(64, () => post('{ viewer { id } }', Math.random().toString(36).repeat(4))),
  '4,100 connections of one address': () => hold(4_100),
  'one user with expensive questions': () =>
    flood(12, (n) =>
      post(
        `{ ${repeat(300, (k) => `a${k}: pipelineStatus(asOf: "${dayOf(n + k)}") { total { deals } }`)} }`,
        tokens[0],
      ),
    ),
  'two users who read exports slowly': () => {
    for (const token of tokens)
      for (let n = 0; n < 6; n++) drip(get('/exports/deals.csv?fields=reference,title,description', token))
  },
  'one user with 40 PDFs at once': () =>
    flood(40, (n) => get(`/summaries/${agency}/2018-W${10 + (n % 40)}.pdf?lang=fr`, tokens[0])),
  'one user with refused reads': () =>
    flood(5, post(`{ ${repeat(400, (n) => `a${n}: deal(reference: "${hidden}") { id }`)} }`, tokens[0])),
}

if (isProgram) {
  if (!attacks[name]) throw new Error(`Unknown attack: ${name}`)
  attacks[name]()
  process.on('disconnect', () => process.exit(0))
}

function dayOf(n) {
  return new Date(Date.UTC(2016, 0, 1 + (n % 3_000))).toISOString().slice(0, 10)
}

/** Sends a request on each connection, and the next one as soon as anything is answered; reconnects when closed. */
function flood(connections, request) {
  let count = 0
  const bytes = () => (typeof request === 'function' ? request(count++) : request)
  for (let n = 0; n < connections; n++) open()
  function open() {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from })
    socket.on('connect', () => socket.write(bytes()))
    socket.on('data', (part) => {
      if (endsResponse(part)) socket.write(bytes())
    })
    socket.on('error', () => undefined)
    socket.on('close', () => void pause(20).then(open))
  }
}

/** The end of a chunked body or of a short one; a PDF ends with its own mark. */
const endsResponse = (part) => /(0\r\n\r\n|\}\n?|%%EOF\n?)$/.test(part.subarray(-16).toString('latin1'))

/** Holds connections open without a request, and opens each again that is closed. */
function hold(connections) {
  let opening = 0
  for (let n = 0; n < connections; n++) setTimeout(open, n / 4)
  function open() {
    if (opening > 200) return void pause(100).then(open)
    opening += 1
    const socket = connect({ port, host: '127.0.0.1', localAddress: from })
    let isOpening = true
    const settle = () => {
      if (isOpening) opening -= 1
      isOpening = false
    }
    socket.on('connect', settle)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      settle()
      void pause(1_000).then(open)
    })
  }
}

/** Reads an answer at a few bytes a second. */
function drip(request) {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from })
  socket.on('connect', () => socket.write(request))
  socket.on('error', () => undefined)
  socket.on('close', () => void pause(200).then(() => drip(request)))
  socket.pause()
  const timer = setInterval(() => socket.read(8), 1_000)
  socket.once('close', () => clearInterval(timer))
}
