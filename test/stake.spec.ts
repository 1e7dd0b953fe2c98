import { randomUUID } from 'node:crypto'
import { anAncrage, type Ancrage, type GraphqlAnswer } from './ancrage.js'

const officer = 'officer@awex.example'
const airport = 'officer@liege-airport.example'

let ancrage: Ancrage
beforeAll(async () => {
  ancrage = await anAncrage()
})
afterAll(() => ancrage.stop())

const record =
  'mutation ($input: RecordStakeInput!) { recordStake(input: $input) { id version percent since endedOn holder { name } held { name } } }'
const groupOf = async (id: string, viewer = officer) => {
  const query = 'query ($id: ID!) { prospect(id: $id) { group { distance relation prospect { name } } } }'
  const { prospect } = await ancrage.get(viewer, query, { id })
  return prospect.group
    .map(({ prospect: { name }, distance, relation }: any) => `${name} ${distance} ${relation}`)
    .sort() as string[]
}
const aProspect = async (name: string, confidentiality = 'INTERNAL', by = officer): Promise<string> => {
  const mutation = 'mutation ($input: CreateProspectInput!) { createProspect(input: $input) { id } }'
  return (await ancrage.get(by, mutation, { input: { name, confidentiality } })).createProspect.id
}
const prospects = (...names: string[]) => Promise.all(names.map((name) => aProspect(name)))
const stake = async (holder: string, held: string, percent = '20', more: object = {}) =>
  (await ancrage.get(officer, record, { input: { holder, held, percent, ...more } })).recordStake as {
    id: string
    version: number
  }
const refused = (input: object, viewer = officer) => ancrage.ask(viewer, record, { input })
const faultsOf = ({ errors }: GraphqlAnswer) =>
  errors?.[0]?.extensions.fields?.map(({ path, code }) => `${path} ${code}`) ?? errors?.[0]?.extensions.code

