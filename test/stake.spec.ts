import { randomUUID } from 'node:crypto'
import { startTestService, type TestService, type GraphqlAnswer } from './test-service.js'

const officer = 'officer@awex.example'
const airport = 'officer@liege-airport.example'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const record =
  'mutation ($input: RecordStakeInput!) { recordStake(input: $input) { id version percent since endedOn holder { name } held { name } } }'
const groupOf = async (id: string, viewer = officer) => {
  const query = 'query ($id: ID!) { prospect(id: $id) { group { distance relation prospect { name } } } }'
  const { prospect } = await ancrage.run(viewer, query, { id })
  return prospect.group
    .map(({ prospect: { name }, distance, relation }: any) => `${name} ${distance} ${relation}`)
    .sort() as string[]
}
const aProspect = async (name: string, confidentiality = 'INTERNAL', by = officer): Promise<string> => {
  const mutation = 'mutation ($input: CreateProspectInput!) { createProspect(input: $input) { id } }'
  return (await ancrage.run(by, mutation, { input: { name, confidentiality } })).createProspect.id
}
const createProspects = (...names: string[]) => Promise.all(names.map((name) => aProspect(name)))
const recordStake = async (holder: string, held: string, percent = '20', more: object = {}) =>
  (await ancrage.run(officer, record, { input: { holder, held, percent, ...more } })).recordStake as {
    id: string
    version: number
  }
const tryRecordStake = (input: object, viewer = officer) => ancrage.request(viewer, record, { input })
const faultsOf = ({ errors }: GraphqlAnswer) =>
  errors?.[0]?.extensions.fields?.map(({ path, code }) => `${path} ${code}`) ?? errors?.[0]?.extensions.code

