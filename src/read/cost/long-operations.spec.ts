import { setTimeout as pause } from 'node:timers/promises'
import type { Caller } from '../caller.js'
import type { CompiledOperation } from '../operation.js'
import { LongOperations } from './long-operations.js'

const operationOf = (cost: number) => ({ price: { cost } }) as CompiledOperation
const callerWith = (token: string) => ({ token: Buffer.from(token) }) as Caller

interface Setting {
  /** How many connections long operations use at most. */
  connections?: number
  userOf: (token: Buffer) => string | undefined
  /** Of the operation that all send. */
  cost?: number
  /** Milliseconds that it has taken before; it has not run before if undefined. */
  time?: number
}

/** Starts the same operation for each token; it does not end. Returns the tokens for which it has begun to run. */
async function start(
  tokens: string[],
  { userOf, cost = 50_000, time, connections = 10 }: Setting,
): Promise<string[]> {
  const operations = new LongOperations(connections, userOf)
  const operation = operationOf(cost)
  if (time !== undefined) await operations.run(operation, callerWith('before'), () => pause(time))
  const running: string[] = []
  for (const token of tokens)
    void operations.run(operation, callerWith(token), () => {
      running.push(token)
      return new Promise(() => undefined)
    })
  await new Promise((resolve) => setImmediate(resolve))
  return running
}

describe('operations of one user, whatever session they belong to', () => {
  const userOf = () => 'head'
  const four = ['one', 'two', 'three', 'four']

  it.each<[string, number, number | undefined, number]>([
    ['expensive ones that have not run before: one at once', 50_000, undefined, 1],
    ['medium ones that have not run before: one at once', 400, undefined, 1],
    ['cheap ones that have not run before: all at once', 20, undefined, 4],
    ['long ones: two at once', 50_000, 150, 2],
    ['medium ones: two at once', 20, 40, 2],
    ['short ones: all at once, whatever they cost', 50_000, 0, 4],
  ])('%s', async (_, cost, time, count) => {
    expect(await start(four, { userOf, cost, time })).toEqual(four.slice(0, count))
  })
})

describe('operations of several users', () => {
  it('use only so many connections when they are long', async () => {
    const tokens = ['one', 'two', 'three']
    const userOf = String
    expect(await start(tokens, { userOf, time: 150, connections: 2 })).toEqual(['one', 'two'])
    expect(await start(tokens, { userOf, time: 40, connections: 2 })).toEqual(tokens)
  })

  it('are as long as the fastest time that they took', async () => {
    const operations = new LongOperations(1, String)
    const operation = operationOf(1)
    for (const time of [0, 150]) await operations.run(operation, callerWith('before'), () => pause(time))
    const running: string[] = []
    for (const token of ['one', 'two'])
      void operations.run(operation, callerWith(token), () => {
        running.push(token)
        return new Promise(() => undefined)
      })
    await new Promise((resolve) => setImmediate(resolve))
    expect(running).toEqual(['one', 'two'])
  })

  it('run beside each other', async () => {
    const userOf = (token: Buffer) => token.toString().slice(0, 1)
    const tokens = ['a1', 'a2', 'a3', 'b1', 'b2', 'b3']
    expect(await start(tokens, { userOf, time: 150 })).toEqual(['a1', 'a2', 'b1', 'b2'])
    expect(await start(tokens, { userOf })).toEqual(['a1', 'b1'])
  })

  it('count for the token while the user is not known', async () => {
    const userOf = () => undefined
    expect(await start(['one', 'one', 'one', 'two'], { userOf, time: 150 })).toEqual(['one', 'one', 'two'])
  })
})