describe('a stake', () => {
  it('is recorded, and shows at both prospects', async () => {
    const [alibaba, cainiao] = await prospects('Alibaba', 'Cainiao')
    await expect(stake(alibaba!, cainiao!, '51', { since: '2017-09-26' })).resolves.toMatchObject({
      version: 1,
      percent: '51.00',
      since: '2017-09-26',
      endedOn: null,
      holder: { name: 'Alibaba' },
      held: { name: 'Cainiao' },
    })
    const query = `query ($a: ID!, $c: ID!) {
      a: prospect(id: $a) { stakesHeld { totalCount nodes { held { name } } } heldBy { totalCount } }
      c: prospect(id: $c) { stakesHeld { totalCount } heldBy(where: { percent: { gt: "50" } }) { totalCount nodes { holder { name } percent } } }
    }`
    await expect(ancrage.get(officer, query, { a: alibaba, c: cainiao })).resolves.toEqual({
      a: { stakesHeld: { totalCount: 1, nodes: [{ held: { name: 'Cainiao' } }] }, heldBy: { totalCount: 0 } },
      c: {
        stakesHeld: { totalCount: 0 },
        heldBy: { totalCount: 1, nodes: [{ holder: { name: 'Alibaba' }, percent: '51.00' }] },
      },
    })
  })

  it('exists once: recorded again, it changes, with the version that was seen and a trail', async () => {
    const [holder, held] = await prospects('A', 'B')
    const { id } = await stake(holder!, held!, '51')
    await expect(stake(holder!, held!, '63', { version: 1 })).resolves.toMatchObject({
      id,
      version: 2,
      percent: '63.00',
    })
    const { rows } = await ancrage.owner.query(
      "select before ->> 'percent' as before, after ->> 'percent' as after from audit_entry where subject_id = $1 order by at",
      [id],
    )
    expect(rows).toEqual([
      { before: null, after: '51' },
      { before: '51.00', after: '63' },
    ])
  })

  it('is not changed without its version, nor with an old one', async () => {
    const [holder, held] = await prospects('A', 'B')
    await stake(holder!, held!, '51')
    await stake(holder!, held!, '63', { version: 1 })
    for (const version of [undefined, null, 1, 3]) {
      const { errors } = await refused({ holder, held, percent: '70', version })
      expect(errors![0]!.extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 })
    }
  })

  it('that is not recorded has no version to change', async () => {
    const [holder, held] = await prospects('A', 'B')
    expect(faultsOf(await refused({ holder, held, percent: '1', version: 1 }))).toBe('NOT_FOUND')
  })

  it.each([
    ['nothing', { percent: '0' }, ['input.percent OUT_OF_RANGE']],
    ['more than the whole', { percent: '100.01' }, ['input.percent OUT_OF_RANGE']],
    ['less than nothing', { percent: '-5' }, ['input.percent OUT_OF_RANGE', 'input.percent NEGATIVE']],
    ['a thousandth', { percent: '0.001' }, ['input.percent NOT_A_DECIMAL']],
    ['no number', { percent: 'half' }, ['input.percent NOT_A_DECIMAL']],
    ['a day to come', { percent: '5', since: '2190-01-01' }, ['input.since FUTURE_DAY']],
    ['an end to come', { percent: '5', endedOn: '2190-01-01' }, ['input.endedOn FUTURE_DAY']],
    [
      'an end before its beginning',
      { percent: '5', since: '2018-05-31', endedOn: '2018-05-30' },
      ['input.endedOn RANGE_INVERTED'],
    ],
    ['an unknown holder', { percent: '5', holder: randomUUID() }, ['input.holder UNKNOWN_REFERENCE']],
    ['an unknown company held', { percent: '5', held: 'nobody' }, ['input.held UNKNOWN_REFERENCE']],
  ])('is refused with %s', async (_, input, faults) => {
    const [holder, held] = await prospects('A', 'B')
    expect(new Set(faultsOf(await refused({ holder, held, ...input })))).toEqual(new Set(faults))
  })

  it('is never a company’s share in itself', async () => {
    const [a] = await prospects('A')
    expect(faultsOf(await refused({ holder: a, held: a, percent: '5' }))).toEqual(['input.held HOLDS_ITSELF'])
    expect(faultsOf(await refused({ holder: a, held: a!.toUpperCase(), percent: '5' }))).toEqual([
      'input.held HOLDS_ITSELF',
    ])
  })

  it('makes no more than the whole with the others, unless they have ended', async () => {
    const [a, b, c] = await prospects('A', 'B', 'C')
    await stake(a!, c!, '60')
    expect(faultsOf(await refused({ holder: b, held: c, percent: '40.01' }))).toEqual([
      'input.percent OUT_OF_RANGE',
    ])
    await stake(b!, c!, '40')
    expect(faultsOf(await refused({ holder: a, held: c, percent: '60.01', version: 1 }))).toEqual([
      'input.percent OUT_OF_RANGE',
    ])
    await stake(b!, c!, '40', { version: 1, endedOn: '2018-05-31' })
    await expect(stake(a!, c!, '100', { version: 1 })).resolves.toMatchObject({ percent: '100.00' })
    expect(faultsOf(await refused({ holder: b, held: c, percent: '40', version: 2, endedOn: null }))).toEqual(
      ['input.percent OUT_OF_RANGE'],
    )
  })

  it('makes no more than the whole when many are recorded at once', async () => {
    const held = await aProspect('Held')
    const holders = await prospects('A', 'B', 'C', 'D', 'E', 'F')
    await Promise.all(holders.map((holder) => refused({ holder, held, percent: '30' })))
    const { rows } = await ancrage.owner.query('select sum(percent) from stake where held_id = $1', [held])
    expect(rows).toEqual([{ sum: '90.00' }])
  })

  it('does not block another that is recorded the other way at the same time', async () => {
    const [a, b] = await prospects('A', 'B')
    const answers = await Promise.all([
      refused({ holder: a, held: b, percent: '10' }),
      refused({ holder: b, held: a, percent: '10' }),
    ])
    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined])
  })

  it('is recorded once with one idempotency key', async () => {
    const [holder, held] = await prospects('A', 'B')
    const input = { idempotencyKey: 'a-b' }
    const first = await stake(holder!, held!, '20', input)
    await expect(stake(holder!, held!, '20', input)).resolves.toEqual(first)
    expect(faultsOf(await refused({ holder, held, percent: '30', ...input }))).toBe('CONFLICT')
  })

  it('is not recorded by a reader', async () => {
    const [holder, held] = await prospects('A', 'B')
    expect(faultsOf(await refused({ holder, held, percent: '1' }, 'analyst@awex.example'))).toBe('FORBIDDEN')
  })

  it('is seen by whoever sees both prospects, and its prospects are referred to by nobody else', async () => {
    const [open, other, hidden] = [
      await aProspect('Open', 'OPEN'),
      await aProspect('Other', 'OPEN'),
      await aProspect('Hidden'),
    ]
    await stake(open, other, '10')
    await stake(hidden, open, '10')
    const query =
      'query ($id: ID!) { prospect(id: $id) { stakesHeld { totalCount nodes { held { name } } } heldBy { totalCount nodes { holder { name } } } } }'
    await expect(ancrage.get(airport, query, { id: open })).resolves.toEqual({
      prospect: {
        stakesHeld: { totalCount: 1, nodes: [{ held: { name: 'Other' } }] },
        heldBy: { totalCount: 0, nodes: [] },
      },
    })
    expect(faultsOf(await refused({ holder: open, held: hidden, percent: '1' }, airport))).toEqual([
      'input.held UNKNOWN_REFERENCE',
    ])
  })

  it('that the writer may not see counts in the total all the same', async () => {
    const [held, holder, hidden] = [
      await aProspect('Held', 'OPEN'),
      await aProspect('Holder', 'OPEN'),
      await aProspect('Hidden'),
    ]
    await stake(hidden, held, '60')
    expect(faultsOf(await refused({ holder, held, percent: '41' }, airport))).toBe('BAD_USER_INPUT')
    expect(faultsOf(await refused({ holder, held, percent: '40' }, airport))).toBeUndefined()
  })
})

