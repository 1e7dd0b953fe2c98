/** Two HEADs raise and lower the confidentiality of a deal as fast as they can, while others read it continuously. */
import { setTimeout as pause } from 'node:timers/promises'
import { startTestService, type TestService } from '../test-service.js'
import { slowPathHeaders, watchFastPath, type FastPathWatch } from '../fast-path-watch.js'
import { runMutation } from './witnessed-deal.js'
import { expectedAccess, type Access, type Level } from './table.js'
import { createUser } from './fixture.js'

let ancrage: TestService
let early: FastPathWatch
beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: 100_000_000, poolSize: 10 })
  early = watchFastPath()
})
afterAll(async () => {
  early.stop()
  await ancrage.stop()
})

const rounds = 20

/** An acknowledged change: it may apply from `sent` on, and it applies from `done` on. */
interface Change {
  version: number
  level: Level
  sent: number
  done: number
}

interface RaceDeal {
  id: string
  /** The title of the deal, and the name or text of its prospect and claim. */
  word: string
}

interface Reading {
  sent: number
  done: number
  answer: any
}

/** Switches between two levels. Retries on CONFLICT, when the other HEAD was faster. */
async function switchLevels(
  token: string,
  { id, word }: RaceDeal,
  levels: [Level, Level],
  changes: Change[],
): Promise<void> {
  const text =
    'mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { version confidentiality title masked } }'
  for (let n = 0; n < rounds;) {
    const { data } = await ancrage.send(token, `{ deal(id: "${id}") { version confidentiality } }`)
    const { version, confidentiality } = data.deal
    const to = levels.find((level) => level !== confidentiality)!
    const sent = performance.now()
    const answer = await ancrage.send(token, text, { input: { id, version, confidentiality: to } })
    const done = performance.now()
    if (answer.errors) {
      expect(answer.errors[0]!.extensions).toMatchObject({ code: 'CONFLICT' })
      continue
    }
    n++
    const deal = answer.data.updateDeal
    expect(deal).toMatchObject({ confidentiality: to, masked: false, title: word })
    changes.push({ version: deal.version, level: to, sent, done })
  }
}

const query = `query ($id: ID!, $word: String!) {
  deal(id: $id) { version masked title confidentiality prospect { name } claims { totalCount } }
  deals(where: { id: { eq: $id } }) { totalCount nodes { version masked title } }
  byTitle: deals(where: { title: { eq: $word } }) { totalCount }
  prospects(where: { name: { eq: $word } }) { totalCount }
  claims(where: { statement: { eq: $word } }) { totalCount }
  pipelineStatus(where: { id: { eq: $id } }) { total { deals } }
}`

/** Reads the deal again and again while others change it. */
async function readWhile(
  token: string,
  deal: RaceDeal,
  isBusy: () => boolean,
  headers: object,
): Promise<Reading[]> {
  const readings: Reading[] = []
  while (isBusy()) {
    const sent = performance.now()
    const { data, errors } = await ancrage.send(token, query, deal, { ...headers })
    if (errors) throw new Error(JSON.stringify(errors))
    readings.push({ sent, done: performance.now(), answer: data })
  }
  return readings
}

/** Returns the answer for one version of the deal. */
function expectedAnswer(
  word: string,
  access: Access,
  version: number | undefined,
  level: Level | undefined,
): object {
  const [full, some] = [access === 'FULL', access !== 'NONE']
  const count = { totalCount: full ? 1 : 0 }
  const node = { version, masked: !full, title: full ? word : 'Narwhal' }
  return {
    deal: some
      ? { ...node, confidentiality: level, prospect: full ? { name: word } : null, claims: count }
      : null,
    deals: { totalCount: some ? 1 : 0, nodes: some ? [node] : [] },
    byTitle: count,
    prospects: count,
    claims: count,
    pipelineStatus: { total: { deals: some ? 1 : 0 } },
  }
}

