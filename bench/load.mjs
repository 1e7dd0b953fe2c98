// The load: connections that each send a request, wait for the answer, and send the next. Plain sockets, because
// whatever this program uses of the machine is taken from the one that is measured.
import { connect } from 'node:net'

/**
 * Sends for so many seconds over so many connections. `next(connection, n)` gives the n-th request of a connection.
 * Gives how many were answered, and how many per second; throws at the first answer that is not a success.
 */
export async function load({ port, connections, seconds, next }) {
  const until = performance.now() + seconds * 1000
  const started = performance.now()
  const counts = await Promise.all(
    Array.from({ length: connections }, (_, index) => converse(port, until, (n) => next(index, n))),
  )
  const spent = (performance.now() - started) / 1000
  const count = counts.reduce((sum, each) => sum + each, 0)
  return { count, rate: count / spent }
}

async function converse(port, until, next) {
  const line = await open(port)
  let count = 0
  while (performance.now() < until) {
    const { status, body } = await line.ask(next(count))
    if (status !== 200 || /"errors":\s*\[/.test(body.subarray(0, 4000)))
      throw new Error(`${status} ${body.toString().slice(0, 1000)}`)
    count++
  }
  line.close()
  return count
}

/** One kept-alive HTTP connection. */
export function open(port) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let received = Buffer.alloc(0)
    let answered
    socket.on('error', reject)
    socket.on('close', () => answered?.reject(new Error('The connection was closed.')))
    socket.on('data', (part) => {
      received = received.length === 0 ? part : Buffer.concat([received, part])
      const whole = parse(received)
      if (!whole || !answered) return
      received = received.subarray(whole.length)
      const { resolve } = answered
      answered = undefined
      resolve(whole)
    })
    socket.on('connect', () =>
      resolve({
        ask: (request) =>
          new Promise((resolve, reject) => {
            answered = { resolve, reject }
            socket.write(request)
          }),
        close: () => {
          answered = undefined
          socket.destroy()
        },
      }),
    )
  })
}

/** The answer once it is whole; undefined before. */
function parse(bytes) {
  const head = bytes.indexOf('\r\n\r\n')
  if (head < 0) return undefined
  const text = bytes.latin1Slice(0, head)
  const start = head + 4
  const status = Number(text.slice(9, 12))
  const length = /^content-length: *(\d+)/im.exec(text)
  if (length) {
    const end = start + Number(length[1])
    return bytes.length < end ? undefined : { status, body: bytes.subarray(start, end), length: end }
  }
  if (bytes.latin1Slice(bytes.length - 5) !== '0\r\n\r\n') return undefined
  return { status, body: unchunked(bytes.subarray(start)), length: bytes.length }
}

function unchunked(bytes) {
  const parts = []
  for (let at = 0; ;) {
    const line = bytes.indexOf('\r\n', at)
    const size = parseInt(bytes.latin1Slice(at, line), 16)
    if (size === 0) return Buffer.concat(parts)
    parts.push(bytes.subarray(line + 2, line + 2 + size))
    at = line + 2 + size + 2
  }
}

/** A request as it goes over the wire. */
export function post(path, body, headers = {}) {
  const json = Buffer.from(JSON.stringify(body))
  const lines = Object.entries({
    host: 'localhost',
    'content-type': 'application/json',
    accept: 'application/json',
    ...headers,
  })
  const head = `POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}content-length: ${json.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), json])
}
