/** Deactivation of a user, with what they hold. */
import { dealClient } from './deal-client.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const admin = 'admin@awex.example'
const holdings =
  'query ($id: ID!) { users(where: { id: { eq: $id } }) { nodes { officerOf { nodes { id } } openTasks { nodes { id } } plannedMeetings { nodes { id } } needToKnowOf { totalCount } apiKeys { nodes { revokedAt } } } } }'
const deactivate =
  'mutation ($input: DeactivateUserInput!) { deactivateUser(input: $input) { active officerOf { totalCount } openTasks { totalCount } plannedMeetings { totalCount } } }'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const write = async (mutation: string, input: object, as = head) => {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  return (
    await ancrage.run(as, `mutation ($input: ${type}!) { ${mutation}(input: $input) { id } }`, { input })
  )[mutation].id as string
}
const readHoldings = async (id: string, as = admin) =>
  (await ancrage.run(as, holdings, { id })).users.nodes[0]
let count = 0
const aUser = async (more: object = {}) => {
  const email = `user${++count}@awex.example`
  return { email, id: await ancrage.addUser({ email, clearance: 'RESTRICTED', ...more }) }
}
const deal = (officer: string, confidentiality: string) =>
  write('openDeal', {
    codeName: 'Lotus',
    title: 'A centre',
    openedOn: '2018-01-08',
    confidentiality,
    officer,
  })

it('lists what an ADMIN sees of it, and hands it over in one call', async () => {
  const [leaving, successor] = [await aUser(), await aUser()]
  const open = await deal(leaving.id, 'OPEN')
  const hidden = await deal(leaving.id, 'SECRET')
  const task = await write('addTask', { title: 'To do', dueOn: '2018-03-01', assignee: leaving.id })
  const when = { from: '2118-02-01', to: '2118-02-01', precision: 'DAY' }
  const meeting = await write('planMeeting', {
    title: 'A meeting',
    when,
    participants: [{ user: leaving.id }],
  })
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  await ancrage.run(
    leaving.email,
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key } }',
    { input: { name: 'A key', expiresAt } },
  )
  expect(await readHoldings(leaving.id)).toEqual({
    officerOf: { nodes: [{ id: open }] },
    openTasks: { nodes: [{ id: task }] },
    plannedMeetings: { nodes: [{ id: meeting }] },
    needToKnowOf: { totalCount: 0 },
    apiKeys: { nodes: [{ revokedAt: null }] },
  })
  expect((await readHoldings(leaving.id, head)).needToKnowOf.totalCount).toBe(1)
  const input = { id: leaving.id, version: 1, newOfficer: successor.id, newAssignee: successor.id }
  expect((await ancrage.run(admin, deactivate, { input })).deactivateUser).toEqual({
    active: false,
    officerOf: { totalCount: 0 },
    openTasks: { totalCount: 0 },
    plannedMeetings: { totalCount: 0 },
  })
  expect(await readHoldings(successor.id)).toMatchObject({
    officerOf: { nodes: [{ id: open }] },
    openTasks: { nodes: [{ id: task }] },
    plannedMeetings: { nodes: [{ id: meeting }] },
  })
  const { rows } = await ancrage.owner.query('select officer_id from deal where id = $1', [hidden])
  expect(rows).toEqual([{ officer_id: leaving.id }])
  const { history } = await ancrage.run(
    head,
    `{ history(subject: "${open}", where: { verb: { eq: "deactivateUser" } }) { nodes { by { email } before after } } }`,
  )
  expect(history.nodes).toEqual([
    { by: { email: admin }, before: { officerId: leaving.id }, after: { officerId: successor.id } },
  ])
  const { viewer } = await ancrage.run(
    head,
    '{ viewer { accountNotices { nodes { kind about { email } } } } }',
  )
  expect(viewer.accountNotices.nodes).toEqual([{ kind: 'DEACTIVATED', about: { email: leaving.email } }])
})

it('names only an active officer or HEAD as the new officer', async () => {
  const { id } = await aUser()
  const analyst = await aUser({ role: 'ANALYST' })
  const { errors } = await ancrage.request(admin, deactivate, {
    input: { id, version: 1, newOfficer: analyst.id },
  })
  expect(errors?.[0]?.extensions.fields).toMatchObject([{ path: 'input.newOfficer', code: 'NOT_AN_OFFICER' }])
})

it('names only an active user as successor', async () => {
  const [leaving, gone] = [await aUser(), await aUser()]
  await ancrage.owner.query('update "user" set active = false where id = $1', [gone.id])
  for (const field of ['newOfficer', 'newAssignee']) {
    const input = { id: leaving.id, version: 1, [field]: gone.id }
    const { errors } = await ancrage.request(admin, deactivate, { input })
    expect(errors?.[0]?.extensions.fields).toMatchObject([{ path: `input.${field}`, code: 'NOT_ACTIVE' }])
  }
})

it('hands over nothing that is not for the successor', async () => {
  const [leaving, successor] = [await aUser(), await aUser({ agency: 'liege-airport', clearance: 'OPEN' })]
  const left = await deal(leaving.id, 'OPEN')
  const team = dealClient(ancrage)
  await team.join(left, 'liege-airport', 'SUPPORT', '2018-02-01')
  await team.leave(left, 'liege-airport', '2018-02-02')
  const masked = await deal(leaving.id, 'INTERNAL')
  const task = await write('addTask', {
    ...{ title: 'To do', dueOn: '2018-03-01', deal: masked, assignee: leaving.id },
  })
  const day = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
  const participants = [{ user: leaving.id }]
  const held = await write('recordMeeting', { title: 'Held', when: day, participants })
  const input = { id: leaving.id, version: 1, newOfficer: successor.id, newAssignee: successor.id }
  await ancrage.run(admin, deactivate, { input })
  const { rows } = await ancrage.owner.query(
    `select (select officer_id from deal where id = $1) as officer, (select assignee_id from task where id = $2) as assignee,
       (select user_id from meeting_participant where meeting_id = $3) as participant`,
    [left, task, held],
  )
  expect(rows).toEqual([{ officer: leaving.id, assignee: leaving.id, participant: leaving.id }])
})

it('leaves one place to a successor who takes part in the same meeting', async () => {
  const [leaving, successor] = [await aUser(), await aUser()]
  const when = { from: '2118-02-01', to: '2118-02-01', precision: 'DAY' }
  const participants = [{ user: leaving.id }, { user: successor.id }]
  const meeting = await write('planMeeting', { title: 'A meeting', when, participants })
  const input = { id: leaving.id, version: 1, newAssignee: successor.id }
  await ancrage.run(admin, deactivate, { input })
  const { rows } = await ancrage.owner.query(
    'select user_id as id from meeting_participant where meeting_id = $1',
    [meeting],
  )
  expect(rows).toEqual([{ id: successor.id }])
})