it.each([
  ['an officer of the team', ['RESTRICTED', 'SECRET'], 'awex', 'LEAD'],
  ['an officer of another agency', ['OPEN', 'SECRET'], 'cabinet-michel', 'OTHER'],
  ['an officer of another agency', ['INTERNAL', 'RESTRICTED'], 'cabinet-michel', 'OTHER'],
] as const)(
  '%s reads one consistent version, never one that was outdated before the request: %j',
  async (_, [low, high], agency, relation) => {
    const heads = [
      await createUser(ancrage, { agency: 'awex', role: 'HEAD', clearance: 'SECRET' }),
      await createUser(ancrage, { agency: 'awex', role: 'HEAD', clearance: 'SECRET' }),
    ]
    const { token } = await createUser(ancrage, { agency, role: 'OFFICER', clearance: 'SECRET' })
    const word = `Quokka of ${relation} ${low}`
    const prospect = (await runMutation(ancrage, 'createProspect', { name: word })).id as string
    const { id } = await runMutation(ancrage, 'openDeal', {
      ...{ codeName: 'Narwhal', title: word, prospect, confidentiality: low },
    })
    const source = { kind: 'PRESS' }
    await runMutation(ancrage, 'recordClaim', {
      deal: id,
      statement: word,
      statedOn: '2018-02-06',
      source,
    })
    for (const { id: user } of heads) await runMutation(ancrage, 'addToNeedToKnow', { deal: id, user })
    const first = (await ancrage.send(heads[0]!.token, `{ deal(id: "${id}") { version } }`)).data.deal.version
    const changes: Change[] = [{ version: first, level: low, sent: 0, done: 0 }]
    let busy = true
    const writes = Promise.all(
      heads.map((head) => switchLevels(head.token, { id, word }, [low, high], changes)),
    ).finally(() => (busy = false))
    const reads = [slowPathHeaders, {}, {}].map((headers) =>
      readWhile(token, { id, word }, () => busy, headers),
    )
    const [readings] = await Promise.all([Promise.all(reads).then((all) => all.flat()), writes])

    const outcomes = new Set<string>()
    for (const { sent, done, answer } of readings) {
      const latestVersion = Math.max(
        ...changes.filter((change) => change.done < sent).map(({ version }) => version),
      )
      const possible = changes.filter((change) => change.version >= latestVersion && change.sent <= done)
      const accessOf = ({ level }: Change) => expectedAccess(level, 'OFFICER', 'SECRET', relation)
      const candidates = answer.deal
        ? possible.filter(({ version }) => version === answer.deal.version)
        : possible.filter((change) => accessOf(change) === 'NONE')
      expect(candidates.length).toBeGreaterThan(0)
      const { version, level } = candidates[0]!
      const access = accessOf(candidates[0]!)
      expect(answer).toEqual(expectedAnswer(word, access, version, level))
      outcomes.add(access)
    }
    // the readers were fast enough to see both levels
    expect([...outcomes].sort()).toEqual(
      [...new Set([low, high].map((level) => expectedAccess(level, 'OFFICER', 'SECRET', relation)))].sort(),
    )
    expect(early.wasUsed()).toBe(true)
  },
  60_000,
)

it('refuses a writer whose agency leaves the team while the writer waits for the deal', async () => {
  const deal = await runMutation(
    ancrage,
    'openDeal',
    {
      ...{ codeName: 'Lotus', title: 'A plant', openedOn: '2018-01-02', confidentiality: 'OPEN' },
    },
    'id version',
  )
  await runMutation(
    ancrage,
    'joinDeal',
    { deal: deal.id, agency: 'liege-airport', role: 'SUPPORT', from: '2018-01-03' },
    'id',
  )
  const writer = await createUser(ancrage, {
    agency: 'liege-airport',
    role: 'OFFICER',
    clearance: 'INTERNAL',
  })
  const task = { input: { title: 'Call', dueOn: '2018-02-01', deal: deal.id } }
  const addTask = () =>
    ancrage.send(writer.token, 'mutation ($input: AddTaskInput!) { addTask(input: $input) { id } }', task)
  expect((await addTask()).errors).toBeUndefined()
  const { owner } = ancrage
  await owner.query('begin')
  await owner.query('select from deal where id = $1 for update', [deal.id])
  const answer = addTask()
  await waitForLock()
  await owner.query(
    `update deal_team set until_day = '2018-03-01', end_recorded_at = now()
     where deal_id = $1 and agency_id = (select id from agency where code = 'liege-airport')`,
    [deal.id],
  )
  await owner.query('commit')
  expect((await answer).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' })
})

/** Waits until a statement of the service waits for a lock. */
async function waitForLock(): Promise<void> {
  const blocked = `select from pg_stat_activity
    where datname = current_database() and usename = 'ancrage_service' and wait_event_type = 'Lock'`
  while ((await ancrage.owner.query(blocked)).rows.length === 0) await pause(10)
}

it('answers FORBIDDEN when a policy refuses what the service has allowed', async () => {
  await ancrage.owner.query(
    'create policy refuse_all on task as restrictive for insert to ancrage_service with check (false)',
  )
  const addTask = 'mutation ($input: AddTaskInput!) { addTask(input: $input) { id } }'
  const { errors } = await ancrage.request('head@awex.example', addTask, {
    input: { title: 'Call', dueOn: '2018-02-01' },
  })
  await ancrage.owner.query('drop policy refuse_all on task')
  expect(errors?.[0]).toMatchObject({
    message: expect.stringContaining('your access has changed'),
    extensions: { code: 'FORBIDDEN' },
  })
})
