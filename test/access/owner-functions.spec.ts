/** Each function that the service may call with the owner's rights, called by a user who may see nothing of what it could touch. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { Client, type DatabaseError } from 'pg'
import { packageFolder } from '../../src/core/package-folder.js'
import { tokenHash } from '../../src/core/token.js'
import { serviceRole, serviceUrl } from '../../src/database/roles.js'
import { startTestService, type TestService } from '../test-service.js'
import { createUser } from './fixture.js'
import { absentIds, changedTables, contentOf, createHiddenWorld, type HiddenIds } from './hidden-world.js'

/** The rows of docs/owner-rights.md. */
const listed = readFileSync(join(packageFolder(), 'docs', 'owner-rights.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim())
    const name = /^`(\w+)`$/.exec(cells[1] ?? '')?.[1]
    return name && cells.length === 6
      ? [{ name, caller: cells[2]!, reads: cells[3]!, changes: cells[4]! }]
      : []
  })

interface OwnerFunction {
  name: string
  /** With a value of every parameter that is not generated. */
  signature: string
  types: string[]
  names: string[]
  returnsTrigger: boolean
  granted: boolean
}

let ancrage: TestService
let service: Client
let hidden: HiddenIds
let absent: HiddenIds
let caller: { id: string; token: string }
let functions: OwnerFunction[]

beforeAll(async () => {
  ancrage = await startTestService()
  hidden = await createHiddenWorld(ancrage)
  absent = absentIds(hidden)
  caller = await createUser(ancrage, { agency: 'liege-airport', role: 'HEAD', clearance: 'OPEN' })
  service = new Client({ connectionString: serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url) })
  await service.connect()
  const { rows } = await ancrage.owner.query<OwnerFunction>(
    `select p.proname as name, p.oid::regprocedure::text as signature, p.prorettype = 'trigger'::regtype as "returnsTrigger",
        array(select format_type(t, null) from unnest(p.proargtypes) with ordinality u (t, n) order by n) as types,
        coalesce(p.proargnames[:p.pronargs], '{}') as names,
        has_function_privilege($1, p.oid, 'execute') as granted
       from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace order by 1`,
    [serviceRole],
  )
  functions = rows
}, 120_000)
afterAll(async () => {
  await service.end()
  await ancrage.stop()
})

describe('docs/owner-rights.md', () => {
  it('lists every function that runs as the owner, and no other', () => {
    expect(listed.map(({ name }) => name)).toEqual([...new Set(functions.map(({ name }) => name))])
  })

  it('says of each who calls it, what it reads and what it changes', () => {
    expect(listed.filter(({ caller, reads, changes }) => !caller || !reads || !changes)).toEqual([])
    for (const { name, granted, returnsTrigger } of functions) {
      const who = listed.find((row) => row.name === name)!.caller
      expect([name, who]).toEqual([
        name,
        returnsTrigger
          ? 'trigger'
          : granted
            ? expect.stringMatching(/^(viewer|process|anonymous)$/)
            : 'owner',
      ])
    }
  })
})

/** Functions that policies and services call for a row that the caller sees: their answer about a hidden one differs. */
const answersAboutIds = [
  'can_see_every_deal_of_agreement',
  'can_see_every_deal_of_meeting',
  'has_agreement_deal',
  'is_receiving_deal',
  'lock_received_deal',
]

/** Functions that change the session of the caller, or count on: undone, so that the next call finds the same. */
const undone = [
  'end_other_sessions',
  'end_own_session',
  'end_session',
  'extend_session',
  'next_deal_reference',
]

/** What a function adds on behalf of the caller, in tables where it changes no row of others. */
const ownRows: Record<string, readonly string[]> = {
  issue_weekly_summary: [
    'weekly_deal',
    'weekly_deal_acl',
    'weekly_deal_text',
    'weekly_line',
    'weekly_summary',
  ],
  record_failed_sign_in: ['audit_entry'],
  record_refused_read: ['refused_read'],
}

/** Returns the lists of arguments with which a function is attacked: each id in turn, wherever it takes one. */
function argumentsFor({ types, names }: OwnerFunction, world: HiddenIds): unknown[][] {
  const fill = (id: string | undefined) =>
    types.map((type, i) => {
      const name = names[i] ?? ''
      if (type === 'uuid') return /summary|entry|^id$/.test(name) ? randomUUID() : (id ?? caller.id)
      if (type === 'uuid[]') return [id ?? caller.id]
      if (type === 'text[]') return [world.reference]
      if (type === 'bigint[]') return [0]
      if (type === 'bytea[]') return [tokenHash('forged')]
      if (type === 'bytea') return tokenHash('forged')
      if (type === 'date') return '2018-01-01'
      if (type === 'integer') return 1
      if (type === 'boolean') return true
      if (type === 'interval') return '1 hour'
      if (type.startsWith('timestamp')) return '2018-02-20'
      if (type === 'inet') return '127.0.0.1'
      return name.includes('week') ? '2018-W07' : name === 'region' ? 'WAL' : 'text'
    })
  const takesId = types.some((type) => type.startsWith('uuid'))
  return takesId
    ? Object.values(world)
        .filter((id) => id !== world.reference)
        .map(fill)
    : [fill(undefined)]
}

/** Calls a function as the caller, in a transaction that is committed, and returns what each call answers. */
async function attack({ name, types, ...rest }: OwnerFunction, world: HiddenIds): Promise<string[]> {
  const answers: string[] = []
  await service.query('begin')
  await service.query('select from authenticate_token($1)', [tokenHash(caller.token)])
  for (const values of argumentsFor({ name, types, ...rest }, world)) {
    await service.query('savepoint here')
    const params = types.map((type, i) => `$${i + 1}::${type}`).join(', ')
    const answer = await service
      .query(`select t::text as answer from ${name}(${params}) t`, values)
      .then(({ rows }) => JSON.stringify(rows))
      .catch(async ({ code }: DatabaseError) => {
        await service.query('rollback to savepoint here')
        return `error ${code}`
      })
    answers.push(answer.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'the id'))
  }
  await service.query(undone.includes(name) ? 'rollback' : 'commit')
  return answers
}

it('a caller who may see nothing changes nothing, and learns nothing', async () => {
  const attacked = functions.filter(({ granted, returnsTrigger }) => granted && !returnsTrigger)
  expect(attacked.length).toBeGreaterThan(50)
  for (const one of attacked) {
    const before = await contentOf(ancrage, [caller.id])
    const [about, elsewhere] = [await attack(one, hidden), await attack(one, absent)]
    if (!answersAboutIds.includes(one.name)) expect([one.name, about]).toEqual([one.name, elsewhere])
    const changed = changedTables(before, await contentOf(ancrage, [caller.id]))
    expect([one.name, changed.filter((table) => !ownRows[one.name]?.includes(table))]).toEqual([one.name, []])
  }
}, 240_000)
