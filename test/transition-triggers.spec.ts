/**
 * The rules of moves and their corrections that the database checks, for a writer that bypasses the service. The service
 * checks them first, so only statements reach these triggers: src/deal/transition/*.sql.
 */
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import {
  directionOf,
  needsFacts,
  needsReason,
  shippedStages,
  type StageCode,
} from '../src/deal/stage/stage.js'
import { createDealIn } from './deal-fixtures.js'
import { startTestService, type TestService } from './test-service.js'

let ancrage: TestService
let user: string
beforeAll(async () => {
  ancrage = await startTestService()
  user = (await ancrage.owner.query<{ id: string }>('select id from "user" limit 1')).rows[0]!.id
})
afterAll(() => ancrage.stop())

interface Move {
  from: StageCode | null
  to: StageCode
  on?: string
  place?: number
  override?: boolean
  reason?: string
  recordedAt?: string
}

/** One move of each direction, and of each stage that a deal is reopened from. */
const aMoveOfEachDirection: [StageCode, StageCode][] = [
  ['CONTACTED', 'QUALIFIED'],
  ['COMMITTED', 'LANDED'],
  ['CONTACTED', 'LOST'],
  ['NEGOTIATION', 'DORMANT'],
  ['NEGOTIATION', 'CONTACTED'],
  ['DORMANT', 'NEGOTIATION'],
  ['LOST', 'NEGOTIATION'],
  ['LANDED', 'COMMITTED'],
]
const resumeOf: Partial<Record<StageCode, StageCode>> = {
  DORMANT: 'NEGOTIATION',
  LOST: 'NEGOTIATION',
  LANDED: 'COMMITTED',
}

const dealIn = async (stage: StageCode): Promise<string> => (await createDealIn(ancrage, stage)).id

/** Runs `work` in a transaction; returns 'done' or the message of the error. */
async function attempt(work: () => Promise<unknown>): Promise<string> {
  await ancrage.owner.query('begin')
  try {
    await work()
    await ancrage.owner.query('commit')
    return 'done'
  } catch (error) {
    await ancrage.owner.query('rollback')
    return (error as Error).message
  }
}

async function insertMove(deal: string, move: Move): Promise<string> {
  const { from, to, on = '2018-03-01', place = null, override = false, reason, recordedAt } = move
  const id = randomUUID()
  await ancrage.owner.query(
    `insert into transition (id, deal_id, ordinal, place, from_stage, to_stage, effective_on, recorded_at, by_id, override)
     values ($1, $2, 0, $3, $4, $5, $6, coalesce($7, now()), $8, $9)`,
    [id, deal, place, from, to, on, recordedAt, user, override],
  )
  if (reason)
    await ancrage.owner.query(
      'insert into transition_text (transition_id, deal_id, reason) values ($1, $2, $3)',
      [id, deal, reason],
    )
  return id
}

/** Sets the stage columns of a deal to what its transitions say, as the service does. */
const setStage = (deal: string) =>
  ancrage.owner.query(
    `update deal d set stage = r.stage, stage_since = r.since, resume_stage = r.resume_stage, opened_on = r.opened_on
       from recorded_stage($1) r where d.id = $1`,
    [deal],
  )

/** Records a move, with the stage of the deal. */
const move = (deal: string, values: Move) =>
  attempt(async () => {
    await insertMove(deal, values)
    await setStage(deal)
  })

const retire = (deal: string, transition: string, replacement: string | null = null, recordedAt?: string) =>
  ancrage.owner.query<{ recorded_at: Date }>(
    `insert into transition_correction (id, deal_id, transition_id, replaced_by_id, by_id, recorded_at)
     values (gen_random_uuid(), $1, $2, $3, $4, coalesce($5, now())) returning recorded_at`,
    [deal, transition, replacement, user, recordedAt],
  )

