import { FairQueue } from './fair-queue.js'

const refusal = () => new Error('too many wait')
const soon = () => new Promise((resolve) => setTimeout(resolve, 1))

describe('turns', () => {
  it('let so many work at once, and no more', async () => {
    const turns = new FairQueue(2, { line: 100, all: 100 })
    let now = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, ++now)
      await soon()
      now -= 1
    }
    await Promise.all(Array.from({ length: 20 }, () => turns.run('here', work, refusal)))
    expect(most).toBe(2)
  })

  it('go round the places, so that one who sends many does not keep another waiting', async () => {
    const turns = new FairQueue(1, { line: 100, all: 100 })
    const done: string[] = []
    const take = (from: string) =>
      turns.run(
        from,
        async () => {
          await soon()
          done.push(from)
        },
        refusal,
      )
    await Promise.all([...Array.from({ length: 10 }, () => take('many')), take('one')])
    expect(done.indexOf('one')).toBeLessThan(3)
  })

  it('refuse whoever would make a line too long, and go on when work fails', async () => {
    const turns = new FairQueue(1, { line: 1, all: 2 })
    const failing = turns.run('here', async () => Promise.reject(new Error('failed')), refusal)
    const second = turns.run('here', async () => 'second', refusal)
    await expect(turns.run('here', async () => 'third', refusal)).rejects.toThrow('too many wait')
    await expect(failing).rejects.toThrow('failed')
    await expect(second).resolves.toBe('second')
    await expect(turns.run('here', async () => 'again', refusal)).resolves.toBe('again')
  })
})
