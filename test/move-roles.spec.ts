/** Who may make, correct and withdraw a move: one table feeds TypeScript, SQL and the API. */
import { Client } from 'pg'
import { serviceUrl } from '../src/database/roles.js'
import { tokenHash } from '../src/core/token.js'
import {
  directionOf,
  needsHead,
  needsHeadToCorrect,
  shippedStages,
  stageCodes,
  type StageCode,
} from '../src/deal/stage/stage.js'
import { createDealWithout } from './deal-fixtures.js'
import { startTestService, type TestService } from './test-service.js'

const emails = {
  HEAD: 'head@awex.example',
  OFFICER: 'officer@awex.example',
  ANALYST: 'analyst@awex.example',
  ADMIN: 'admin@awex.example',
}
type Role = keyof typeof emails

const ended: StageCode[] = ['LANDED', 'LOST']
/** The moves of a deal up to a stage. */
const pathTo = (stage: StageCode): StageCode[] => {
  if (stage === 'IDENTIFIED') return ['IDENTIFIED']
  if (stage === 'LANDED') return ['IDENTIFIED', 'COMMITTED', 'LANDED']
  if (stage === 'LOST' || stage === 'DORMANT') return ['IDENTIFIED', 'NEGOTIATION', stage]
  return ['IDENTIFIED', stage]
}
const resumeOf = (stage: StageCode): StageCode | null =>
  stage === 'LANDED' ? 'COMMITTED' : ['LOST', 'DORMANT'].includes(stage) ? 'NEGOTIATION' : null
const moves = stageCodes.flatMap((from) =>
  stageCodes
    .filter((to) => directionOf(shippedStages, from, to, resumeOf(from)) !== null)
    .map((to) => ({ from, to })),
)

let ancrage: TestService
let deal: string
beforeAll(async () => {
  ancrage = await startTestService()
  deal = (await createDealWithout(ancrage, null)).id
})
afterAll(() => ancrage.stop())

/** Gives the deal exactly these moves, past the triggers, and returns the id of the last one. */
async function setMoves(owner: Client, stages: readonly StageCode[], override = false): Promise<string> {
  await owner.query('begin; set local session_replication_role = replica')
  await owner.query('delete from transition_correction where deal_id = $1', [deal])
  await owner.query('delete from transition_text where deal_id = $1', [deal])
  await owner.query('delete from transition where deal_id = $1', [deal])
  const { rows } = await owner.query<{ id: string }>(
    `insert into transition (id, deal_id, ordinal, from_stage, to_stage, effective_on, recorded_at, by_id, acl, override)
     select gen_random_uuid(), d.id, n, $2::jsonb ->> (n - 2)::int, s, '2018-03-01'::date + n::int, now(), u.id, d.masked_acl,
            n = jsonb_array_length($2) and $3
       from deal d, jsonb_array_elements_text($2) with ordinality t (s, n), (select id from "user" limit 1) u
      where d.id = $1 order by n returning id`,
    [deal, JSON.stringify(stages), override],
  )
  // n - 2 is -1 for the opening, which would count from the end
  await owner.query('update transition set from_stage = null where deal_id = $1 and ordinal = 1', [deal])
  await owner.query(
    `insert into transition_text (transition_id, deal_id, reason, acl)
     select t.id, d.id, 'assumed', d.full_acl from transition t join deal d on d.id = t.deal_id where d.id = $1 and t.ordinal > 1`,
    [deal],
  )
  await owner.query(
    `update deal d set stage = r.stage, stage_since = r.since, resume_stage = r.resume_stage, opened_on = r.opened_on
       from recorded_stage($1) r where d.id = $1`,
    [deal],
  )
  await owner.query('commit')
  return rows.at(-1)!.id
}

const versionOf = async () =>
  (await ancrage.run(emails.HEAD, 'query ($id: ID) { deal(id: $id) { version } }', { id: deal })).deal
    .version as number

const correct = async (role: Role, move: string, change: object): Promise<string> => {
  const input = { move, version: await versionOf(), reason: 'It was wrong', ...change }
  const { errors } = await ancrage.request(
    emails[role],
    'mutation ($input: CorrectMoveInput!) { correctMove(input: $input) { id } }',
    { input },
  )
  return errors?.[0]?.extensions.code ?? 'done'
}

/** Each kind of correction of the last move, and whether the deal ends in LANDED or LOST by it. */
const corrections: [string, (to: StageCode) => object, (to: StageCode) => boolean][] = [
  ['another day', () => ({ effectiveOn: '2018-04-01' }), () => false],
  ['another stage', (to) => ({ to: to === 'DORMANT' ? 'LOST' : 'DORMANT' }), (to) => to === 'DORMANT'],
  ['a withdrawal', () => ({ withdrawn: true }), () => false],
]