async function transitionsOf(deal: string) {
  const { rows } = await ancrage.owner.query<{ id: string; to: StageCode; ordinal: number; at: Date }>(
    'select id, to_stage as "to", ordinal, recorded_at as at from transition where deal_id = $1 order by ordinal',
    [deal],
  )
  return rows
}

describe('the database', () => {
  it.each([
    ['starts in another stage', { from: 'IDENTIFIED', to: 'NEGOTIATION' }, /starts at IDENTIFIED/],
    ['has an earlier day', { from: 'CONTACTED', to: 'QUALIFIED', on: '2018-01-31' }, /effective before/],
    ['the stages do not allow', { from: 'CONTACTED', to: 'LANDED' }, /does not move from CONTACTED/],
  ] as [string, Move, RegExp][])('rejects a move that %s', async (_, values, message) => {
    const deal = await dealIn('CONTACTED')
    expect(await move(deal, { ...values, override: true, reason: 'For the test' })).toMatch(message)
  })

  describe.each(aMoveOfEachDirection)('for a move from %s to %s', (from, to) => {
    const direction = directionOf(shippedStages, from, to, resumeOf[from] ?? null)!
    const requireInAllStages = (facts: readonly string[]) =>
      ancrage.owner.query('update deal_stage set requires = $1', [facts])
    afterEach(async () => {
      for (const { code, requires } of shippedStages)
        await ancrage.owner.query('update deal_stage set requires = $2 where code = $1', [code, requires])
    })

    it('requires facts only if needsFacts says so', async () => {
      const deal = await dealIn(from)
      await requireInAllStages(['sector'])
      const answer = await move(deal, { from, to, reason: 'For the test' })
      expect(answer.split(':')[0]).toBe(needsFacts[direction] ? 'facts are missing' : 'done')
    })

    it('requires a reason only if needsReason says so', async () => {
      const deal = await dealIn(from)
      await requireInAllStages([])
      const answer = await move(deal, { from, to })
      expect(answer).toBe(needsReason[direction] ? 'this transition needs a reason' : 'done')
    })
  })

  it.each([
    ['IDENTIFIED', 'CONTACTED', false],
    ['IDENTIFIED', 'CONTACTED', true],
    ['NEGOTIATION', 'DORMANT', false],
  ] as [StageCode, StageCode, boolean][])(
    'requires a reason for a move from %s to %s by its direction, or by override %s',
    async (from, to, override) => {
      const direction = directionOf(shippedStages, from, to, null)!
      expect(await move(await dealIn(from), { from, to, override })).toBe(
        override || needsReason[direction] ? 'this transition needs a reason' : 'done',
      )
    },
  )

  it('numbers the moves of a deal, and records none before the previous one', async () => {
    const deal = await dealIn('CONTACTED')
    const values = { override: true, reason: 'For the test', recordedAt: '2018-03-01' }
    expect(await move(deal, { from: 'CONTACTED', to: 'QUALIFIED', ...values })).toBe('done')
    const moves = await transitionsOf(deal)
    expect(moves.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3])
    expect(moves[2]!.at).toEqual(moves[1]!.at)
  })

  it.each(['a move', 'a correction'])('locks the deal of %s', async (what) => {
    const deal = await dealIn('CONTACTED')
    const [, contacted] = await transitionsOf(deal)
    const other = new Client({ connectionString: ancrage.url })
    await other.connect()
    await ancrage.owner.query('begin')
    try {
      if (what === 'a move') await insertMove(deal, { from: 'CONTACTED', to: 'IDENTIFIED' })
      else await retire(deal, contacted!.id)
      // weaker than what a foreign key takes: only "for update" conflicts with it
      await expect(
        other.query('select from deal where id = $1 for key share nowait', [deal]),
      ).rejects.toThrow('could not obtain lock')
    } finally {
      await ancrage.owner.query('rollback')
      await other.end()
    }
  })
})