describe('a stake', () => {
  it('is recorded, and listed at both prospects', async () => {
    const [alibaba, cainiao] = await createProspects('Alibaba', 'Cainiao')
    await expect(recordStake(alibaba!, cainiao!, '51', { since: '2017-09-26' })).resolves.toMatchObject({
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
    await expect(ancrage.run(officer, query, { a: alibaba, c: cainiao })).resolves.toEqual({
      a: { stakesHeld: { totalCount: 1, nodes: [{ held: { name: 'Cainiao' } }] }, heldBy: { totalCount: 0 } },
      c: {
        stakesHeld: { totalCount: 0 },
        heldBy: { totalCount: 1, nodes: [{ holder: { name: 'Alibaba' }, percent: '51.00' }] },
      },
    })
  })

  it('is unique: recorded again with its version, it changes, with an audit entry', async () => {
    const [holder, held] = await createProspects('A', 'B')
    const { id } = await recordStake(holder!, held!, '51')
    await expect(recordStake(holder!, held!, '63', { version: 1 })).resolves.toMatchObject({
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

  it('cannot be changed without its current version', async () => {
    const [holder, held] = await createProspects('A', 'B')
    await recordStake(holder!, held!, '51')
    await recordStake(holder!, held!, '63', { version: 1 })
    for (const version of [undefined, null, 1, 3]) {
      const { errors } = await tryRecordStake({ holder, held, percent: '70', version })
      expect(errors![0]!.extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 })
    }
  })

  it('that is not recorded cannot be changed', async () => {
    const [holder, held] = await createProspects('A', 'B')
    expect(faultsOf(await tryRecordStake({ holder, held, percent: '1', version: 1 }))).toBe('NOT_FOUND')
  })

  it.each([
    ['0 percent', { percent: '0' }, ['input.percent OUT_OF_RANGE']],
    ['more than 100 percent', { percent: '100.01' }, ['input.percent OUT_OF_RANGE']],
    ['a negative percentage', { percent: '-5' }, ['input.percent OUT_OF_RANGE', 'input.percent NEGATIVE']],
    ['three decimals', { percent: '0.001' }, ['input.percent NOT_A_DECIMAL']],
    ['a text', { percent: 'half' }, ['input.percent NOT_A_DECIMAL']],
    ['a future day', { percent: '5', since: '2190-01-01' }, ['input.since FUTURE_DAY']],
    ['a future end', { percent: '5', endedOn: '2190-01-01' }, ['input.endedOn FUTURE_DAY']],
    [
      'an end before its beginning',
      { percent: '5', since: '2018-05-31', endedOn: '2018-05-30' },
      ['input.endedOn RANGE_INVERTED'],
    ],
    ['an unknown holder', { percent: '5', holder: randomUUID() }, ['input.holder UNKNOWN_REFERENCE']],
    ['an unknown company held', { percent: '5', held: 'no id' }, ['input.held UNKNOWN_REFERENCE']],
  ])('is rejected with %s', async (_, input, faults) => {
    const [holder, held] = await createProspects('A', 'B')
    expect(new Set(faultsOf(await tryRecordStake({ holder, held, ...input })))).toEqual(new Set(faults))
  })

  it('cannot be held by the company itself', async () => {
    const [a] = await createProspects('A')
    expect(faultsOf(await tryRecordStake({ holder: a, held: a, percent: '5' }))).toEqual([
      'input.held HOLDS_ITSELF',
    ])
    expect(faultsOf(await tryRecordStake({ holder: a, held: a!.toUpperCase(), percent: '5' }))).toEqual([
      'input.held HOLDS_ITSELF',
    ])
  })

  it('cannot exceed 100 percent together with other current stakes', async () => {
    const [a, b, c] = await createProspects('A', 'B', 'C')
    await recordStake(a!, c!, '60')
    expect(faultsOf(await tryRecordStake({ holder: b, held: c, percent: '40.01' }))).toEqual([
      'input.percent OUT_OF_RANGE',
    ])
    await recordStake(b!, c!, '40')
    expect(faultsOf(await tryRecordStake({ holder: a, held: c, percent: '60.01', version: 1 }))).toEqual([
      'input.percent OUT_OF_RANGE',
    ])
    await recordStake(b!, c!, '40', { version: 1, endedOn: '2018-05-31' })
    await expect(recordStake(a!, c!, '100', { version: 1 })).resolves.toMatchObject({ percent: '100.00' })
    expect(
      faultsOf(await tryRecordStake({ holder: b, held: c, percent: '40', version: 2, endedOn: null })),
    ).toEqual(['input.percent OUT_OF_RANGE'])
  })

  it('cannot exceed 100 percent by concurrent recordings', async () => {
    const held = await aProspect('Held')
    const holders = await createProspects('A', 'B', 'C', 'D', 'E', 'F')
    await Promise.all(holders.map((holder) => tryRecordStake({ holder, held, percent: '30' })))
    const { rows } = await ancrage.owner.query('select sum(percent) from stake where held_id = $1', [held])
    expect(rows).toEqual([{ sum: '90.00' }])
  })

  it('does not deadlock with a concurrent stake in the other direction', async () => {
    const [a, b] = await createProspects('A', 'B')
    const answers = await Promise.all([
      tryRecordStake({ holder: a, held: b, percent: '10' }),
      tryRecordStake({ holder: b, held: a, percent: '10' }),
    ])
    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined])
  })

  it('is recorded once per idempotency key', async () => {
    const [holder, held] = await createProspects('A', 'B')
    const input = { idempotencyKey: 'a-b' }
    const first = await recordStake(holder!, held!, '20', input)
    await expect(recordStake(holder!, held!, '20', input)).resolves.toEqual(first)
    expect(faultsOf(await tryRecordStake({ holder, held, percent: '30', ...input }))).toBe('CONFLICT')
  })

  it('cannot be recorded by an ANALYST', async () => {
    const [holder, held] = await createProspects('A', 'B')
    expect(faultsOf(await tryRecordStake({ holder, held, percent: '1' }, 'analyst@awex.example'))).toBe(
      'FORBIDDEN',
    )
  })

  it('is visible to users who see both prospects, and a hidden prospect cannot be referenced', async () => {
    const [open, other, hidden] = [
      await aProspect('Open', 'OPEN'),
      await aProspect('Other', 'OPEN'),
      await aProspect('Hidden'),
    ]
    await recordStake(open, other, '10')
    await recordStake(hidden, open, '10')
    const query =
      'query ($id: ID!) { prospect(id: $id) { stakesHeld { totalCount nodes { held { name } } } heldBy { totalCount nodes { holder { name } } } } }'
    await expect(ancrage.run(airport, query, { id: open })).resolves.toEqual({
      prospect: {
        stakesHeld: { totalCount: 1, nodes: [{ held: { name: 'Other' } }] },
        heldBy: { totalCount: 0, nodes: [] },
      },
    })
    expect(faultsOf(await tryRecordStake({ holder: open, held: hidden, percent: '1' }, airport))).toEqual([
      'input.held UNKNOWN_REFERENCE',
    ])
  })

  const conflictsOf = async (id: string, viewer: string) => {
    const query = 'query ($id: ID!) { prospect(id: $id) { stakeConflicts { percent holder { name } } } }'
    return (await ancrage.run(viewer, query, { id })).prospect.stakeConflicts
  }

  it('is never refused because of one that is hidden from the user; who sees both sees the contradiction', async () => {
    const [held, holder, hidden] = [
      await aProspect('Held', 'OPEN'),
      await aProspect('Holder', 'OPEN'),
      await aProspect('Hidden'),
    ]
    await recordStake(hidden, held, '60')
    expect(faultsOf(await tryRecordStake({ holder, held, percent: '100' }, airport))).toBeUndefined()
    expect(await conflictsOf(held, airport)).toEqual([])
    expect(await conflictsOf(held, officer)).toEqual([
      { percent: '100.00', holder: { name: 'Holder' } },
      { percent: '60.00', holder: { name: 'Hidden' } },
    ])
    // who sees both cannot make it worse, and puts it right in several steps
    expect(faultsOf(await tryRecordStake({ holder: hidden, held, percent: '60.01', version: 1 }))).toEqual([
      'input.percent OUT_OF_RANGE',
    ])
    await recordStake(hidden, held, '50', { version: 1 })
    await recordStake(holder, held, '50', { version: 1 })
    expect(await conflictsOf(held, officer)).toEqual([])
  })

  it('in a company that others hold is answered alike whatever they hold', async () => {
    const answers = []
    for (const share of [null, '0.01', '60', '100']) {
      const [held, holder, hidden] = [
        await aProspect('Held', 'OPEN'),
        await aProspect('Holder', 'OPEN'),
        await aProspect('Hidden'),
      ]
      if (share) await recordStake(hidden, held, share)
      const tries = []
      for (const percent of ['0.01', '39', '40.01', '100', '100.01'])
        tries.push(
          faultsOf(await tryRecordStake({ holder, held, percent, version: tries.length || null }, airport)),
        )
      answers.push(tries)
    }
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
  })
})

describe('the group of a prospect', () => {
  it('extends up, down and sideways, with the number of stakes in between', async () => {
    const [top, mother, me, child, grandchild, sister] = await createProspects(
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
      await recordStake(holder!, held!)
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

  it('can have a cycle of three', async () => {
    const [a, b, c] = await createProspects('A', 'B', 'C')
    for (const [holder, held] of [
      [a, b],
      [b, c],
      [c, a],
    ])
      await recordStake(holder!, held!)
    await expect(groupOf(a!)).resolves.toEqual(['B 1 BELOW', 'C 1 ABOVE'])
    await expect(groupOf(b!)).resolves.toEqual(['A 1 ABOVE', 'C 1 BELOW'])
  })

  it('can have two prospects that hold each other', async () => {
    const [a, b] = await createProspects('A', 'B')
    for (const [holder, held] of [
      [a, b],
      [b, a],
    ])
      await recordStake(holder!, held!)
    await expect(groupOf(a!)).resolves.toEqual(['B 1 ABOVE'])
  })

  it('is computed quickly if every prospect holds every other one', async () => {
    const ids = await createProspects(...Array.from({ length: 14 }, (_, i) => `P${i}`))
    const pairs = ids.flatMap((holder) => ids.filter((held) => held !== holder).map((held) => [holder, held]))
    for (const [holder, held] of pairs)
      await ancrage.owner.query(
        'insert into stake (id, holder_id, held_id, percent, created_at, updated_at) values ($1, $2, $3, 5, now(), now())',
        [randomUUID(), holder, held],
      )
    await expect(groupOf(ids[0]!)).resolves.toHaveLength(13)
  })

  it('does not extend over a stake that has ended', async () => {
    const [a, b] = await createProspects('A', 'B')
    await recordStake(a!, b!)
    await recordStake(a!, b!, '20', { version: 1, endedOn: '2018-05-31' })
    await expect(groupOf(a!)).resolves.toEqual([])
  })

  it('ends at a hidden prospect', async () => {
    const [near, far, hidden] = [
      await aProspect('Near', 'OPEN'),
      await aProspect('Far', 'OPEN'),
      await aProspect('Hidden'),
    ]
    await recordStake(near, hidden)
    await recordStake(hidden, far)
    await expect(groupOf(near)).resolves.toEqual(['Far 2 BELOW', 'Hidden 1 BELOW'])
    await expect(groupOf(near, airport)).resolves.toEqual([])
  })

  it('can be read for many prospects at once, and used in a filter', async () => {
    const [holding, daughter] = await createProspects('Holding', 'Daughter')
    await recordStake(holding!, daughter!)
    const query =
      '{ prospects(where: { group: { some: { relation: { eq: ABOVE }, prospect: { name: { eq: "holding" } } } } }) { nodes { name group { prospect { name } } } } }'
    await expect(ancrage.run(officer, query)).resolves.toEqual({
      prospects: { nodes: [{ name: 'Daughter', group: [{ prospect: { name: 'Holding' } }] }] },
    })
  })
})
