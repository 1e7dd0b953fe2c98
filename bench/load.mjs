// Load generator: each connection sends a request, waits for the response, and sends the next. Plain sockets, because the
// processor time of this program is missing for the peer that is measured.
import { connect } from 'node:net'

/**
 * Sends requests for some seconds over some connections. `next(connection, n)` returns the n-th request of a connection.
 * Returns the number of responses and their rate per second; rejects at the first response that is an error.
 */
export async function generateLoad({ port, connections, seconds, next }) {
  const until = performance.now() + seconds * 1000
  const started = performance.now()
  const counts = await Promise.all(
    Array.from({ length: connections }, (_, index) => runConnection(port, until, (n) => next(index, n))),
  )
  const spent = (performance.now() - started) / 1000
  const count = counts.reduce((sum, each) => sum + each, 0)
  return { count, rate: count / spent }
}

async function runConnection(port, until, next) {
  const connection = await connectHttp(port)
  let count = 0
  while (performance.now() < until) {
    const { status, body } = await connection.send(next(count))
    if (status !== 200 || /"errors":\s*\[/.test(body.subarray(0, 4000)))
      throw new Error(`${status} ${body.toString().slice(0, 1000)}`)
    count++
  }
  connection.close()
  return count
}

/** Opens one HTTP connection that stays open between requests. */
export function connectHttp(port) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let received = Buffer.alloc(0)
    let waiting
    socket.on('error', reject)
    socket.on('close', () => waiting?.reject(new Error('The connection was closed.')))
    socket.on('data', (part) => {
      received = received.length === 0 ? part : Buffer.concat([received, part])
      const response = parseResponse(received)
      if (!response || !waiting) return
      received = received.subarray(response.length)
      const { resolve } = waiting
      waiting = undefined
      resolve(response)
    })
    socket.on('connect', () =>
      resolve({
        send: (request) =>
          new Promise((resolve, reject) => {
            waiting = { resolve, reject }
            socket.write(request)
          }),
        close: () => {
          waiting = undefined
          socket.destroy()
        },
      }),
    )
  })
}

/** Returns the response when all of it has arrived; undefined before. */
function parseResponse(bytes) {
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
  return { status, body: joinChunks(bytes.subarray(start)), length: bytes.length }
}

function joinChunks(bytes) {
  const parts = []
  for (let at = 0; ;) {
    const line = bytes.indexOf('\r\n', at)
    const size = parseInt(bytes.latin1Slice(at, line), 16)
    if (size === 0) return Buffer.concat(parts)
    parts.push(bytes.subarray(line + 2, line + 2 + size))
    at = line + 2 + size + 2
  }
}

/** Returns the bytes of a POST request. */
export function encodePost(path, body, headers = {}) {
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
