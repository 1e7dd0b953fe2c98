/** What was recorded about a user in another agency, or with a higher clearance, is hidden from the ADMIN of today. */
import { createExportClient } from '../exports.js'
import { startTestService, type TestService } from '../test-service.js'

const adminThen = 'admin@awex.example'
const adminNow = 'admin@liege-airport.example'
const word = 'Axolotl'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const write = async (email: string, verb: string, input: object, selection = 'id') => {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const mutation = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`
  return (await ancrage.run(email, mutation, { input }))[verb]
}

/** A HEAD who has signed in and exported, issued a summary, and removed one of two saved questions. */
async function aHeadWithPast(): Promise<{ id: string; email: string }> {
  const email = `head${Math.random().toString(36).slice(2)}@awex.example`
  const id = await ancrage.addUser({ email, role: 'HEAD', clearance: 'SECRET' })
  const where = { title: { contains: word } }
  const question = { list: 'deals', where }
  await write(email, 'saveQuestion', { name: `On ${word}`, shared: false, question })
  const removed = await write(email, 'saveQuestion', { name: word, shared: false, question }, 'id version')
  await write(email, 'removeQuestion', removed)
  const path = `exports/deals.csv?where=${encodeURIComponent(JSON.stringify(where))}`
  expect((await createExportClient(ancrage).fetch(email, path)).status).toBe(200)
  await write(email, 'issueWeeklySummary', { agency: 'awex', week: '2018-W05' })
  return { id, email }
}

/** Returns what a user did and what was recorded about them, as `reader` sees it. */
async function traceOf(id: string, reader: string): Promise<string[]> {
  const query =
    'query ($id: ID!) { by: history(by: $id, first: 100) { nodes { verb before after } } of: history(subject: $id, first: 100) { nodes { verb } } users(where: { id: { eq: $id } }) { nodes { signIns(first: 100) { nodes { succeeded } } } } }'
  const { by, of, users } = await ancrage.run(reader, query, { id })
  const signIns = users.nodes[0].signIns.nodes
  const verbs = [...by.nodes, ...of.nodes].map(({ verb }: { verb: string }) => verb)
  const texts = JSON.stringify(by).includes(word) ? ['with texts'] : []
  return [...new Set(verbs), ...signIns.map(() => 'a sign-in'), ...texts].sort()
}

const everything = ['a sign-in', 'export', 'removeQuestion', 'saveQuestion', 'signIn', 'with texts']

async function move(id: string): Promise<void> {
  const { rows } = await ancrage.owner.query('select version from "user" where id = $1', [id])
  await write(adminThen, 'updateUser', { id, version: rows[0].version, agency: 'liege-airport' })
  const query =
    'query ($id: ID!) { userChanges(where: { user: { id: { eq: $id } }, status: { eq: PENDING } }) { nodes { id } } }'
  const [pending] = (await ancrage.run(adminNow, query, { id })).userChanges.nodes
  await write(adminNow, 'approveUserChange', { id: pending.id })
}

describe('the trail of a user', () => {
  it('written in an earlier agency is hidden from the ADMIN of the next one, and not from the user', async () => {
    const { id, email } = await aHeadWithPast()
    expect(await traceOf(id, adminThen)).toEqual(expect.arrayContaining(['a sign-in', 'issueWeeklySummary']))
    await move(id)
    expect(await traceOf(id, adminNow)).toEqual(['approveUserChange'])
    expect(await traceOf(id, email)).toEqual(expect.arrayContaining(everything))
    await write(email, 'saveQuestion', { name: 'Here', shared: false, question: { list: 'sites' } })
    expect(await traceOf(id, adminNow)).toEqual(expect.arrayContaining(['approveUserChange', 'saveQuestion']))
    expect(await traceOf(id, adminNow)).not.toContain('with texts')
    expect(await traceOf(id, adminThen)).not.toContain('saveQuestion')
  })

  it('written with a higher clearance is hidden from an ADMIN without it, as before it was lowered', async () => {
    const { id } = await aHeadWithPast()
    expect(await traceOf(id, adminThen)).not.toContain('with texts')
    const { rows } = await ancrage.owner.query('select version from "user" where id = $1', [id])
    await write(adminThen, 'updateUser', { id, version: rows[0].version, clearance: 'OPEN', role: 'OFFICER' })
    const verbs = await traceOf(id, adminThen)
    expect(verbs).toEqual(expect.arrayContaining(['a sign-in', 'signIn', 'updateUser']))
    expect(verbs.filter((verb) => /export|Question|texts/.test(verb))).toEqual([])
  })
})