/** A paused or ended deal continues in one stage only, so a move out of it has no other stage. */
const cases = moves.flatMap(({ from, to }) =>
  corrections
    .filter(([name]) => name !== 'another stage' || resumeOf(from) === null)
    .map(([name, change, endsIn]) => ({
      from,
      to,
      name,
      change: change(to),
      isHeadOnly: ended.includes(from) || ended.includes(to) || endsIn(to),
    })),
)

describe('a recorded move', () => {
  it.each(cases)(
    'from $from to $to is corrected with $name by those who may make both moves',
    async ({ from, to, change, isHeadOnly }) => {
      const answers: Record<string, string> = {}
      for (const role of ['ANALYST', 'ADMIN', 'OFFICER', 'HEAD'] as const)
        answers[role] = await correct(role, await setMoves(ancrage.owner, [...pathTo(from), to]), change)
      expect(answers).toEqual({
        ANALYST: 'FORBIDDEN',
        ADMIN: 'FORBIDDEN',
        OFFICER: isHeadOnly ? 'FORBIDDEN' : 'done',
        HEAD: 'done',
      })
    },
  )
})

describe('an override', () => {
  it('is corrected and withdrawn only by a HEAD', async () => {
    for (const change of [{ effectiveOn: '2018-04-01' }, { withdrawn: true }]) {
      const stages: StageCode[] = ['IDENTIFIED', 'NEGOTIATION']
      expect(await correct('OFFICER', await setMoves(ancrage.owner, stages, true), change)).toBe('FORBIDDEN')
      expect(await correct('HEAD', await setMoves(ancrage.owner, stages, true), change)).toBe('done')
    }
  })
})

describe('TypeScript and SQL', () => {
  const recorded = [null, ...stageCodes].flatMap((from) =>
    stageCodes.flatMap((to) => [true, false].map((override) => ({ from, to, override }))),
  )

  it('require a HEAD for the same corrections', async () => {
    const { rows } = await ancrage.owner.query<{ needed: boolean }>(
      `select needs_head_to_correct(m->>'from', m->>'to', (m->'override')::boolean) as needed
         from jsonb_array_elements($1) with ordinality t(m, n) order by n`,
      [JSON.stringify(recorded)],
    )
    expect(rows.map(({ needed }) => needed)).toEqual(
      recorded.map((move) => needsHeadToCorrect(shippedStages, move)),
    )
  })

  it('require a HEAD for the same moves', async () => {
    const { rows } = await ancrage.owner.query<{ needed: boolean }>(
      `select needs_head_to_move(m->>'from', false) as needed from jsonb_array_elements($1) with ordinality t(m, n) order by n`,
      [JSON.stringify(moves)],
    )
    expect(rows.map(({ needed }) => needed)).toEqual(
      moves.map(({ from, to }) => needsHead[directionOf(shippedStages, from, to, resumeOf(from))!]),
    )
  })
})

describe('the service role, as an OFFICER', () => {
  const attempts: [string, string][] = [
    [
      'withdraw a loss',
      `insert into transition_correction (id, deal_id, transition_id, by_id, recorded_at)
       values (gen_random_uuid(), $1, $2, viewer_id(), now())`,
    ],
    [
      'reopen a lost deal',
      `insert into transition (id, deal_id, ordinal, from_stage, to_stage, effective_on, recorded_at, by_id)
       select gen_random_uuid(), $1, 0, to_stage, 'NEGOTIATION', '2018-06-01', now(), viewer_id() from transition where id = $2`,
    ],
    [
      'record an override',
      `insert into transition (id, deal_id, ordinal, place, from_stage, to_stage, effective_on, recorded_at, by_id, override)
       select gen_random_uuid(), $1, 0, 1.5, 'IDENTIFIED', 'CONTACTED', '2018-03-02', now(), viewer_id(), true from transition where id = $2`,
    ],
  ]

  it.each(attempts)('cannot %s', async (_, sql) => {
    const move = await setMoves(ancrage.owner, pathTo('LOST'))
    const { signIn } = await ancrage.run(
      null,
      'mutation ($input: SignInInput!) { signIn(input: $input) { token } }',
      { input: { email: emails.OFFICER, password: 'ancrage-demo' } },
    )
    const service = new Client({
      connectionString: serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url),
    })
    await service.connect()
    try {
      await service.query('begin')
      await service.query('select from authenticate_token($1)', [tokenHash(signIn.token)])
      await expect(service.query(sql, [deal, move])).rejects.toMatchObject({
        // by the role, or by the table of actions
        code: expect.stringMatching(/^IN00[29]$/) as string,
      })
    } finally {
      await service.query('rollback')
      await service.end()
    }
  })
})
