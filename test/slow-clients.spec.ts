/** Slow clients are disconnected, and other clients are answered meanwhile. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { startTestService, type TestService } from './test-service.js'

let ancrage: TestService
let token: string
beforeAll(async () => {
  ancrage = await startTestService({ requestTimeout: 1_000 })
  const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
  const input = { email: 'head@awex.example', password: 'ancrage-demo' }
  token = (await ancrage.run(null, signIn, { input })).signIn.token
})
afterAll(() => ancrage.stop())

interface SlowConnection {
  socket: Socket
  /** The answer until the connection closed, and its duration in milliseconds. */
  closed: Promise<{ text: string; after: number }>
}

/** Sends a beginning, and then `rest` every 100 ms until the connection closes. */
function sendSlowly(beginning: string, rest: string): SlowConnection {
  const socket = connect(Number(new URL(ancrage.address).port), '127.0.0.1')
  const began = performance.now()
  let text = ''
  socket.on('data', (data) => (text += data.toString()))
  socket.on('error', () => undefined)
  const send = async () => {
    socket.write(beginning.replace('TOKEN', token))
    for (let n = 0; !socket.destroyed && n < 100; n++) {
      await pause(100)
      if (socket.writable) socket.write(rest)
    }
  }
  void send()
  return { socket, closed: once(socket, 'close').then(() => ({ text, after: performance.now() - began })) }
}

const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n'
const slowRequests: [string, string, string][] = [
  ['sends nothing', '', ''],
  ['sends headers letter by letter', `${head}x-slow: `, 'x'],
  ['sends header after header', head, 'x: y\r\n'],
  ['sends a body letter by letter', `${head}content-length: 1000\r\n\r\n{"query":"`, 'x'],
  // Without a token, a body without a stated length is refused before it is read.
  [
    'sends a body in chunks of a letter',
    `${head}authorization: Bearer TOKEN\r\ntransfer-encoding: chunked\r\n\r\n`,
    '1\r\nx\r\n',
  ],
]

describe('a client that', () => {
  it.each(slowRequests)('%s is disconnected in time', async (_, beginning, rest) => {
    const { text, after } = await sendSlowly(beginning, rest).closed
    expect(text).toMatch(/^(HTTP\/1\.1 408 |$)/)
    expect(after).toBeGreaterThan(900)
    expect(after).toBeLessThan(6_000)
  })
})

it('two hundred slow clients do not block other clients', async () => {
  const all = Array.from({ length: 200 }, (_, n) =>
    sendSlowly(slowRequests[n % 5]![1], slowRequests[n % 5]![2]),
  )
  await pause(300)
  for (let n = 0; n < 5; n++)
    expect((await ancrage.request('head@awex.example', '{ viewer { email } }')).data).toEqual({
      viewer: { email: 'head@awex.example' },
    })
  await Promise.all(all.map(({ closed }) => closed))
})
