/** Rules of stages that TypeScript and SQL both state: one table feeds both. */
import { type Client } from 'pg'
import {
  directionOf,
  resumeStageAfter,
  shippedStages,
  stageCodes,
  type StageCode,
} from '../src/deal/stage/stage.js'
import { stateAfter, type ChainLink } from '../src/deal/transition/chain.js'
import { createDealIn } from './deal-fixtures.js'
import { startTestService, type TestService } from './test-service.js'

let ancrage: TestService
beforeAll(async () => (ancrage = await startTestService()))
afterAll(() => ancrage.stop())

const resumeCodes = [null, ...stageCodes]
const moves = stageCodes.flatMap((from) =>
  stageCodes.flatMap((to) => resumeCodes.map((resume) => ({ from, to, resume }))),
)

describe('TypeScript and SQL', () => {
  it('allow the same moves, from every stage to every stage', async () => {
    const { rows } = await ancrage.owner.query<{ allowed: boolean }>(
      `select is_transition_allowed(m->>'from', m->>'to', m->>'resume') as allowed
         from jsonb_array_elements($1) with ordinality t(m, n) order by n`,
      [JSON.stringify(moves)],
    )
    expect(moves.map((move, n) => ({ ...move, allowed: rows[n]!.allowed }))).toEqual(
      moves.map((move) => ({
        ...move,
        allowed: directionOf(shippedStages, move.from, move.to, move.resume) !== null,
      })),
    )
  })

  it('resume a paused or ended deal in the same stage', async () => {
    const { rows } = await ancrage.owner.query<{ resume: StageCode | null }>(
      `select resume_stage_after(m->>'to', m->>'from', m->>'resume') as resume
         from jsonb_array_elements($1) with ordinality t(m, n) order by n`,
      [JSON.stringify(moves)],
    )
    expect(rows.map(({ resume }) => resume)).toEqual(
      moves.map(({ from, to, resume }) => resumeStageAfter(shippedStages, from, to, resume)),
    )
  })

  it.each([
    [['IDENTIFIED']],
    [['IDENTIFIED', 'CONTACTED', 'QUALIFIED']],
    [['IDENTIFIED', 'CONTACTED', 'DORMANT']],
    [['IDENTIFIED', 'CONTACTED', 'DORMANT', 'LOST']],
    [['IDENTIFIED', 'QUALIFIED', 'LOST', 'CONTACTED', 'DORMANT', 'CONTACTED']],
  ] as [StageCode[]][])('take the same stage from the transitions %j', async (stages) => {
    const { id } = await createDealIn(ancrage, 'IDENTIFIED')
    const links: ChainLink[] = stages.map((to, n) => ({
      of: null,
      place: n + 1,
      from: stages[n - 1] ?? null,
      to,
      effectiveOn: `2018-03-0${n + 1}`,
    }))
    await replaceTransitions(ancrage.owner, id, links)
    const { rows } = await ancrage.owner.query(
      `select stage as "stageCode", since::text as "stageSince", resume_stage as "resumeStageCode", opened_on::text as "openedOn"
         from recorded_stage($1)`,
      [id],
    )
    expect(rows).toEqual([stateAfter(shippedStages, links)])
  })
})

describe('the database', () => {
  it.each([
    ['another stage', `stage = 'NEGOTIATION'`],
    ['another day', `stage_since = stage_since - 1`],
    ['a stage to resume in', `resume_stage = 'CONTACTED'`],
    ['another day of opening', `opened_on = opened_on - 1`],
  ])('rejects %s that the transitions of the deal do not have', async (_, change) => {
    const { id } = await createDealIn(ancrage, 'CONTACTED')
    await expect(ancrage.owner.query(`update deal set ${change} where id = $1`, [id])).rejects.toThrow(
      'is not that of its last transition',
    )
  })

  it('rejects a transition that does not change the stage of the deal', async () => {
    const { id } = await createDealIn(ancrage, 'IDENTIFIED')
    await expect(
      ancrage.owner.query(
        `insert into transition (id, deal_id, ordinal, from_stage, to_stage, effective_on, recorded_at, by_id)
         select gen_random_uuid(), $1, 0, 'IDENTIFIED', 'CONTACTED', '2018-05-01', now(), (select id from "user" limit 1)`,
        [id],
      ),
    ).rejects.toThrow('is not that of its last transition')
  })
})

/** Past the triggers: only what the stored transitions say counts here. */
async function replaceTransitions(owner: Client, dealId: string, links: readonly ChainLink[]): Promise<void> {
  await owner.query('begin; set local session_replication_role = replica')
  await owner.query('delete from transition where deal_id = $1', [dealId])
  await owner.query(
    `insert into transition (id, deal_id, ordinal, from_stage, to_stage, effective_on, recorded_at, by_id)
     select gen_random_uuid(), $1, n, m->>'from', m->>'to', (m->>'effectiveOn')::date, now(), (select id from "user" limit 1)
       from jsonb_array_elements($2) with ordinality t(m, n)`,
    [dealId, JSON.stringify(links)],
  )
  await owner.query('commit')
}