describe('the group of a prospect', () => {
  it('goes up, down and sideways, with the number of stakes between', async () => {
    const [top, mother, me, child, grandchild, sister] = await prospects(
      'Top',
      'Mother',
      'Me',
      'Child',
      'Grandchild',
      'Sister',
    )
    for (const [holder, held] of [
      [top, mother],
      [mother, me],
      [me, child],
      [child, grandchild],
      [mother, sister],
    ])
      await stake(holder!, held!)
    await expect(groupOf(me!)).resolves.toEqual([
      'Child 1 BELOW',
      'Grandchild 2 BELOW',
      'Mother 1 ABOVE',
      'Sister 2 BESIDE',
      'Top 2 ABOVE',
    ])
    await expect(groupOf(top!)).resolves.toEqual([
      'Child 3 BELOW',
      'Grandchild 4 BELOW',
      'Me 2 BELOW',
      'Mother 1 BELOW',
      'Sister 2 BELOW',
    ])
  })

  it('is empty without stakes', async () => {
    await expect(groupOf(await aProspect('Alone'))).resolves.toEqual([])
  })

  it('survives a ring of three', async () => {
    const [a, b, c] = await prospects('A', 'B', 'C')
    for (const [holder, held] of [
      [a, b],
      [b, c],
      [c, a],
    ])
      await stake(holder!, held!)
    await expect(groupOf(a!)).resolves.toEqual(['B 1 BELOW', 'C 1 ABOVE'])
    await expect(groupOf(b!)).resolves.toEqual(['A 1 ABOVE', 'C 1 BELOW'])
  })

  it('survives two that hold each other', async () => {
    const [a, b] = await prospects('A', 'B')
    for (const [holder, held] of [
      [a, b],
      [b, a],
    ])
      await stake(holder!, held!)
    await expect(groupOf(a!)).resolves.toEqual(['B 1 ABOVE'])
  })

  it('is walked in no time where everybody holds everybody', async () => {
    const ids = await prospects(...Array.from({ length: 14 }, (_, i) => `P${i}`))
    const pairs = ids.flatMap((holder) => ids.filter((held) => held !== holder).map((held) => [holder, held]))
    for (const [holder, held] of pairs)
      await ancrage.owner.query(
        'insert into stake (id, holder_id, held_id, percent, created_at, updated_at) values ($1, $2, $3, 5, now(), now())',
        [randomUUID(), holder, held],
      )
    await expect(groupOf(ids[0]!)).resolves.toHaveLength(13)
  })

  it('is not led on by a stake that has ended', async () => {
    const [a, b] = await prospects('A', 'B')
    await stake(a!, b!)
    await stake(a!, b!, '20', { version: 1, endedOn: '2018-05-31' })
    await expect(groupOf(a!)).resolves.toEqual([])
  })

  it('ends where the viewer’s sight ends: what lies behind a hidden company does not appear', async () => {
    const [near, far, hidden] = [
      await aProspect('Near', 'OPEN'),
      await aProspect('Far', 'OPEN'),
      await aProspect('Hidden'),
    ]
    await stake(near, hidden)
    await stake(hidden, far)
    await expect(groupOf(near)).resolves.toEqual(['Far 2 BELOW', 'Hidden 1 BELOW'])
    await expect(groupOf(near, airport)).resolves.toEqual([])
  })

  it('can be asked of many at once, and filtered by', async () => {
    const [holding, daughter] = await prospects('Holding', 'Daughter')
    await stake(holding!, daughter!)
    const query =
      '{ prospects(where: { group: { some: { relation: { eq: ABOVE }, prospect: { name: { eq: "holding" } } } } }) { nodes { name group { prospect { name } } } } }'
    await expect(ancrage.get(officer, query)).resolves.toEqual({
      prospects: { nodes: [{ name: 'Daughter', group: [{ prospect: { name: 'Holding' } }] }] },
    })
  })
})
