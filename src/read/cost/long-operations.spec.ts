import { setTimeout as pause } from 'node:timers/promises'
import type { Caller } from '../caller.js'
import type { CompiledOperation } from '../operation.js'
import { LongOperations } from './long-operations.js'

const expensive = { price: { cost: 50_000 } } as CompiledOperation
const callerWith = (token: string) => ({ token: Buffer.from(token) }) as Caller

/** Starts operations that do not end, one for each token. Returns which have begun to run. */
async function start(
  tokens: string[],
  userOf: (token: Buffer) => string | undefined,
  operations = new LongOperations(10, userOf),
  operation = expensive,
): Promise<string[]> {
  const running: string[] = []
  for (const token of tokens)
    void operations.run(operation, callerWith(token), () => {
      running.push(token)
      return new Promise(() => undefined)
    })
  await new Promise((resolve) => setImmediate(resolve))
  return running
}

describe('long operations', () => {
  it('of one user run two at once, whatever session they belong to', async () => {
    expect(await start(['one', 'two', 'three', 'four'], () => 'head')).toEqual(['one', 'two'])
  })

  it('of several users run beside each other', async () => {
    const userOf = (token: Buffer) => token.toString().slice(0, 1)
    expect(await start(['a1', 'a2', 'a3', 'b1', 'b2', 'b3'], userOf)).toEqual(['a1', 'a2', 'b1', 'b2'])
  })

  it('use only so many connections', async () => {
    expect(await start(['one', 'two', 'three'], String, new LongOperations(2, String))).toEqual([
      'one',
      'two',
    ])
  })

  it('are those that cost little and took long each time', async () => {
    const operation = { price: { cost: 1 } } as CompiledOperation
    const tokens = ['one', 'two', 'three']
    const operations = new LongOperations(1, String)
    const runFor = (milliseconds: number) =>
      operations.run(operation, callerWith('one'), () => pause(milliseconds))
    await runFor(120)
    expect(await start(tokens, String, operations, operation)).toEqual(['one'])
    const others = new LongOperations(1, String)
    for (const milliseconds of [0, 120])
      await others.run(operation, callerWith('one'), () => pause(milliseconds))
    expect(await start(tokens, String, others, operation)).toEqual(tokens)
  })

  it('of a token whose user is not known yet count for the token', async () => {
    expect(await start(['one', 'one', 'one', 'two'], () => undefined)).toEqual(['one', 'one', 'two'])
  })
})
