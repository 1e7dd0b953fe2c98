/** Statistics and filters of deals by what was recorded of them at an instant. */
import { dealClient, type DealClient } from './deal-client.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const otherHead = 'head@michel.example'

describe('what was recorded of a deal at an instant', () => {
  let ancrage: TestService
  let deals: DealClient
  beforeAll(async () => {
    ancrage = await startTestService()
    deals = dealClient(ancrage)
  }, 60_000)
  afterAll(() => ancrage.stop())

  const update = async (id: string, changes: object) => {
    const { deal } = await ancrage.run(head, 'query ($id: ID) { deal(id: $id) { version } }', { id })
    const text = 'mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { id } }'
    return ancrage.run(head, text, { input: { id, version: deal.version, ...changes } })
  }
  const currentInstant = async (): Promise<string> => {
    await new Promise((resolve) => setTimeout(resolve, 10))
    const at = new Date().toISOString()
    await new Promise((resolve) => setTimeout(resolve, 10))
    return at
  }

  it('decides the cells of a statistic, each with a filter that lists its deals', async () => {
    const company = async (country: string) =>
      (
        await ancrage.run(
          head,
          'mutation ($input: CreateProspectInput!) { createProspect(input: $input) { id } }',
          { input: { name: `A company of ${country}`, country } },
        )
      ).createProspect.id as string
    const [chinese, american] = [await company('CN'), await company('US')]
    const id = await deals.open({ sector: '52', activity: 'LOGISTICS', prospect: chinese })
    const knownAt = await currentInstant()
    await update(id, { sector: '10', activity: null, prospect: american, widensAccess: true, officer: null })
    const cellsOf = async (groupBy: string, knownAt: string | null) => {
      const { dealStats } = await ancrage.run(
        head,
        `query ($knownAt: DateTime, $id: ID) { dealStats(groupBy: [${groupBy}], measures: [DEALS], knownAt: $knownAt, where: { id: { eq: $id } }) { by { value } where } }`,
        { knownAt, id },
      )
      for (const { where } of dealStats) {
        const query = 'query ($where: DealWhere) { deals(where: $where) { nodes { id } } }'
        expect((await ancrage.run(head, query, { where })).deals.nodes).toEqual([{ id }])
      }
      return dealStats.map(({ by }: { by: { value: string | null }[] }) => by[0]!.value)
    }
    for (const [groupBy, then, now] of [
      ['SECTOR', '52', '10'],
      ['SECTION', 'H', 'C'],
      ['ACTIVITY', 'LOGISTICS', null],
      ['PROSPECT_COUNTRY', 'CN', 'US'],
      ['OFFICER', expect.any(String), null],
    ] as const)
      expect({ groupBy, then: await cellsOf(groupBy, knownAt), now: await cellsOf(groupBy, null) }).toEqual({
        ...{ groupBy, then: [then], now: [now] },
      })
  })

  it('shows no earlier title or company to a viewer who could not see the deal then', async () => {
    const id = await deals.open({ confidentiality: 'RESTRICTED', title: 'A secret centre', codeName: 'Iris' })
    const knownAt = await currentInstant()
    await update(id, { title: 'A centre', confidentiality: 'OPEN', widensAccess: true })
    const { rows } = await ancrage.owner.query<{ acls: string[] }>(
      'select acls from deal_identity_history where deal_id = $1',
      [id],
    )
    expect(rows).toHaveLength(1)
    const read = (email: string) =>
      ancrage.request(
        email,
        `query ($id: ID, $knownAt: DateTime!) { deals(where: { id: { eq: $id }, asKnown: { knownAt: $knownAt, officer: { isNull: false } } }) { nodes { title } } }`,
        { id, knownAt },
      )
    const answer = await read(otherHead)
    expect(answer.errors).toBeUndefined()
    expect(answer.data).toEqual({ deals: { nodes: [{ title: 'A centre' }] } })
  })

  it('shows no earlier officer to a viewer who saw the deal masked then', async () => {
    const officer = await ancrage.addUser({
      email: 'earlier@awex.example',
      role: 'OFFICER',
      clearance: 'SECRET',
    })
    const id = await deals.open({ confidentiality: 'INTERNAL', codeName: 'Tulip', officer })
    const knownAt = await currentInstant()
    await update(id, { officer: null })
    await update(id, { confidentiality: 'OPEN', widensAccess: true })
    const read = async (email: string) => {
      const { dealStats, deals } = await ancrage.run(
        email,
        `query ($id: ID!, $knownAt: DateTime!, $officer: ID!) {
          dealStats(groupBy: [OFFICER], measures: [DEALS], knownAt: $knownAt, where: { id: { eq: $id } }) { by { value label } }
          deals(where: { id: { eq: $id }, asKnown: { knownAt: $knownAt, officer: { id: { eq: $officer } } } }) { totalCount } }`,
        { id, knownAt, officer },
      )
      return [dealStats[0].by[0].value, deals.totalCount]
    }
    expect(await read(head)).toEqual([officer, 1])
    expect(await read(otherHead)).toEqual([null, 0])
  })

  it('shows no earlier day of a stake to a viewer who could not see the stake then', async () => {
    const write = async (verb: string, type: string, input: object) =>
      (await ancrage.run(head, `mutation ($input: ${type}!) { ${verb}(input: $input) { id } }`, { input }))[
        verb
      ].id as string
    const [holder, held] = [
      await write('createProspect', 'CreateProspectInput', { name: 'The holder' }),
      await write('createProspect', 'CreateProspectInput', { name: 'The held one' }),
    ]
    const secret = await deals.open({ confidentiality: 'RESTRICTED', codeName: 'Moss', prospect: holder })
    const open = await deals.open({ confidentiality: 'OPEN', codeName: 'Fern', prospect: held })
    const stake = { holder, held, percent: '51', since: '2018-02-01' }
    await write('recordStake', 'RecordStakeInput', stake)
    const knownAt = await currentInstant()
    await write('recordStake', 'RecordStakeInput', { ...stake, version: 1, endedOn: '2018-06-01' })
    await update(secret, { confidentiality: 'OPEN', widensAccess: true })
    const groupsOf = async (email: string) => {
      const { dealStats } = await ancrage.run(
        email,
        `query ($id: ID!, $knownAt: DateTime!) { dealStats(groupBy: [GROUP], measures: [DEALS], knownAt: $knownAt, where: { id: { eq: $id } }) { by { value } } }`,
        { id: open, knownAt },
      )
      return dealStats.map(({ by }: { by: { value: string | null }[] }) => by[0]!.value)
    }
    expect(await groupsOf(head)).toEqual([holder])
    expect(await groupsOf(otherHead)).toEqual([held])
  })

  it('finds deals without a held meeting as known before a meeting was recorded late', async () => {
    const id = await deals.open({ openedOn: '2018-01-08' })
    const knownAt = await currentInstant()
    await ancrage.run(
      head,
      'mutation ($input: RecordMeetingInput!) { recordMeeting(input: $input) { id } }',
      {
        input: {
          ...{ title: 'A talk', deals: [id], participants: [] },
          when: { from: '2018-03-05', to: '2018-03-05', precision: 'DAY' },
        },
      },
    )
    const find = async (knownAt: string) =>
      (
        await ancrage.run(
          head,
          'query ($id: ID, $knownAt: DateTime) { deals(where: { id: { eq: $id }, noMeetingHeldSince: { day: "2018-03-01", knownAt: $knownAt } }) { totalCount } }',
          { id, knownAt },
        )
      ).deals.totalCount
    expect({ then: await find(knownAt), now: await find(new Date().toISOString()) }).toEqual({
      then: 1,
      now: 0,
    })
  })
})
