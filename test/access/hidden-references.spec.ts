/**
 * A row never refers to one that its writer does not see, by the policies alone: with statements of their own, as the role
 * of the service, a user who knows its id gets the answer that an unknown id gets.
 */
import { randomUUID } from 'node:crypto'
import { Client, type DatabaseError } from 'pg'
import { serviceUrl } from '../../src/database/roles.js'
import { tokenHash } from '../../src/core/token.js'
import { startTestService, type TestService } from '../test-service.js'
import { createUser } from './fixture.js'

const head = 'head@awex.example'
const day = { from: '2018-02-06', to: '2018-02-06', precision: 'DAY' }
const source = { kind: 'PRESS', name: 'The Times' }

type World = Record<'prospect' | 'contact' | 'agreement' | 'meeting' | 'claim' | 'deal', string> &
  Record<'participant' | 'party' | 'employment' | 'task' | 'location' | 'projection' | 'stake', string>

let ancrage: TestService
let service: Client
let token: string
let own: World
/** Rows of a SECRET deal of another agency; `masked`: of an INTERNAL one. */
let hidden: World
let masked: World
beforeAll(async () => {
  ancrage = await startTestService()
  service = new Client({ connectionString: serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url) })
  await service.connect()
  token = (await createUser(ancrage, { agency: 'liege-airport', role: 'HEAD', clearance: 'SECRET' })).token
  own = await createWorld('Own', 'OPEN', makeAs(token))
  hidden = await createWorld('Quokka', 'SECRET', makeAsHead)
  masked = await createWorld('Narwhal', 'INTERNAL', makeAsHead)
}, 60_000)
afterAll(async () => {
  await service.end()
  await ancrage.stop()
})

type Make = (verb: string, input: object) => Promise<string>

const textOf = (verb: string) =>
  `mutation ($input: ${verb[0]!.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input) { id } }`
const makeAsHead: Make = async (verb, input) => (await ancrage.run(head, textOf(verb), { input }))[verb].id
const makeAs =
  (bearer: string): Make =>
  async (verb, input) => {
    const { data, errors } = await ancrage.send(bearer, textOf(verb), { input })
    if (errors) throw new Error(JSON.stringify(errors))
    return data[verb].id
  }

async function createWorld(name: string, confidentiality: string, make: Make): Promise<World> {
  const prospect = await make('createProspect', { name: `${name} Group` })
  const deal = await make('openDeal', {
    ...{ codeName: name, title: `${name} title`, confidentiality, prospect },
    openedOn: '2018-01-08',
  })
  const contact = await make('createContact', { name: `${name} Person`, prospect, jobTitle: 'Director' })
  const meeting = await make('recordMeeting', {
    ...{ title: `${name} talk`, when: day, deals: [deal], participants: [{ contact }] },
  })
  const other = await make('createProspect', { name: `${name} Holding` })
  const agreement = await make('recordAgreement', {
    ...{ title: `${name} memorandum`, kind: 'MOU', standing: 'DISCUSSED', deals: [deal] },
    parties: [{ agency: 'awex' }, { prospect }],
  })
  const stated = { statement: `${name} statement`, statedOn: '2018-02-06', source }
  const idOf = async (sql: string, id: string) =>
    (await ancrage.owner.query<{ id: string }>(sql, [id])).rows[0]!.id
  return {
    ...{ prospect, deal, contact, meeting, agreement },
    claim: await make('recordClaim', { prospect, ...stated }),
    task: await make('addTask', { title: `${name} task`, deal, dueOn: '2018-02-07' }),
    location: await make('addLocation', { deal, town: 'Lille', country: 'FR', standing: 'CANDIDATE' }),
    projection: await make('projectJobs', {
      ...{ deal, kind: 'DIRECT', horizon: 'FULL', low: 30, standing: 'REPORTED', source },
      statedOn: '2018-02-06',
    }),
    stake: await make('recordStake', { holder: other, held: prospect, percent: '10' }),
    participant: await idOf('select id from meeting_participant where meeting_id = $1', meeting),
    party: await idOf(
      'select id from agreement_party where agreement_id = $1 and prospect_id is not null',
      agreement,
    ),
    employment: await idOf('select id from employment where contact_id = $1', contact),
  }
}

/** Runs a statement as the user of another agency, and undoes it. Returns `done` or the code of its error. */
async function tryAsOther(sql: string, values: unknown[]): Promise<string> {
  await service.query('begin')
  try {
    await service.query('select from authenticate_token($1)', [tokenHash(token)])
    return await service.query(sql, values).then(
      () => 'done',
      ({ code }: DatabaseError) => code ?? 'unknown',
    )
  } finally {
    await service.query('rollback')
  }
}

