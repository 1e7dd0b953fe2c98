/** Operations that lock the same deals in another order. */
import { Client } from 'pg'
import { PreparingClient } from '../src/database/preparing-client.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: 100_000_000 })
})
afterAll(() => ancrage.stop())

const open =
  'mutation { openDeal(input: { codeName: "Lotus", title: "A centre", openedOn: "2018-01-08" }) { id } }'
const aDeal = async () => (await ancrage.run(head, open)).openDeal.id as string
const state = async (id: string) =>
  (await ancrage.run(head, 'query ($id: ID) { deal(id: $id) { version stage { code } } }', { id })).deal

const moveBoth = (first: string, second: string, version: number, to: string) =>
  ancrage.request(
    head,
    `mutation ($a: ID!, $b: ID!) {
      a: moveDeal(input: { id: $a, version: ${version}, to: ${to}, reason: "For the test" }) { version }
      b: moveDeal(input: { id: $b, version: ${version}, to: ${to}, reason: "For the test" }) { version }
    }`,
    { a: first, b: second },
  )

describe('two operations that move the same two deals in opposite orders', () => {
  it('succeed or answer CONFLICT, and both deals move together', async () => {
    const [x, y] = [await aDeal(), await aDeal()]
    for (let round = 0; round < 10; round++) {
      const { version } = await state(x)
      const to = round % 2 === 0 ? 'CONTACTED' : 'IDENTIFIED'
      const answers = await Promise.all([
        moveBoth(x, y, version, to),
        moveBoth(y, x, version, to),
        moveBoth(x, y, version, to),
        moveBoth(y, x, version, to),
      ])
      const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'moved').sort()
      expect(codes).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', 'moved'])
      expect(await state(x)).toEqual(await state(y))
    }
  })
})

describe('a deadlock with a transaction outside the service', () => {
  it('is retried, although the statement that the client sees fail is not the one that met it', async () => {
    const [x, y] = [await aDeal(), await aDeal()].sort() as [string, string]
    const other = new Client({ connectionString: ancrage.url })
    await other.connect()
    try {
      await other.query('begin')
      await other.query(`set local deadlock_timeout = '60s'`)
      await other.query('select from deal where id = $1 for update', [y])
      const moving = moveBoth(y, x, 1, 'CONTACTED')
      // until the service holds x and waits for y
      await waitUntilWaiting(x)
      const locked = other
        .query('select from deal where id = $1 for update', [x])
        .then(() => other.query('commit'))
      const [{ data, errors }] = await Promise.all([moving, locked])
      expect(errors).toBeUndefined()
      expect(data).toEqual({ a: { version: 2 }, b: { version: 2 } })
    } finally {
      await other.end()
    }
  })

  /** Waits until a row of deal can no longer be locked by others, or fails after ten seconds. */
  async function waitUntilWaiting(id: string): Promise<void> {
    for (let i = 0; i < 200; i++) {
      const { rows } = await ancrage.owner.query('select id from deal where id = $1 for update skip locked', [
        id,
      ])
      if (rows.length === 0) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error('The service does not wait for the deal.')
  }
})

describe('pipelined statements of one transaction', () => {
  it('all fail with the error that aborted the transaction', async () => {
    const client: Client = new PreparingClient({ connectionString: ancrage.url })
    await client.connect()
    const codeOf = (sql: string) =>
      client.query(sql).then(
        () => 'done',
        ({ code }: { code?: string }) => code ?? 'unknown',
      )
    try {
      for (const [sql, cause] of [
        ['select 1 / 0', '22012'],
        ['select nothing', '42703'],
      ] as const) {
        await client.query('begin')
        const codes = await Promise.all([
          codeOf('select 1'),
          codeOf(sql),
          codeOf('select 1'),
          codeOf('select 1 / 0'),
        ])
        expect(codes).toEqual(['done', cause, cause, cause])
        await client.query('rollback')
      }
      expect(await codeOf('select 1')).toBe('done')
    } finally {
      await client.end()
    }
  })
})
