import { FairQueue } from './fair-queue.js'

const refusal = () => new Error('too many wait')
const soon = () => new Promise((resolve) => setTimeout(resolve, 1))

describe('FairQueue', () => {
  it('limits how many run at once', async () => {
    const queue = new FairQueue(2, { line: 100, all: 100 })
    let now = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, ++now)
      await soon()
      now -= 1
    }
    await Promise.all(Array.from({ length: 20 }, () => queue.run('here', work, refusal)))
    expect(most).toBe(2)
  })

  it('serves clients round-robin, so that one with many requests does not delay another', async () => {
    const queue = new FairQueue(1, { line: 100, all: 100 })
    const done: string[] = []
    const enqueue = (from: string) =>
      queue.run(
        from,
        async () => {
          await soon()
          done.push(from)
        },
        refusal,
      )
    await Promise.all([...Array.from({ length: 10 }, () => enqueue('many')), enqueue('one')])
    expect(done.indexOf('one')).toBeLessThan(3)
  })

  it('refuses work when a queue is full, and continues when work fails', async () => {
    const queue = new FairQueue(1, { line: 1, all: 2 })
    const failing = queue.run('here', async () => Promise.reject(new Error('failed')), refusal)
    const second = queue.run('here', async () => 'second', refusal)
    await expect(queue.run('here', async () => 'third', refusal)).rejects.toThrow('too many wait')
    await expect(failing).rejects.toThrow('failed')
    await expect(second).resolves.toBe('second')
    await expect(queue.run('here', async () => 'again', refusal)).resolves.toBe('again')
  })
})