/** Adds a copy of a row, with other values. */
async function tryCopy(table: string, key: string, id: string, changes: object): Promise<string> {
  const { rows } = await ancrage.owner.query<{ row: object }>(
    `select to_jsonb(t) as row from ${table} t where ${key} = $1 limit 1`,
    [id],
  )
  const row = { ...rows[0]!.row, ...('id' in rows[0]!.row && { id: randomUUID() }), ...changes }
  const columns = Object.keys(row).join(', ')
  return tryAsOther(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, $1)`,
    [JSON.stringify(row)],
  )
}

/** A row of the user, the column that refers, and to what; `changes` besides. */
const references: [table: string, row: keyof World, column: string, target: keyof World, changes: object][] =
  [
    ['agreement_party', 'party', 'prospect_id', 'prospect', {}],
    ['agreement_party', 'party', 'agreement_id', 'agreement', {}],
    ['claim', 'claim', 'prospect_id', 'prospect', {}],
    ['claim', 'claim', 'agreement_id', 'agreement', { prospect_id: null }],
    ['claim', 'claim', 'deal_id', 'deal', { prospect_id: null }],
    ['meeting_participant', 'participant', 'contact_id', 'contact', { employment_id: null }],
    ['meeting_participant', 'participant', 'meeting_id', 'meeting', {}],
    ['employment', 'employment', 'contact_id', 'contact', {}],
    ['employment', 'employment', 'prospect_id', 'prospect', {}],
    ['stake', 'stake', 'held_id', 'prospect', {}],
    ['task', 'task', 'deal_id', 'deal', {}],
    ['location', 'location', 'deal_id', 'deal', {}],
    ['job_projection', 'projection', 'deal_id', 'deal', {}],
  ]
const links: [table: string, key: string, row: keyof World, column: string, target: keyof World][] = [
  ['meeting_deal', 'meeting_id', 'meeting', 'deal_id', 'deal'],
  ['meeting_deal', 'meeting_id', 'meeting', 'meeting_id', 'meeting'],
  ['agreement_deal', 'agreement_id', 'agreement', 'deal_id', 'deal'],
  ['agreement_deal', 'agreement_id', 'agreement', 'agreement_id', 'agreement'],
]

// Without this, a statement that fails for another reason would pass for one that the policies refuse.
describe('what belongs to a deal of the own agency', () => {
  it.each(references)('%s of %s can refer by %s to its %s', async (table, row, column, target, changes) => {
    expect(await tryCopy(table, 'id', own[row], { ...changes, [column]: own[target] })).not.toBe('42501')
  })

  it.each(links)('%s by %s of %s can refer by %s to its %s', async (table, key, row, column, target) => {
    expect(await tryCopy(table, key, own[row], { [column]: own[target] })).not.toBe('42501')
  })
})

describe.each([
  ['SECRET', () => hidden],
  ['INTERNAL', () => masked],
])('what belongs to a deal that is %s for another agency', (_, worldOf) => {
  it.each(references)(
    '%s of %s cannot refer by %s to its %s',
    async (table, row, column, target, changes) => {
      const add = (id: string) => tryCopy(table, 'id', own[row], { ...changes, [column]: id })
      expect([await add(worldOf()[target]), await add(randomUUID())]).toEqual(['42501', '42501'])
    },
  )

  it.each(links)('%s by %s of %s cannot refer by %s to its %s', async (table, key, row, column, target) => {
    const add = (id: string) => tryCopy(table, key, own[row], { [column]: id })
    expect([await add(worldOf()[target]), await add(randomUUID())]).toEqual(['42501', '42501'])
  })

  it('cannot be the company of a deal of the other agency', async () => {
    const change = (id: string) =>
      tryAsOther('update deal_identity set prospect_id = $1 where deal_id = $2', [id, own.deal])
    expect([await change(worldOf().prospect), await change(randomUUID())]).toEqual(['42501', '42501'])
  })
})

it('an embargo is not lifted by a statement about all claims, of a user outside its circle', async () => {
  const count = async (): Promise<number> => {
    await service.query('begin')
    try {
      await service.query('select from authenticate_token($1)', [tokenHash(token)])
      // without a condition, which would apply the policy of reading as well
      return (await service.query('update claim set version = 9')).rowCount!
    } finally {
      await service.query('rollback')
    }
  }
  const deal = await makeAsHead('openDeal', { codeName: 'Lotus', title: 'A plant', confidentiality: 'OPEN' })
  const stated = { deal, statement: 'It comes', statedOn: '2018-02-06', source }
  await makeAsHead('recordClaim', stated)
  const before = await count()
  const circle = (await createUser(ancrage, { agency: 'awex', role: 'OFFICER', clearance: 'OPEN' })).id
  await makeAsHead('recordClaim', {
    ...{ ...stated, embargoUntil: '2190-01-01T00:00:00.000Z', embargoCircle: { users: [circle] } },
  })
  expect([before > 0, await count()]).toEqual([true, before])
})

it('an employment that does not show its contact is hidden with the contact', async () => {
  const open = await createWorld('Zebra', 'OPEN', makeAsHead)
  const quiet = await makeAsHead('createEmployment', {
    ...{ contact: hidden.contact, prospect: open.prospect, showsContact: false },
  })
  const seen = async (id: string): Promise<number> => {
    await service.query('begin')
    try {
      await service.query('select from authenticate_token($1)', [tokenHash(token)])
      return (await service.query('select from employment where id = $1', [id])).rowCount!
    } finally {
      await service.query('rollback')
    }
  }
  expect([await seen(open.employment), await seen(quiet)]).toEqual([1, 0])
})
