/** Filters on data that requires full access do not match deals that the viewer sees masked. */
import { factCodes, stageCodes } from '../../src/deal/stage/stage.js'
import { createAccessFixture, type MatrixViewer, type AccessFixture } from '../access/fixture.js'
import { startTestService, type TestService } from '../test-service.js'

const head = 'head@awex.example'

let ancrage: TestService
let world: AccessFixture
beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: 999_999_999 })
  world = await createAccessFixture(ancrage)
}, 120_000)
afterAll(() => ancrage.stop())

async function readLists(
  viewer: MatrixViewer,
  wheres: Record<string, object>,
): Promise<Record<string, string[]>> {
  const names = Object.keys(wheres)
  const query = `query (${names.map((name) => `$${name}: DealWhere`).join(', ')}) {
    ${names.map((name) => `${name}: deals(where: $${name}) { nodes { id } }`).join(' ')} }`
  const { data, errors } = await ancrage.send(viewer.token, query, wheres)
  expect(errors).toBeUndefined()
  return Object.fromEntries(
    names.map((name) => [name, data[name].nodes.map(({ id }: { id: string }) => id).sort()]),
  )
}
const dealsAt = ({ access }: MatrixViewer, ...levels: string[]) =>
  world.planted
    .filter(({ level }) => levels.includes(access(level)))
    .map(({ deal }) => deal)
    .sort()
const anyOf = (where: object, ...others: object[]) => ({ or: [where, ...others] })

describe('for each role, clearance and relation to the deal', () => {
  it('noMeetingSince matches only deals with full access', async () => {
    for (const viewer of world.viewers) {
      const [since, before] = ['2018-02-06', '2018-02-07'].map((noMeetingSince) => ({ noMeetingSince }))
      const references = await readLists(viewer, {
        since: since!,
        before: before!,
        notSince: { not: since },
        notBefore: { not: before },
        either: anyOf(since!, { not: since }),
        both: { not: { or: [before, { not: before }] } },
      })
      const [full, masked] = [dealsAt(viewer, 'FULL'), dealsAt(viewer, 'MASKED')]
      const all = [...full, ...masked].sort()
      expect(references).toEqual({
        since: [],
        before: full,
        notSince: all,
        notBefore: masked,
        either: all,
        both: [],
      })
    }
  }, 120_000)

  it('missing matches only deals with full access', async () => {
    for (const viewer of world.viewers) {
      const missing = { stage: 'COMMITTED' }
      const references = await readLists(viewer, {
        any: { missing },
        one: { missing: { ...missing, fact: { eq: 'capex' } } },
        none: { missing: { ...missing, fact: { eq: 'signedAgreement' } } },
        no: { not: { missing } },
      })
      const [full, masked] = [dealsAt(viewer, 'FULL'), dealsAt(viewer, 'MASKED')]
      expect(references).toEqual({ any: full, one: full, none: [], no: masked })
    }
  }, 120_000)
})

describe('a meeting', () => {
  const runMutation = async (verb: string, input: object) =>
    (
      await ancrage.run(
        head,
        `mutation ($i: ${verb[0]!.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $i) { id version } }`,
        { i: input },
      )
    )[verb] as { id: string; version: number }
  const openDeal = async (codeName: string) =>
    (await runMutation('openDeal', { codeName, title: codeName, openedOn: '2018-01-08' })).id
  const findWithout = async (noMeetingSince: string, email = head): Promise<string[]> =>
    (
      await ancrage.run(email, 'query ($where: DealWhere) { deals(where: $where) { nodes { codeName } } }', {
        where: { noMeetingSince, codeName: { startsWith: 'Met' } },
      })
    ).deals.nodes.map(({ codeName }: { codeName: string }) => codeName)
  const month = { from: '2018-05-01', to: '2018-05-31', precision: 'MONTH' }

  it('counts only if it was held, up to its last possible day', async () => {
    const met = await openDeal('Met never')
    expect(await findWithout('1950-01-01')).toEqual(['Met never'])
    const planned = await runMutation('planMeeting', {
      title: 'Lunch',
      when: { from: '2199-01-01', to: '2199-01-01', precision: 'DAY' },
      deals: [met],
    })
    expect(await findWithout('1950-01-01')).toEqual(['Met never'])
    await runMutation('cancelMeeting', { ...planned, reason: 'ill' })
    expect(await findWithout('1950-01-01')).toEqual(['Met never'])
    await runMutation('recordMeeting', { title: 'Lunch', when: month, deals: [met] })
    expect(await findWithout('2018-05-31')).toEqual([])
    expect(await findWithout('2018-06-01')).toEqual(['Met never'])
  })

  it.each([
    ['2199-01-01', 'FUTURE_DAY'],
    ['2018-02-30', 'NOT_A_DAY'],
    [null, 'EMPTY_FILTER'],
  ])('cannot be filtered since %s', async (noMeetingSince, code) => {
    const { errors } = await ancrage.request(
      head,
      'query ($where: DealWhere) { deals(where: $where) { totalCount } }',
      {
        where: { noMeetingSince },
      },
    )
    expect(errors?.[0]?.extensions.fields).toMatchObject([{ path: 'deals.where.noMeetingSince', code }])
  })
})

