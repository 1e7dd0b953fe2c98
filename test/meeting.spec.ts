import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const airport = 'officer@liege-airport.example'
const michel = 'head@michel.example'

const earlyMarch = { from: '2018-03-01', to: '2018-03-10', precision: 'EARLY_MONTH' }
const dayOf = (day: string) => ({ from: day, to: day, precision: 'DAY' })

const fields = `id version title status place topics outcome cancelReason startsAt endsAt recordedAt
  when { from to precision text } hostAgency { code } enteredBy { code } deals { codeName }
  participants { contact { name } user { email } description prospect { name } agency { code } decisionMaker }
  tasks(orderBy: [{ dueOn: ASC }]) { nodes { title dueOn assignee { email } deal { codeName } } }`

const plan = `mutation ($input: PlanMeetingInput!) { planMeeting(input: $input) { ${fields} } }`
const record = `mutation ($input: RecordMeetingInput!) { recordMeeting(input: $input) { ${fields} } }`
const update = `mutation ($input: UpdateMeetingInput!) { updateMeeting(input: $input) { ${fields} } }`
const cancel = `mutation ($input: CancelMeetingInput!) { cancelMeeting(input: $input) { ${fields} } }`

describe('a meeting', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService()
  })
  afterAll(() => ancrage.stop())

  const runMutation = async (email: string, verb: string, type: string, input: object) =>
    (
      await ancrage.run(email, `mutation ($input: ${type}!) { ${verb}(input: $input) { id version } }`, {
        input,
      })
    )[verb] as { id: string; version: number }
  const aDeal = (email: string, more: object = {}) =>
    runMutation(email, 'openDeal', 'OpenDealInput', { codeName: 'Lotus', title: 'A centre', ...more })
  const aProspect = (name = 'Alibaba') => runMutation(head, 'createProspect', 'CreateProspectInput', { name })
  const aContact = (name: string, more: object = {}) =>
    runMutation(head, 'createContact', 'CreateContactInput', { name, ...more })
  const join = (email: string, deal: string, agency: string, role: string) =>
    runMutation(email, 'joinDeal', 'JoinDealInput', { deal, agency, role })
  const aMeeting = async (email: string, input: object) =>
    (
      await ancrage.run(email, record, {
        input: { title: 'A meeting', when: earlyMarch, ...input },
      })
    ).recordMeeting
  const aPlan = async (email: string, input: object) =>
    (await ancrage.run(email, plan, { input: { title: 'A plan', when: earlyMarch, ...input } })).planMeeting
  const errorOf = async (email: string, query: string, input: object) =>
    (await ancrage.request(email, query, { input })).errors?.[0]?.extensions
  const titlesOf = async (email: string, where: string) =>
    (await ancrage.run(email, `{ meetings(where: ${where}) { nodes { title } } }`)).meetings.nodes.map(
      ({ title }: { title: string }) => title,
    )

  it('is recorded with named and unnamed participants', async () => {
    const prospect = await aProspect()
    const deal = await aDeal(head, { codeName: 'Lotus', confidentiality: 'RESTRICTED' })
    const minister = await aContact('Pierre-Yves Jeholet', { agency: 'cabinet-jeholet', decisionMaker: true })
    const { id } = (await ancrage.run(head, '{ viewer { id } }')).viewer
    const meeting = await aMeeting(head, {
      title: 'The Namur meeting',
      hostAgency: 'cabinet-jeholet',
      place: 'Namur',
      topics: ['logistics', 'customs'],
      outcome: 'They will come back.',
      deals: [deal.id],
      participants: [
        { contact: minister.id },
        { description: 'several Alibaba executives', prospect: prospect.id, decisionMaker: true },
        { user: id },
      ],
    })
    expect(meeting).toMatchObject({
      version: 1,
      status: 'HELD',
      place: 'Namur',
      topics: ['logistics', 'customs'],
      outcome: 'They will come back.',
      when: { ...earlyMarch, text: 'early March 2018' },
      startsAt: null,
      hostAgency: { code: 'cabinet-jeholet' },
      enteredBy: { code: 'awex' },
      deals: [{ codeName: 'Lotus' }],
      participants: [
        {
          contact: { name: 'Pierre-Yves Jeholet' },
          user: null,
          description: null,
          prospect: null,
          agency: { code: 'cabinet-jeholet' },
          decisionMaker: true,
        },
        {
          contact: null,
          user: null,
          description: 'several Alibaba executives',
          prospect: { name: 'Alibaba' },
          agency: null,
          decisionMaker: true,
        },
        {
          contact: null,
          user: { email: head },
          description: null,
          agency: { code: 'awex' },
          decisionMaker: false,
        },
      ],
    })
  })

  it('prints its partial date in four languages', async () => {
    const { id } = await aMeeting(head, {})
    const { meeting } = await ancrage.run(
      head,
      'query ($id: ID!) { meeting(id: $id) { when { fr: text(language: FR) nl: text(language: NL) de: text(language: DE) en: text(language: EN) } } }',
      { id },
    )
    expect(meeting.when).toEqual({
      fr: 'début mars 2018',
      nl: 'begin maart 2018',
      de: 'Anfang März 2018',
      en: 'early March 2018',
    })
  })

  it.each([
    ['2018-07-03T23:59:59+02:00', '2018-07-03'],
    ['2018-07-03T22:00:00Z', '2018-07-04'],
    ['2018-03-25T23:30:00+02:00', '2018-03-25'],
    ['2018-10-28T22:59:59Z', '2018-10-28'],
    ['2018-10-28T23:00:00Z', '2018-10-29'],
  ])('that starts at %s is on %s in Brussels', async (startsAt, day) => {
    const meeting = await aMeeting(head, { when: undefined, startsAt })
    expect(meeting).toMatchObject({ when: dayOf(day), startsAt: new Date(startsAt).toISOString() })
    expect(await aMeeting(head, { when: dayOf(day), startsAt })).toMatchObject({ when: dayOf(day) })
  })

  it.each([
    [{ when: undefined }, 'input.when', 'WHEN_OR_START'],
    [
      { when: { from: '2018-03-10', to: '2018-03-01', precision: 'EARLY_MONTH' } },
      'input.when.precision',
      'PARTIAL_DATE_RANGE',
    ],
    [{ when: dayOf('2018-07-04'), startsAt: '2018-07-03T12:00:00Z' }, 'input.when', 'NOT_THE_DAY_OF_START'],
    [{ endsAt: '2018-03-01T12:00:00Z' }, 'input.endsAt', 'END_WITHOUT_START'],
    [
      { when: undefined, startsAt: '2018-07-03T12:00:00Z', endsAt: '2018-07-03T11:00:00Z' },
      'input.endsAt',
      'RANGE_INVERTED',
    ],
    [{ when: dayOf('2100-01-01') }, 'input.when', 'FUTURE_DAY'],
    [{ when: undefined, startsAt: '2100-01-01T12:00:00Z' }, 'input.startsAt', 'FUTURE_DAY'],
    [{ title: undefined }, 'input.title', 'NEEDED'],
    [{ topics: null }, 'input.topics', 'NOT_NULL'],
    [{ deals: null }, 'input.deals', 'NOT_NULL'],
    [{ participants: null }, 'input.participants', 'NOT_NULL'],
    [{ when: null }, 'input.when', 'NOT_NULL'],
    [{ participants: [{}] }, 'input.participants[0]', 'ONE_OF'],
    [{ participants: [{ description: 'a', user: 'b' }] }, 'input.participants[0]', 'ONE_OF'],
    [
      { participants: [{ user: 'b', decisionMaker: true }] },
      'input.participants[0].decisionMaker',
      'WITHOUT_A_NAME',
    ],
    [
      { participants: [{ contact: 'no-such-contact' }] },
      'input.participants[0].contact',
      'UNKNOWN_REFERENCE',
    ],
    [{ hostAgency: 'nowhere' }, 'input.hostAgency', 'UNKNOWN_REFERENCE'],
    [
      { tasks: [{ title: 'Call', dueOn: '2018-04-01', assignee: 'x' }] },
      'input.tasks[0].assignee',
      'UNKNOWN_REFERENCE',
    ],
  ])('cannot be recorded with %j', async (wrong, path, code) => {
    const count = async () => (await ancrage.owner.query('select count(*) from meeting')).rows
    const before = await count()
    const input = { title: 'A meeting', when: earlyMarch, ...wrong }
    expect(await errorOf(head, record, input)).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path, code }],
    })
    expect(await count()).toEqual(before)
  })

  it('has each user and each deal only once', async () => {
    const deal = await aDeal(head)
    const { id } = (await ancrage.run(head, '{ viewer { id } }')).viewer
    const input = { title: 'A meeting', when: earlyMarch }
    expect(
      await errorOf(head, record, { ...input, participants: [{ user: id }, { user: id.toUpperCase() }] }),
    ).toMatchObject({ fields: [{ path: 'input.participants[1]', code: 'TWICE' }] })
    expect(await errorOf(head, record, { ...input, deals: [deal.id, deal.id] })).toMatchObject({
      fields: [{ path: 'input.deals[1]', code: 'TWICE' }],
    })
  })

  it('is planned, and then held with an outcome and tasks', async () => {
    const deal = await aDeal(head)
    const planned = await aPlan(officer, {
      title: 'Lambermont',
      when: dayOf('2099-07-03'),
      deals: [deal.id],
      participants: [{ description: 'the board' }],
    })
    expect(planned).toMatchObject({ status: 'PLANNED', outcome: null })
    const target = { id: planned.id, version: planned.version }
    expect(await errorOf(officer, record, target)).toMatchObject({
      fields: [{ path: 'input.when', code: 'FUTURE_DAY' }],
    })
    const { recordMeeting } = await ancrage.run(officer, record, {
      input: {
        ...target,
        startsAt: '2018-07-03T12:00:00+02:00',
        outcome: 'World e-commerce',
        tasks: [
          { title: 'Write', dueOn: '2018-07-10' },
          { title: 'Call', dueOn: '2018-07-05', deal: deal.id },
        ],
      },
    })
    expect(recordMeeting).toMatchObject({
      id: planned.id,
      version: 2,
      title: 'Lambermont',
      status: 'HELD',
      when: dayOf('2018-07-03'),
      outcome: 'World e-commerce',
      participants: [{ description: 'the board' }],
      tasks: {
        nodes: [
          { title: 'Call', assignee: { email: officer }, deal: { codeName: 'Lotus' } },
          { title: 'Write', assignee: { email: officer }, deal: { codeName: 'Lotus' } },
        ],
      },
    })
    expect(recordMeeting.recordedAt > planned.recordedAt).toBe(true)
  })

  it('has no outcome before it is held', async () => {
    expect((await errorOf(head, plan, { title: 'A', when: earlyMarch, outcome: 'Fine' }))?.code).toBe(
      'BAD_USER_INPUT',
    )
    const { id, version } = await aPlan(head, {})
    expect(await errorOf(head, update, { id, version, outcome: 'Fine' })).toMatchObject({
      fields: [{ path: 'input.outcome', code: 'OUTCOME_OF_THE_HELD' }],
    })
  })

  it('is cancelled with a reason and stays cancelled', async () => {
    const { id, version } = await aPlan(head, {})
    const { cancelMeeting } = await ancrage.run(head, cancel, { input: { id, version, reason: 'Fog' } })
    expect(cancelMeeting).toMatchObject({ status: 'CANCELLED', cancelReason: 'Fog', version: 2 })
    expect(await errorOf(head, record, { id, version: 2 })).toMatchObject({ code: 'CONFLICT' })
    expect(await errorOf(head, cancel, { id, version: 2 })).toMatchObject({ code: 'CONFLICT' })
    const held = await aMeeting(head, {})
    const refused = await ancrage.request(head, cancel, { input: { id: held.id, version: 1 } })
    expect(refused.errors?.[0]).toMatchObject({
      extensions: { code: 'CONFLICT' },
      message:
        'This meeting is recorded as held. Correct with updateMeeting what is written about it or, if it was not held after all, its status.',
    })
    await expect(
      ancrage.owner.query(`update meeting set status = 'PLANNED', cancel_reason = null where id = $1`, [id]),
    ).rejects.toThrow('a meeting that is CANCELLED does not become PLANNED')
  })

  it.each(['PLANNED', 'CANCELLED'])('that was not held becomes %s again, with a reason', async (status) => {
    const { id, version } = await aMeeting(head, { outcome: 'Fine' })
    expect(await errorOf(head, update, { id, version, status })).toMatchObject({
      fields: [{ path: 'input.reason', code: 'NEEDED' }],
    })
    const { updateMeeting } = await ancrage.run(head, update, {
      input: { id, version, status, reason: 'The wrong meeting' },
    })
    const cancelReason = status === 'CANCELLED' ? 'The wrong meeting' : null
    expect(updateMeeting).toMatchObject({ status, outcome: null, cancelReason, version: version + 1 })
    const { rows } = await ancrage.owner.query(
      `select before ->> 'outcome' as had, after ->> 'because' as because from audit_entry
        where subject_id = $1 and verb = 'updateMeeting'`,
      [id],
    )
    expect(rows).toEqual([{ had: 'Fine', because: 'The wrong meeting' }])
  })

  it('becomes HELD or CANCELLED only by its own mutation, and a reason requires a status', async () => {
    const { id, version } = await aPlan(head, {})
    for (const status of ['HELD', 'CANCELLED'])
      expect(await errorOf(head, update, { id, version, status, reason: 'It is' })).toMatchObject({
        fields: [{ path: 'input.status', code: 'STATUS_OF_ITS_OWN' }],
      })
    expect(await errorOf(head, update, { id, version, reason: 'It is' })).toMatchObject({
      fields: [{ path: 'input.status', code: 'NEEDED' }],
    })
    await ancrage.run(head, cancel, { input: { id, version } })
    expect(
      await errorOf(head, update, { id, version: 2, status: 'PLANNED', reason: 'After all' }),
    ).toMatchObject({
      code: 'CONFLICT',
    })
  })

  it('is updated in part: omitted fields do not change', async () => {
    const [one, two] = [await aDeal(head, { codeName: 'One' }), await aDeal(head, { codeName: 'Two' })]
    const { id } = await aMeeting(head, {
      deals: [one.id],
      topics: ['a', 'b'],
      startsAt: '2018-03-02T09:00:00Z',
      when: undefined,
      participants: [{ description: 'x' }, { description: 'y' }],
    })
    const { updateMeeting } = await ancrage.run(head, update, {
      input: { id, version: 1, deals: [two.id], topics: ['c'], hostAgency: 'awex' },
    })
    expect(updateMeeting).toMatchObject({
      version: 2,
      deals: [{ codeName: 'Two' }],
      topics: ['c'],
      hostAgency: { code: 'awex' },
      when: dayOf('2018-03-02'),
      participants: [{ description: 'x' }, { description: 'y' }],
    })
    const again = await ancrage.run(head, update, {
      input: { id, version: 2, startsAt: null, when: earlyMarch, participants: [], hostAgency: null },
    })
    expect(again.updateMeeting).toMatchObject({
      version: 3,
      when: earlyMarch,
      startsAt: null,
      participants: [],
      hostAgency: null,
      deals: [{ codeName: 'Two' }],
    })
    expect(await errorOf(head, update, { id, version: 2, title: 'Late' })).toMatchObject({
      code: 'CONFLICT',
      currentVersion: 3,
    })
    expect(await errorOf(head, update, { id, version: 3, when: dayOf('2100-01-01') })).toMatchObject({
      fields: [{ path: 'input.when', code: 'FUTURE_DAY' }],
    })
  })

  it('is stored once per idempotency key', async () => {
    const input = { idempotencyKey: 'namur', title: 'Once', when: earlyMarch }
    const first = await aMeeting(head, input)
    expect((await aMeeting(head, input)).id).toBe(first.id)
    expect(await errorOf(head, record, { ...input, title: 'Twice' })).toMatchObject({ code: 'CONFLICT' })
    expect(await titlesOf(head, '{ title: { in: ["Once", "Twice"] } }')).toEqual(['Once'])
  })

  it('about two deals is visible only to users who see both in full', async () => {
    const lotus = await aDeal(head, { codeName: 'Lotus', confidentiality: 'RESTRICTED' })
    const plume = await aDeal(airport, { codeName: 'Plume' })
    await join(airport, plume.id, 'awex', 'SUPPORT')
    const { id } = await aMeeting(head, {
      title: 'Both',
      deals: [lotus.id, plume.id],
      participants: [{ description: 'a guest' }],
      tasks: [{ title: 'Of both', dueOn: '2018-04-01' }],
    })
    const query = `query ($id: ID!, $deal: ID!) { meeting(id: $id) { title participants { description } deals { codeName } tasks { totalCount } }
      deal(id: $deal) { meetings { totalCount } } tasks(where: { title: { eq: "Of both" } }) { totalCount } }`
    const see = (email: string) => ancrage.run(email, query, { id, deal: plume.id })
    const all = {
      meeting: {
        title: 'Both',
        participants: [{ description: 'a guest' }],
        deals: [{ codeName: 'Lotus' }, { codeName: 'Plume' }],
        tasks: { totalCount: 1 },
      },
      deal: { meetings: { totalCount: 1 } },
      tasks: { totalCount: 1 },
    }
    const nothing = { meeting: null, deal: { meetings: { totalCount: 0 } }, tasks: { totalCount: 0 } }
    expect(await see(officer)).toEqual(all)
    for (const email of [airport, michel, 'analyst@awex.example', 'analyst@logistics.example'])
      expect(await see(email)).toEqual(nothing)
    await join(head, lotus.id, 'liege-airport', 'INFORMED')
    expect(await see(airport)).toEqual(all)
    expect(await ancrage.request(michel, query, { id, deal: plume.id })).toEqual(
      await ancrage.request(michel, query, { id: '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10', deal: plume.id }),
    )
    expect(await errorOf(michel, update, { id, version: 1, title: 'Mine' })).toEqual(
      await errorOf(michel, update, {
        id: '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10',
        version: 1,
        title: 'Mine',
      }),
    )
  })

  it('without a deal is visible to the agency that entered it, or to all if it is OPEN', async () => {
    await aMeeting(head, { title: 'Ours' })
    await aMeeting(head, { title: 'Known to all', confidentiality: 'OPEN' })
    const where = '{ title: { in: ["Ours", "Known to all"] } }'
    expect(await titlesOf(officer, `${where}`)).toHaveLength(2)
    expect(await titlesOf(michel, where)).toEqual(['Known to all'])
  })

  it('without a deal is visible to the agency that hosts it', async () => {
    const { id } = await aMeeting(head, { title: 'Theirs to host', hostAgency: 'liege-airport' })
    const where = '{ title: { eq: "Theirs to host" } }'
    expect(await titlesOf(airport, where)).toHaveLength(1)
    expect(await titlesOf(michel, where)).toEqual([])
    await ancrage.run(head, update, { input: { id, version: 1, hostAgency: null } })
    expect(await titlesOf(airport, where)).toEqual([])
    await ancrage.run(head, update, { input: { id, version: 2, hostAgency: 'liege-airport' } })
    expect(await titlesOf(airport, where)).toHaveLength(1)
  })

  it('about one deal links its tasks to the deal; about several deals it does not', async () => {
    const [one, two] = [await aDeal(head, { codeName: 'One' }), await aDeal(head, { codeName: 'Two' })]
    const tasks = [{ title: 'Call', dueOn: '2018-07-05' }]
    const ofOne = await aMeeting(head, { deals: [one.id], tasks })
    expect(ofOne.tasks.nodes).toMatchObject([{ deal: { codeName: 'One' } }])
    const ofBoth = await aMeeting(head, { deals: [one.id, two.id], tasks })
    expect(ofBoth.tasks.nodes).toMatchObject([{ deal: null }])
    const { deal } = await ancrage.run(
      head,
      'query ($id: ID) { deal(id: $id) { tasks { nodes { title } } } }',
      { id: one.id },
    )
    expect(deal.tasks.nodes).toEqual([{ title: 'Call' }])
  })

  it('is written by agencies that lead or support its deals, host it, or entered it', async () => {
    const deal = await aDeal(head)
    await join(head, deal.id, 'liege-airport', 'INFORMED')
    const input = { title: 'A meeting', when: earlyMarch, deals: [deal.id] }
    expect(await errorOf(airport, record, input)).toMatchObject({ code: 'FORBIDDEN' })
    expect(await errorOf('cabinet@jeholet.example', record, { ...input, deals: [] })).toMatchObject({
      code: 'FORBIDDEN',
    })
    const { id } = await aMeeting(head, { deals: [deal.id] })
    expect(await errorOf(airport, update, { id, version: 1, title: 'Theirs' })).toMatchObject({
      code: 'FORBIDDEN',
    })
    await ancrage.run(head, update, { input: { id, version: 1, hostAgency: 'liege-airport' } })
    const { updateMeeting } = await ancrage.run(airport, update, {
      input: { id, version: 2, title: 'Theirs' },
    })
    expect(updateMeeting).toMatchObject({ title: 'Theirs', version: 3 })
    expect(await errorOf(airport, update, { id, version: 3, deals: [] })).toMatchObject({
      code: 'FORBIDDEN',
    })
    await join(head, deal.id, 'liege-airport', 'SUPPORT')
    expect(await errorOf(airport, update, { id, version: 3, deals: [] })).toMatchObject({
      fields: [{ path: 'input.deals', code: 'NO_DEAL_LEFT' }],
    })
  })

  it('gives its deal the facts contactOrMeeting and decisionMakerMet', async () => {
    const deal = await aDeal(head)
    const missing = async () =>
      (
        await ancrage.run(
          head,
          'query ($id: ID!) { deal(id: $id) { missing(stage: NEGOTIATION) { code } } }',
          { id: deal.id },
        )
      ).deal.missing.map(({ code }: { code: string }) => code)
    expect(await missing()).toEqual(expect.arrayContaining(['contactOrMeeting', 'decisionMakerMet']))
    const planned = await aPlan(head, { deals: [deal.id] })
    expect(await missing()).not.toContain('contactOrMeeting')
    await ancrage.run(head, cancel, { input: { id: planned.id, version: 1 } })
    expect(await missing()).toContain('contactOrMeeting')
    const decider = await aContact('Jack Ma', { decisionMaker: true })
    const meeting = await aPlan(head, { deals: [deal.id], participants: [{ contact: decider.id }] })
    expect(await missing()).toContain('decisionMakerMet')
    await ancrage.run(head, record, { input: { id: meeting.id, version: 1 } })
    expect(await missing()).not.toContain('decisionMakerMet')
  })

  it('with an unnamed decision maker gives its deal the fact decisionMakerMet', async () => {
    const deal = await aDeal(head)
    const query = 'query ($id: ID!) { deal(id: $id) { missing(stage: NEGOTIATION) { code } } }'
    await aMeeting(head, {
      deals: [deal.id],
      participants: [{ description: 'the board', decisionMaker: true }],
    })
    expect((await ancrage.run(head, query, { id: deal.id })).deal.missing).not.toContainEqual({
      code: 'decisionMakerMet',
    })
  })

  it('keeps an erased contact as a participant without a name', async () => {
    const contact = await aContact('Erased contact', { decisionMaker: true })
    const { id } = await aMeeting(head, {
      title: 'With an erased one',
      participants: [{ contact: contact.id }],
    })
    await runMutation(head, 'eraseContact', 'EraseContactInput', contact)
    const { meeting } = await ancrage.run(
      head,
      'query ($id: ID!) { meeting(id: $id) { participants { contact { name erasedAt } description decisionMaker } } }',
      { id },
    )
    expect(meeting.participants).toEqual([
      { contact: { name: null, erasedAt: expect.any(String) }, description: null, decisionMaker: true },
    ])
  })

  it('is found by its participants, and listed at them', async () => {
    const cainiao = await aProspect('Cainiao')
    const lin = await aContact('Lín Wan', { prospect: cainiao.id })
    await aMeeting(head, { title: 'With Lin', participants: [{ contact: lin.id }] })
    await aMeeting(head, {
      title: 'With their people',
      participants: [{ description: 'their people', prospect: cainiao.id }],
    })
    const deal = await aDeal(head, { prospect: cainiao.id })
    await aMeeting(head, { title: 'About their deal', deals: [deal.id] })
    expect(
      await titlesOf(head, '{ participants: { some: { contact: { name: { contains: "lin wan" } } } } }'),
    ).toEqual(['With Lin'])
    expect(
      (await titlesOf(head, '{ participants: { some: { prospect: { name: { eq: "cainiao" } } } } }')).sort(),
    ).toEqual(['With Lin', 'With their people'])
    const { prospect, contact } = await ancrage.run(
      head,
      'query ($prospect: ID!, $contact: ID!) { prospect(id: $prospect) { meetings(orderBy: [{ title: ASC }]) { nodes { title } totalCount } } contact(id: $contact) { meetings { nodes { title } } } }',
      { prospect: cainiao.id, contact: lin.id },
    )
    expect(prospect.meetings).toEqual({
      totalCount: 3,
      nodes: [{ title: 'About their deal' }, { title: 'With Lin' }, { title: 'With their people' }],
    })
    expect(contact.meetings.nodes).toEqual([{ title: 'With Lin' }])
  })

  it('changes updatedAt of its deals, but not their version', async () => {
    const { id } = await aDeal(head)
    const query =
      'query ($id: ID!) { deal(id: $id) { version updatedAt meetings(orderBy: [{ when: { from: DESC } }]) { nodes { title } } } }'
    const before = (await ancrage.run(head, query, { id })).deal
    await aMeeting(head, { title: 'News', deals: [id] })
    const { deal } = await ancrage.run(head, query, { id })
    expect(deal).toMatchObject({ version: before.version, meetings: { nodes: [{ title: 'News' }] } })
    expect(deal.updatedAt > before.updatedAt).toBe(true)
  })
})
