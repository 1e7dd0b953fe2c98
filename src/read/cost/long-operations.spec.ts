import type { Caller } from '../caller.js'
import type { CompiledOperation } from '../operation.js'
import { LongOperations } from './long-operations.js'

const expensive = { price: { cost: 50_000 } } as CompiledOperation
const callerWith = (token: string) => ({ token: Buffer.from(token) }) as Caller

/** Starts operations that do not end, one for each token. Returns which have begun to run. */
async function start(tokens: string[], userOf: (token: Buffer) => string | undefined): Promise<string[]> {
  const operations = new LongOperations(10, userOf)
  const running: string[] = []
  for (const token of tokens)
    void operations.run(expensive, callerWith(token), () => {
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

  it('of a token whose user is not known yet count for the token', async () => {
    expect(await start(['one', 'one', 'one', 'two'], () => undefined)).toEqual(['one', 'one', 'two'])
  })
})