describe('the filter by missing facts', () => {
  const query = `query ($where: DealWhere) { deals(where: $where, first: 100) { nodes { id } } }`
  const findReferences = async (missing: object): Promise<string[]> =>
    (await ancrage.run(head, query, { where: { missing } })).deals.nodes
      .map(({ id }: { id: string }) => id)
      .sort()

  it.each(stageCodes)('for %s agrees with each deal on each fact', async (stage) => {
    const { deals } = await ancrage.run(
      head,
      `{ deals(first: 100) { nodes { id missing(stage: ${stage}) { code } } } }`,
    )
    const dealsMissing = (facts: readonly string[]): string[] =>
      deals.nodes
        .filter(({ missing }: any) => missing?.some(({ code }: any) => facts.includes(code)))
        .map(({ id }: any) => id)
        .sort()
    expect(await findReferences({ stage })).toEqual(dealsMissing(factCodes))
    for (const fact of factCodes) {
      expect([fact, await findReferences({ stage, fact: { eq: fact } })]).toEqual([
        fact,
        dealsMissing([fact]),
      ])
      const others = factCodes.filter((code) => code !== fact)
      expect(await findReferences({ stage, fact: { ne: fact } })).toEqual(dealsMissing(others))
      expect(await findReferences({ stage, fact: { in: [fact, 'capex'] } })).toEqual(
        dealsMissing([fact, 'capex']),
      )
    }
  })
})

describe('days in a stage', () => {
  it('are counted to today, and can be filtered', async () => {
    const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Brussels' }).format(new Date())
    const since = Date.parse(today) - Date.parse('2018-02-06')
    const days = since / 86_400_000
    const query = `query ($where: DealWhere) { deals(where: $where, orderBy: { daysInStage: DESC }) { nodes { daysInStage stageSince } } }`
    const { deals } = await ancrage.run(head, query, { where: { daysInStage: { eq: days } } })
    expect(deals.nodes.length).toBeGreaterThanOrEqual(2)
    expect(new Set(deals.nodes.map(({ stageSince }: any) => stageSince))).toEqual(new Set(['2018-02-06']))
    const longer = await ancrage.run(head, query, { where: { daysInStage: { gt: days } } })
    for (const { stageSince } of longer.deals.nodes) expect(stageSince < '2018-02-06').toBe(true)
  })
})

describe('a group', () => {
  const create = async (name: string, by: string) =>
    (
      await ancrage.run(by, 'mutation ($i: CreateProspectInput!) { createProspect(input: $i) { id } }', {
        i: { name, confidentiality: 'INTERNAL' },
      })
    ).createProspect.id as string
  const stake = (holder: string, held: string) =>
    ancrage.run(head, 'mutation ($i: RecordStakeInput!) { recordStake(input: $i) { id } }', {
      i: { holder, held, percent: '30' },
    })
  const membersOf = async (id: string, email = head): Promise<string[]> =>
    (
      await ancrage.run(
        email,
        'query ($where: ProspectWhere) { prospects(where: $where, orderBy: { name: ASC }) { nodes { name } } }',
        { where: { groupOf: id } },
      )
    ).prospects.nodes.map(({ name }: { name: string }) => name)

  it('is found by each of its members, also in a cycle, and has the deals of its members', async () => {
    const [a, b, c, d] = [
      await create('Group A', head),
      await create('Group B', head),
      await create('Group C', head),
      await create('Lonely', head),
    ]
    for (const [holder, held] of [
      [a, b],
      [b, c],
      [c, a],
    ])
      await stake(holder!, held!)
    for (const id of [a, b, c]) expect(await membersOf(id)).toEqual(['Group A', 'Group B', 'Group C'])
    expect(await membersOf(d)).toEqual(['Lonely'])
    expect(await membersOf(a, 'officer@liege-airport.example')).toEqual([])
    expect(await membersOf('0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10')).toEqual([])
    await ancrage.run(head, 'mutation ($i: OpenDealInput!) { openDeal(input: $i) { id } }', {
      i: { codeName: 'Of C', title: 'Of C', openedOn: '2018-01-08', prospect: c },
    })
    const { deals } = await ancrage.run(
      head,
      'query ($where: DealWhere) { deals(where: $where) { nodes { codeName } } }',
      { where: { prospect: { groupOf: a } } },
    )
    expect(deals.nodes).toEqual([{ codeName: 'Of C' }])
  })

  it('requires an id', async () => {
    const { errors } = await ancrage.request(head, '{ prospects(where: { groupOf: "x" }) { totalCount } }')
    expect(errors?.[0]?.extensions.fields).toMatchObject([
      { path: 'prospects.where.groupOf', code: 'NOT_AN_ID' },
    ])
  })
})
