/** Clients that take their time: each is let go, and the others are answered meanwhile. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { startTestService, type TestService } from './test-service.js'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService({ requestTimeout: 1_000 })
})
afterAll(() => ancrage.stop())

interface Dribbling {
  socket: Socket
  /** What was answered by the time that the connection was over, and after how many milliseconds. */
  over: Promise<{ text: string; after: number }>
}

/** Sends a beginning, and then a character at a time as long as it is let. */
function dribble(beginning: string, rest: string): Dribbling {
  const socket = connect(Number(new URL(ancrage.address).port), '127.0.0.1')
  const began = performance.now()
  let text = ''
  socket.on('data', (data) => (text += data.toString()))
  socket.on('error', () => undefined)
  const send = async () => {
    socket.write(beginning)
    for (let n = 0; !socket.destroyed && n < 100; n++) {
      await pause(100)
      if (socket.writable) socket.write(rest)
    }
  }
  void send()
  return { socket, over: once(socket, 'close').then(() => ({ text, after: performance.now() - began })) }
}

const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n'
const slow: [string, string, string][] = [
  ['says nothing', '', ''],
  ['sends headers letter by letter', `${head}x-slow: `, 'x'],
  ['sends header after header', head, 'x: y\r\n'],
  ['sends a body letter by letter', `${head}content-length: 1000\r\n\r\n{"query":"`, 'x'],
  ['sends a body in chunks of a letter', `${head}transfer-encoding: chunked\r\n\r\n`, '1\r\nx\r\n'],
]

describe('a client that', () => {
  it.each(slow)('%s is let go in time', async (_, beginning, rest) => {
    const { text, after } = await dribble(beginning, rest).over
    expect(text).toMatch(/^(HTTP\/1\.1 408 |$)/)
    expect(after).toBeGreaterThan(900)
    expect(after).toBeLessThan(6_000)
  })
})

it('two hundred of them keep nobody from being answered', async () => {
  const all = Array.from({ length: 200 }, (_, n) => dribble(slow[n % 5]![1], slow[n % 5]![2]))
  await pause(300)
  for (let n = 0; n < 5; n++)
    expect((await ancrage.ask('head@awex.example', '{ viewer { email } }')).data).toEqual({
      viewer: { email: 'head@awex.example' },
    })
  await Promise.all(all.map(({ over }) => over))
})
