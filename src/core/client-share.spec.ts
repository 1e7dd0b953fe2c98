import { ClientShare, WaitCancelled } from './client-share.js'

const refusal = () => new Error('full')
const limits = { running: 2, waitingPerClient: 3, waiting: 4 }

/** Starts work that ends when `end` is called. */
function startWork(share: ClientShare, client: string, log: string[], name: string) {
  let end!: () => void
  const work = () => {
    log.push(name)
    return new Promise<void>((resolve) => (end = resolve))
  }
  const done = share.run(client, work, refusal)
  return { done, end: () => end() }
}
const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('the share of a client', () => {
  it('is two at once, in the order of arrival, while another client starts at once', async () => {
    const [share, log] = [new ClientShare(limits), [] as string[]]
    const work = ['a1', 'a2', 'a3', 'a4'].map((name) => startWork(share, 'a', log, name))
    await settle()
    expect(log).toEqual(['a1', 'a2'])
    const other = startWork(share, 'b', log, 'b1')
    await settle()
    expect(log).toEqual(['a1', 'a2', 'b1'])
    for (const { end, done } of [...work, other]) {
      end()
      await done
      await settle()
    }
    expect(log).toEqual(['a1', 'a2', 'b1', 'a3', 'a4'])
  })

  it('refuses a client with too many waiting, and every client when all queues together are full', async () => {
    const [share, log] = [new ClientShare(limits), [] as string[]]
    const busy = ['a', 'b'].flatMap((client) =>
      [1, 2].map((n) => startWork(share, client, log, `${client}${n}`)),
    )
    const waiting = [1, 2, 3].map((n) => startWork(share, 'a', log, `waiting ${n}`))
    await expect(share.run('a', async () => undefined, refusal)).rejects.toThrow('full')
    const last = startWork(share, 'b', log, 'waiting 4')
    await expect(share.run('b', async () => undefined, refusal)).rejects.toThrow('full')
    await share.run('c', async () => undefined, refusal)
    for (const { end, done } of [...busy, ...waiting, last]) {
      await settle()
      end()
      await done
    }
  })

  it('is free again after an error and after a cancelled wait', async () => {
    const share = new ClientShare({ ...limits, running: 1 })
    await expect(share.run('a', () => Promise.reject(new Error('failed')), refusal)).rejects.toThrow('failed')
    const leave = await share.enter('a', refusal)
    let cancel = (): void => undefined
    const wait = share.enter('a', refusal, (giveUp) => (cancel = giveUp))
    cancel()
    await expect(wait).rejects.toThrow(WaitCancelled)
    leave()
    expect(await share.run('a', async () => 'free', refusal)).toBe('free')
  })
})
