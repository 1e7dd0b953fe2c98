/** What only the whole deal tells is not told by a filter either: neither that it holds nor that it does not. */
import { factCodes, stageCodes } from '../../src/deal/stage/stage.js'
import { plant, type MatrixViewer, type AccessWorld } from '../access/world.js'
import { anAncrage, type Ancrage } from '../ancrage.js'

const head = 'head@awex.example'

let ancrage: Ancrage
let world: AccessWorld
beforeAll(async () => {
  ancrage = await anAncrage({ costPerMinute: 999_999_999 })
  world = await plant(ancrage)
}, 120_000)
afterAll(() => ancrage.stop())

async function lists(
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
const together = (where: object, ...others: object[]) => ({ or: [where, ...others] })

describe('for each role, clearance and relation to the deal', () => {
  it('a deal without a meeting is known only to whom its meetings are', async () => {
    for (const viewer of world.viewers) {
      const [since, before] = ['2018-02-06', '2018-02-07'].map((noMeetingSince) => ({ noMeetingSince }))
      const found = await lists(viewer, {
        since: since!,
        before: before!,
        notSince: { not: since },
        notBefore: { not: before },
        either: together(since!, { not: since }),
        both: { not: { or: [before, { not: before }] } },
      })
      const [full, masked] = [dealsAt(viewer, 'FULL'), dealsAt(viewer, 'MASKED')]
      const all = [...full, ...masked].sort()
      expect(found).toEqual({
        since: [],
        before: full,
        notSince: all,
        notBefore: masked,
        either: all,
        both: [],
      })
    }
  }, 120_000)

  it('what a deal lacks is known only to who sees it whole', async () => {
    for (const viewer of world.viewers) {
      const missing = { stage: 'COMMITTED' }
      const found = await lists(viewer, {
        any: { missing },
        one: { missing: { ...missing, fact: { eq: 'capex' } } },
        none: { missing: { ...missing, fact: { eq: 'signedAgreement' } } },
        no: { not: { missing } },
      })
      const [full, masked] = [dealsAt(viewer, 'FULL'), dealsAt(viewer, 'MASKED')]
      expect(found).toEqual({ any: full, one: full, none: [], no: masked })
    }
  }, 120_000)
})

describe('a meeting', () => {
  const meet = async (verb: string, input: object) =>
    (
      await ancrage.get(
        head,
        `mutation ($i: ${verb[0]!.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $i) { id version } }`,
        { i: input },
      )
    )[verb] as { id: string; version: number }
  const deal = async (codeName: string) =>
    (await meet('openDeal', { codeName, title: codeName, openedOn: '2018-01-08' })).id
  const without = async (noMeetingSince: string, email = head): Promise<string[]> =>
    (
      await ancrage.get(email, 'query ($where: DealWhere) { deals(where: $where) { nodes { codeName } } }', {
        where: { noMeetingSince, codeName: { startsWith: 'Met' } },
      })
    ).deals.nodes.map(({ codeName }: { codeName: string }) => codeName)
  const month = { from: '2018-05-01', to: '2018-05-31', precision: 'MONTH' }

  it('counts only when it was held, and up to the last day that it can have been', async () => {
    const met = await deal('Met never')
    expect(await without('1950-01-01')).toEqual(['Met never'])
    const planned = await meet('planMeeting', {
      title: 'Lunch',
      when: { from: '2199-01-01', to: '2199-01-01', precision: 'DAY' },
      deals: [met],
    })
    expect(await without('1950-01-01')).toEqual(['Met never'])
    await meet('cancelMeeting', { ...planned, reason: 'ill' })
    expect(await without('1950-01-01')).toEqual(['Met never'])
    await meet('recordMeeting', { title: 'Lunch', when: month, deals: [met] })
    expect(await without('2018-05-31')).toEqual([])
    expect(await without('2018-06-01')).toEqual(['Met never'])
  })

  it.each([
    ['2199-01-01', 'FUTURE_DAY'],
    ['2018-02-30', 'NOT_A_DAY'],
    [null, 'EMPTY_FILTER'],
  ])('cannot be looked for since %s', async (noMeetingSince, code) => {
    const { errors } = await ancrage.ask(
      head,
      'query ($where: DealWhere) { deals(where: $where) { totalCount } }',
      {
        where: { noMeetingSince },
      },
    )
    expect(errors?.[0]?.extensions.fields).toMatchObject([{ path: 'deals.where.noMeetingSince', code }])
  })
})

describe('what is missing', () => {
  const query = `query ($where: DealWhere) { deals(where: $where, first: 100) { nodes { id } } }`
  const found = async (missing: object): Promise<string[]> =>
    (await ancrage.get(head, query, { where: { missing } })).deals.nodes
      .map(({ id }: { id: string }) => id)
      .sort()

  it.each(stageCodes)('before %s is what each deal says, fact by fact', async (stage) => {
    const { deals } = await ancrage.get(
      head,
      `{ deals(first: 100) { nodes { id missing(stage: ${stage}) { code } } } }`,
    )
    const lacking = (facts: readonly string[]): string[] =>
      deals.nodes
        .filter(({ missing }: any) => missing?.some(({ code }: any) => facts.includes(code)))
        .map(({ id }: any) => id)
        .sort()
    expect(await found({ stage })).toEqual(lacking(factCodes))
    for (const fact of factCodes) {
      expect([fact, await found({ stage, fact: { eq: fact } })]).toEqual([fact, lacking([fact])])
      const others = factCodes.filter((code) => code !== fact)
      expect(await found({ stage, fact: { ne: fact } })).toEqual(lacking(others))
      expect(await found({ stage, fact: { in: [fact, 'capex'] } })).toEqual(lacking([fact, 'capex']))
    }
  })
})

describe('days in a stage', () => {
  it('are counted to today, and can be asked for', async () => {
    const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Brussels' }).format(new Date())
    const since = Date.parse(today) - Date.parse('2018-02-06')
    const days = since / 86_400_000
    const query = `query ($where: DealWhere) { deals(where: $where, orderBy: { daysInStage: DESC }) { nodes { daysInStage stageSince } } }`
    const { deals } = await ancrage.get(head, query, { where: { daysInStage: { eq: days } } })
    expect(deals.nodes.length).toBeGreaterThanOrEqual(2)
    expect(new Set(deals.nodes.map(({ stageSince }: any) => stageSince))).toEqual(new Set(['2018-02-06']))
    const longer = await ancrage.get(head, query, { where: { daysInStage: { gt: days } } })
    for (const { stageSince } of longer.deals.nodes) expect(stageSince < '2018-02-06').toBe(true)
  })
})

describe('a group', () => {
  const create = async (name: string, by: string) =>
    (
      await ancrage.get(by, 'mutation ($i: CreateProspectInput!) { createProspect(input: $i) { id } }', {
        i: { name, confidentiality: 'INTERNAL' },
      })
    ).createProspect.id as string
  const stake = (holder: string, held: string) =>
    ancrage.get(head, 'mutation ($i: RecordStakeInput!) { recordStake(input: $i) { id } }', {
      i: { holder, held, percent: '30' },
    })
  const membersOf = async (id: string, email = head): Promise<string[]> =>
    (
      await ancrage.get(
        email,
        'query ($where: ProspectWhere) { prospects(where: $where, orderBy: { name: ASC }) { nodes { name } } }',
        { where: { groupOf: id } },
      )
    ).prospects.nodes.map(({ name }: { name: string }) => name)

  it('is found from each of its members, rings and all, and the deals of the whole of it', async () => {
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
    await ancrage.get(head, 'mutation ($i: OpenDealInput!) { openDeal(input: $i) { id } }', {
      i: { codeName: 'Of C', title: 'Of C', openedOn: '2018-01-08', prospect: c },
    })
    const { deals } = await ancrage.get(
      head,
      'query ($where: DealWhere) { deals(where: $where) { nodes { codeName } } }',
      { where: { prospect: { groupOf: a } } },
    )
    expect(deals.nodes).toEqual([{ codeName: 'Of C' }])
  })

  it('is named by an id', async () => {
    const { errors } = await ancrage.ask(head, '{ prospects(where: { groupOf: "x" }) { totalCount } }')
    expect(errors?.[0]?.extensions.fields).toMatchObject([
      { path: 'prospects.where.groupOf', code: 'NOT_AN_ID' },
    ])
  })
})