describe('a correction that bypasses the service', () => {
  it('needs the facts of a stage that the deal was not in', async () => {
    const deal = await dealIn('CONTACTED')
    const [, contacted] = await transitionsOf(deal)
    const replaceBy = (to: StageCode) =>
      attempt(async () => {
        const id = await insertMove(deal, { from: 'IDENTIFIED', to, on: '2018-02-01', place: 2 })
        await retire(deal, contacted!.id, id)
        await setStage(deal)
      })
    expect(await replaceBy('QUALIFIED')).toMatch(/facts are missing/)
  })

  it('of only the day does not need the facts again', async () => {
    const deal = await dealIn('QUALIFIED') // without its facts, by override
    const [, qualified] = await transitionsOf(deal)
    const answer = await attempt(async () => {
      const id = await insertMove(deal, { from: 'IDENTIFIED', to: 'QUALIFIED', on: '2018-02-02', place: 2 })
      await retire(deal, qualified!.id, id)
      await setStage(deal)
    })
    expect(answer).toBe('done')
  })

  it('cannot make a move that the stages do not allow', async () => {
    const deal = await dealIn('LANDED')
    const [, committed, landed] = await transitionsOf(deal)
    const more = { on: '2018-02-01', override: true, reason: 'For the test' }
    const answer = await attempt(async () => {
      const first = await insertMove(deal, { from: 'IDENTIFIED', to: 'NEGOTIATION', place: 2, ...more })
      const second = await insertMove(deal, { from: 'NEGOTIATION', to: 'LANDED', place: 3, ...more })
      await retire(deal, committed!.id, first)
      await retire(deal, landed!.id, second)
      await setStage(deal)
    })
    expect(answer).toBe('a deal does not move from NEGOTIATION to LANDED')
  })

  it('before a pause leaves the deal resumed, on the same day too', async () => {
    const deal = await dealIn('DORMANT')
    expect(await move(deal, { from: 'DORMANT', to: 'NEGOTIATION' })).toBe('done')
    const [, negotiation] = await transitionsOf(deal)
    const answer = await attempt(async () => {
      const id = await insertMove(deal, { from: 'IDENTIFIED', to: 'NEGOTIATION', on: '2018-01-20', place: 2 })
      await retire(deal, negotiation!.id, id)
      await setStage(deal)
    })
    expect(answer).toBe('done')
    const { rows } = await ancrage.owner.query('select stage_since::text as since from deal where id = $1', [
      deal,
    ])
    expect(rows).toEqual([{ since: '2018-03-01' }]) // of the last move, not of the last recorded one
  })

  it('cannot withdraw the opening', async () => {
    const deal = await dealIn('IDENTIFIED')
    const [opening] = await transitionsOf(deal)
    expect(await attempt(() => retire(deal, opening!.id))).toBe('the opening of a deal is not taken back')
  })

  it('changes the stage of the deal as well', async () => {
    const deal = await dealIn('CONTACTED')
    const [, contacted] = await transitionsOf(deal)
    expect(await attempt(() => retire(deal, contacted!.id))).toMatch(/is not that of its last transition/)
  })

  it('names moves of its own deal', async () => {
    const [deal, other] = [await dealIn('CONTACTED'), await dealIn('CONTACTED')]
    const [, own] = await transitionsOf(deal)
    const [, foreign] = await transitionsOf(other)
    expect(await attempt(() => retire(deal, foreign!.id))).toBe('a correction stays with its deal')
    expect(await attempt(() => retire(deal, own!.id, foreign!.id))).toBe('a correction stays with its deal')
  })

  it('is not recorded before the last move', async () => {
    const deal = await dealIn('CONTACTED')
    const [, contacted] = await transitionsOf(deal)
    await attempt(async () => {
      const { rows } = await retire(deal, contacted!.id, null, '2018-03-01')
      expect(rows[0]!.recorded_at).toEqual(contacted!.at)
      await setStage(deal)
    }).then((answer) => expect(answer).toBe('done'))
  })
})
