/** Each function that the service may call with the owner's rights, called by a user who may see nothing of what it could touch. */
import { randomUUID } from 'node:crypto'
import { Client, type DatabaseError } from 'pg'
import { tokenHash } from '../../src/core/token.js'
import { serviceUrl } from '../../src/database/roles.js'
import { startTestService, type TestService } from '../test-service.js'
import { createUser } from './fixture.js'
import { absentIds, changedTables, contentOf, createHiddenWorld, type HiddenIds } from './hidden-world.js'
import {
  callOf,
  listedOwnerFunctions,
  readOwnerFunctions,
  type OwnerFunction,
} from './owner-function-calls.js'

const listed = listedOwnerFunctions()

let ancrage: TestService
let service: Client
let hidden: HiddenIds
let absent: HiddenIds
let caller: { id: string; token: string }
/** A user whose row every user sees, and who sends no request. */
let victim: { id: string }
let functions: OwnerFunction[]

beforeAll(async () => {
  ancrage = await startTestService()
  hidden = await createHiddenWorld(ancrage)
  absent = absentIds(hidden)
  caller = await createUser(ancrage, { agency: 'liege-airport', role: 'HEAD', clearance: 'OPEN' })
  victim = await createUser(ancrage, { agency: 'awex', role: 'OFFICER', clearance: 'OPEN' })
  service = new Client({ connectionString: serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url) })
  await service.connect()
  functions = await readOwnerFunctions(ancrage)
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
  record_refused_read: ['refused_read'],
}

const takesId = ({ types, rowTypes }: OwnerFunction): boolean =>
  types.some((type) => type.startsWith('uuid') || rowTypes.includes(type))

/** The ids with which a function is attacked: each in turn, wherever it takes one. */
const idsFor = (one: OwnerFunction, world: HiddenIds): string[] =>
  takesId(one) ? Object.values(world).filter((id) => id !== world.reference) : [caller.id]

/**
 * Calls a function with each id, in a transaction that is committed, and returns what each call answers; as the caller, or
 * without a viewer. An argument of the wrong type would be refused before the function runs, and so prove nothing.
 */
async function attack(
  one: OwnerFunction,
  ids: string[],
  reference: string,
  isSignedIn = true,
): Promise<string[]> {
  const answers: string[] = []
  await service.query('begin')
  if (isSignedIn) await service.query('select from authenticate_token($1)', [tokenHash(caller.token)])
  for (const id of ids) {
    await service.query('savepoint here')
    const { sql, values } = callOf(one, { id, reference })
    const answer = await service
      .query(`select t::text as answer from ${sql} t`, values)
      .then(({ rows }) => JSON.stringify(rows))
      .catch(async ({ code }: DatabaseError) => {
        await service.query('rollback to savepoint here')
        return `error ${code}`
      })
    expect([one.name, answer]).toEqual([one.name, expect.not.stringMatching(/^error (22|42(?!501))/)])
    answers.push(answer.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'the id'))
  }
  await service.query(undone.includes(one.name) ? 'rollback' : 'commit')
  return answers
}

it('a caller who may see nothing changes nothing, and learns nothing', async () => {
  const attacked = functions.filter(({ granted, returnsTrigger }) => granted && !returnsTrigger)
  expect(attacked.length).toBeGreaterThan(50)
  const read = () =>
    contentOf(ancrage, [caller.id], { usage: `user_id = '${victim.id}'`, sign_in_attempt: 'true' })
  for (const one of attacked) {
    const before = await read()
    const about = await attack(one, idsFor(one, hidden), hidden.reference!)
    const elsewhere = await attack(one, idsFor(one, absent), absent.reference!)
    if (!answersAboutIds.includes(one.name)) expect([one.name, about]).toEqual([one.name, elsewhere])
    for (const isSignedIn of [true, false])
      await attack(one, takesId(one) ? [victim.id] : [randomUUID()], hidden.reference!, isSignedIn)
    const changed = changedTables(before, await read())
    expect([one.name, changed.filter((table) => !ownRows[one.name]?.includes(table))]).toEqual([one.name, []])
  }
}, 240_000)
