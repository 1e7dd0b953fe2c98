import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const airport = 'officer@liege-airport.example'

const fields = `id version title details dueOn overdue completedOn completedBy { email } assignee { email }
  enteredBy { code } deal { codeName } meeting { title }`
const add = `mutation ($input: AddTaskInput!) { addTask(input: $input) { ${fields} } }`
const update = `mutation ($input: UpdateTaskInput!) { updateTask(input: $input) { ${fields} } }`
const complete = `mutation ($input: CompleteTaskInput!) { completeTask(input: $input) { ${fields} } }`

describe('a task', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService()
  })
  afterAll(() => ancrage.stop())

  const aDeal = async (email: string, more: object = {}): Promise<string> =>
    (
      await ancrage.run(email, 'mutation ($input: OpenDealInput!) { openDeal(input: $input) { id } }', {
        input: { codeName: 'Lotus', title: 'A centre', ...more },
      })
    ).openDeal.id
  const aTask = async (email: string, more: object = {}) =>
    (await ancrage.run(email, add, { input: { title: 'Call', dueOn: '2018-04-01', ...more } })).addTask
  const errorOf = async (email: string, query: string, input: object) =>
    (await ancrage.request(email, query, { input })).errors?.[0]?.extensions
  const idOf = async (email: string): Promise<string> =>
    (await ancrage.run(email, '{ viewer { id } }')).viewer.id
  const today = async (): Promise<string> =>
    (await ancrage.owner.query(`select (now() at time zone 'Europe/Brussels')::date::text as day`)).rows[0]
      .day

  it('is added for a deal and an assignee, by default for the user', async () => {
    const deal = await aDeal(head)
    const task = await aTask(head, { deal, details: 'By telephone', assignee: await idOf(officer) })
    expect(task).toMatchObject({
      version: 1,
      title: 'Call',
      details: 'By telephone',
      dueOn: '2018-04-01',
      assignee: { email: officer },
      deal: { codeName: 'Lotus' },
      meeting: null,
      completedOn: null,
      completedBy: null,
      enteredBy: { code: 'awex' },
    })
    expect(await aTask(head)).toMatchObject({ assignee: { email: head }, deal: null })
    const answer = await ancrage.run(
      head,
      'query ($id: ID!) { deal(id: $id) { tasks(where: { assignee: { email: { eq: "officer@awex.example" } } }) { nodes { title } } } }',
      { id: deal },
    )
    expect(answer.deal.tasks.nodes).toEqual([{ title: 'Call' }])
  })

  it('is overdue from the day after its due date in Brussels until it is completed', async () => {
    const { rows } = await ancrage.owner.query(
      `select (now() at time zone 'Europe/Brussels')::date::text as today, ((now() at time zone 'Europe/Brussels')::date - 1)::text as yesterday`,
    )
    expect(await aTask(head, { dueOn: rows[0].today })).toMatchObject({ overdue: false })
    const late = await aTask(head, { dueOn: rows[0].yesterday })
    expect(late).toMatchObject({ overdue: true })
    const { tasks } = await ancrage.run(
      head,
      '{ tasks(where: { overdue: { eq: true }, title: { eq: "Call" } }, first: 100) { nodes { id } } }',
    )
    expect(tasks.nodes).toContainEqual({ id: late.id })
    const { completeTask } = await ancrage.run(head, complete, { input: { id: late.id, version: 1 } })
    expect(completeTask).toMatchObject({ overdue: false, completedOn: await today(), version: 2 })
  })

  it('is completed once, with user and day, and can be reopened', async () => {
    const { id } = await aTask(head)
    expect(await errorOf(head, update, { id, version: 1, completedOn: '2018-03-30' })).toMatchObject({
      fields: [{ path: 'input.completedOn', code: 'NOT_DONE' }],
    })
    expect(await errorOf(head, complete, { id, version: 1, on: '2100-01-01' })).toMatchObject({
      fields: [{ path: 'input.on', code: 'FUTURE_DAY' }],
    })
    const done = await ancrage.run(officer, complete, { input: { id, version: 1, on: '2018-03-31' } })
    expect(done.completeTask).toMatchObject({ completedOn: '2018-03-31', completedBy: { email: officer } })
    expect(await errorOf(head, complete, { id, version: 2 })).toMatchObject({ code: 'CONFLICT' })
    const right = await ancrage.run(head, update, { input: { id, version: 2, completedOn: '2018-03-30' } })
    expect(right.updateTask).toMatchObject({ completedOn: '2018-03-30', completedBy: { email: officer } })
    const back = await ancrage.run(head, update, { input: { id, version: 3, completedOn: null } })
    expect(back.updateTask).toMatchObject({ completedOn: null, completedBy: null, version: 4 })
  })

  it('is updated only with its current version', async () => {
    const { id } = await aTask(head, { details: 'Why' })
    const { updateTask } = await ancrage.run(head, update, {
      input: {
        id,
        version: 1,
        title: 'Write',
        dueOn: '2018-05-01',
        details: null,
        assignee: await idOf(officer),
      },
    })
    expect(updateTask).toMatchObject({
      version: 2,
      title: 'Write',
      dueOn: '2018-05-01',
      details: null,
      assignee: { email: officer },
    })
    expect(await errorOf(head, update, { id, version: 1, title: 'Late' })).toMatchObject({
      code: 'CONFLICT',
      currentVersion: 2,
    })
  })

  it('can be assigned only to an active user', async () => {
    const id = await idOf('analyst@awex.example')
    await ancrage.owner.query('update "user" set active = false where id = $1', [id])
    expect(await errorOf(head, add, { title: 'Call', dueOn: '2018-04-01', assignee: id })).toMatchObject({
      fields: [{ path: 'input.assignee', code: 'NOT_ACTIVE' }],
    })
  })

  it('is visible only with full access to its deal', async () => {
    const deal = await aDeal(head, { confidentiality: 'RESTRICTED' })
    const { id } = await aTask(head, { title: 'Of Lotus', deal })
    const count = async (email: string) =>
      (await ancrage.run(email, '{ tasks(where: { title: { eq: "Of Lotus" } }) { totalCount } }')).tasks
        .totalCount
    expect(await count(officer)).toBe(1)
    expect(await count(airport)).toBe(0)
    expect(await count('head@michel.example')).toBe(0)
    expect(await errorOf(airport, complete, { id, version: 1 })).toMatchObject({ code: 'NOT_FOUND' })
    await ancrage.run(head, 'mutation ($input: JoinDealInput!) { joinDeal(input: $input) { id } }', {
      input: { deal, agency: 'liege-airport', role: 'INFORMED' },
    })
    expect(await count(airport)).toBe(1)
    expect(await errorOf(airport, complete, { id, version: 1 })).toMatchObject({ code: 'FORBIDDEN' })
    expect(await errorOf(airport, add, { title: 'Call', dueOn: '2018-04-01', deal })).toMatchObject({
      code: 'FORBIDDEN',
    })
  })

  it('can be completed by its assignee, also of an INFORMED agency', async () => {
    const deal = await aDeal(head)
    await ancrage.run(head, 'mutation ($input: JoinDealInput!) { joinDeal(input: $input) { id } }', {
      input: { deal, agency: 'liege-airport', role: 'INFORMED' },
    })
    const { id } = await aTask(head, { deal, assignee: await idOf(airport) })
    const { completeTask } = await ancrage.run(airport, complete, { input: { id, version: 1 } })
    expect(completeTask).toMatchObject({ completedBy: { email: airport } })
  })

  it('cannot be assigned to a user who would not see it', async () => {
    const deal = await aDeal(head)
    const wouldNotSee = (path: string) => ({ fields: [{ path, code: 'WOULD_NOT_SEE' }] })
    const taskInput = { title: 'Call', dueOn: '2018-04-01', assignee: await idOf(airport) }
    expect(await errorOf(head, add, taskInput)).toMatchObject(wouldNotSee('input.assignee'))
    expect(await errorOf(head, add, { ...taskInput, deal })).toMatchObject(wouldNotSee('input.assignee'))
    const { id } = await aTask(head, { deal })
    expect(await errorOf(head, update, { id, version: 1, assignee: taskInput.assignee })).toMatchObject(
      wouldNotSee('input.assignee'),
    )
    const record = 'mutation ($input: RecordMeetingInput!) { recordMeeting(input: $input) { id } }'
    const meeting = {
      title: 'A talk',
      when: { from: '2018-03-01', to: '2018-03-31', precision: 'MONTH' },
      deals: [deal, await aDeal(head, { confidentiality: 'OPEN' })],
      tasks: [taskInput],
    }
    expect(await errorOf(head, record, meeting)).toMatchObject(wouldNotSee('input.tasks[0].assignee'))
    await ancrage.run(head, 'mutation ($input: JoinDealInput!) { joinDeal(input: $input) { id } }', {
      input: { deal, agency: 'liege-airport', role: 'INFORMED' },
    })
    await ancrage.run(head, record, { input: meeting })
    await aTask(head, { deal, assignee: taskInput.assignee })
  })

  it('can be completed by its assignee in any role, but not by other readers', async () => {
    const deal = await aDeal(head, { confidentiality: 'OPEN' })
    const minister = 'cabinet@jeholet.example'
    const own = await aTask(head, { deal, assignee: await idOf(minister) })
    const other = await aTask(head, { deal })
    expect(await errorOf(minister, complete, { id: other.id, version: 1 })).toMatchObject({
      code: 'FORBIDDEN',
    })
    const { completeTask } = await ancrage.run(minister, complete, { input: { id: own.id, version: 1 } })
    expect(completeTask).toMatchObject({ completedBy: { email: minister } })
  })

  it('without a deal or a meeting is visible to the agency that added it', async () => {
    await aTask(head, { title: 'Ours' })
    const count = async (email: string) =>
      (await ancrage.run(email, '{ tasks(where: { title: { eq: "Ours" } }) { totalCount } }')).tasks
        .totalCount
    expect([await count(officer), await count(airport)]).toEqual([1, 0])
  })

  it('follows the access to its meeting', async () => {
    const deal = await aDeal(head)
    const record = 'mutation ($input: RecordMeetingInput!) { recordMeeting(input: $input) { id } }'
    const { recordMeeting } = await ancrage.run(head, record, {
      input: {
        title: 'Open talk',
        when: { from: '2018-03-01', to: '2018-03-31', precision: 'MONTH' },
        confidentiality: 'OPEN',
      },
    })
    await aTask(head, { title: 'After the talk', meeting: recordMeeting.id })
    const readTasks = async (email: string) =>
      (
        await ancrage.run(
          email,
          '{ tasks(where: { title: { eq: "After the talk" } }) { nodes { meeting { title } } } }',
        )
      ).tasks.nodes
    expect(await readTasks(airport)).toEqual([{ meeting: { title: 'Open talk' } }])
    expect(
      await errorOf(airport, add, { title: 'A', dueOn: '2018-04-01', meeting: recordMeeting.id }),
    ).toMatchObject({
      code: 'FORBIDDEN',
    })
    await ancrage.run(
      head,
      'mutation ($input: UpdateMeetingInput!) { updateMeeting(input: $input) { id } }',
      {
        input: { id: recordMeeting.id, version: 1, deals: [deal] },
      },
    )
    expect(await readTasks(airport)).toEqual([])
    expect(await readTasks(officer)).toEqual([{ meeting: { title: 'Open talk' } }])
  })
})
