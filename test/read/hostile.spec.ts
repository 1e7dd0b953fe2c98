/** Hostile requests get a correct answer or a clear error, and the next request is answered. */
import { getIntrospectionQuery } from 'graphql'
import { startTestService, type TestService, type GraphqlAnswer } from '../test-service.js'

const head = 'head@awex.example'
const count = 'query ($where: AgencyWhere) { agencies(where: $where) { totalCount } }'
const page =
  'query ($orderBy: [AgencyOrder!], $after: String, $first: Int) { agencies(orderBy: $orderBy, after: $after, first: $first) { nodes { code } pageInfo { endCursor } } }'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())
afterEach(async () => {
  const { agencies } = await ancrage.run(head, count)
  expect(agencies.totalCount).toBe(5)
})

function expectError(
  { data, errors }: GraphqlAnswer<unknown>,
  code = 'BAD_USER_INPUT',
  fault?: object,
): void {
  expect(data ?? null).toBeNull()
  expect(errors?.[0]?.extensions.code).toBe(code)
  if (fault) expect(errors?.[0]?.extensions.fields).toEqual([expect.objectContaining(fault)])
  expect(errors?.[0]?.message).toMatch(/^\p{L}.{10,}/su)
  expect(JSON.stringify(errors).length).toBeLessThan(2_000)
  expect(JSON.stringify(errors)).not.toMatch(/\bselect\b|\$\d|pg_|node_modules|\.js:\d|{{/)
}

describe('text in a filter', () => {
  const statements = [
    "'; drop table agency; --",
    "' or '1'='1",
    '$1',
    '{t}.id',
    '\\',
    '%',
    '_',
    "E'\\x00'",
    '"',
    '`',
  ]

  it.each(statements)('is never parsed as SQL: %s', async (text) => {
    for (const operator of ['eq', 'contains', 'startsWith', 'gt']) {
      const where = { or: [{ name: { [operator]: text } }, { code: { [operator]: text } }] }
      const { agencies } = await ancrage.run(head, count, { where })
      if (operator !== 'gt') expect(agencies.totalCount).toBe(0)
    }
    expect(
      (await ancrage.run(head, count, { where: { code: { in: [text, 'awex'] } } })).agencies.totalCount,
    ).toBe(1)
  })

  it.each([
    ['\u0000', 'CONTROL_CHARACTER'],
    ['a\u0007b', 'CONTROL_CHARACTER'],
    ['\u202Egnp', 'BIDI_CONTROL'],
    ['\uD800', 'LONE_SURROGATE'],
    ['\uFFFE', 'NONCHARACTER'],
  ])('is rejected with %j in it', async (text, code) => {
    expectError(await ancrage.request(head, count, { where: { name: { eq: text } } }), 'BAD_USER_INPUT', {
      path: 'agencies.where.name.eq',
      code,
    })
    expectError(
      await ancrage.request(head, count, { where: { code: { in: ['awex', text] } } }),
      'BAD_USER_INPUT',
      {
        path: 'agencies.where.code.in',
        code,
      },
    )
    expectError(
      await ancrage.request(head, 'query ($code: String!) { agency(code: $code) { id } }', { code: text }),
    )
  })

  it.each(['contains', 'startsWith'])('is rejected if it is empty, with %s', async (operator) => {
    expectError(
      await ancrage.request(head, count, { where: { name: { [operator]: '' } } }),
      'BAD_USER_INPUT',
      {
        path: `agencies.where.name.${operator}`,
        code: 'EMPTY_FILTER',
      },
    )
  })

  it('can be as long as a request', async () => {
    const text = 'é'.repeat(400_000)
    expect(await ancrage.run(head, count, { where: { name: { contains: text } } })).toEqual({
      agencies: { totalCount: 0 },
    })
    expectError(await ancrage.request(head, count, { where: text }))
    expectError(await ancrage.request(head, page, { after: text }), 'BAD_USER_INPUT', { code: 'BAD_CURSOR' })
  })
})

describe('a filter', () => {
  it.each([
    [{}, 'agencies.where'],
    [{ code: {} }, 'agencies.where.code'],
    [{ code: null }, 'agencies.where.code'],
    [{ code: { eq: null } }, 'agencies.where.code.eq'],
    [{ code: { in: [] } }, 'agencies.where.code.in'],
    [{ and: [] }, 'agencies.where.and'],
    [{ or: [{}] }, 'agencies.where.or[0]'],
    [{ not: {} }, 'agencies.where.not'],
    [{ code: { isNull: null } }, 'agencies.where.code.isNull'],
  ])('without a condition is rejected: %j', async (where, path) => {
    expectError(await ancrage.request(head, count, { where }), 'BAD_USER_INPUT', {
      path,
      code: 'EMPTY_FILTER',
    })
  })

  it.each([
    [{ isNull: true }, 'agencies.where.isNull'],
    [{ or: [{ code: { eq: 'awex' } }, { isNull: false }] }, 'agencies.where.or[1].isNull'],
    [{ contacts: { some: { isNull: true } } }, 'agencies.where.contacts.some.isNull'],
  ])('with isNull on a row of the list is rejected: %j', async (where, path) => {
    expectError(await ancrage.request(head, count, { where }), 'BAD_USER_INPUT', { path, code: 'NEVER_NULL' })
  })

  const deals = 'query ($where: DealWhere) { deals(where: $where) { totalCount } }'
  it.each([
    { nope: { eq: 1 } },
    { code: { like: 'x' } },
    { updatedAt: { eq: '2018-02-30T00:00:00Z' } },
    { openedOn: { eq: '2018-02-30' } },
    { version: { eq: 2 ** 31 } },
    { version: { eq: 1.5 } },
    { capex: { low: { eq: '1e400' } } },
    { stage: { code: { eq: 'WONDERFUL' } } },
    { masked: { eq: 'yes' } },
    { id: { eq: 'not-an-id' } },
    { id: { in: ['00000000-0000-0000-0000-00000000000'] } },
    [],
    'all',
  ])('of a wrong form is rejected: %j', async (where) => {
    expectError(await ancrage.request(head, deals, { where }))
  })

  const nestedFilter = (depth: number): object => {
    let where: object = { code: { eq: 'awex' } }
    for (let i = 0; i < depth; i++) where = { not: where }
    return where
  }
  const literalFilter = (depth: number) =>
    `${'{ not: '.repeat(depth)}{ code: { eq: "awex" } }${' }'.repeat(depth)}`
  it('can be nested only to a limited depth', async () => {
    expect(await ancrage.run(head, count, { where: nestedFilter(18) })).toEqual({
      agencies: { totalCount: 1 },
    })
    for (const depth of [25, 100, 2_000])
      expectError(await ancrage.request(head, count, { where: nestedFilter(depth) }), 'BAD_USER_INPUT', {
        code: 'TOO_DEEP',
      })
    expectError(await ancrage.request(head, `{ agencies(where: ${literalFilter(1_500)}) { totalCount } }`))
  })

  it('that is nested too deeply for a recursive program is rejected as well', async () => {
    const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
    const input = { email: head, password: 'ancrage-demo' }
    const { token } = (await ancrage.run(null, signIn, { input })).signIn
    const where = `${'{"not":'.repeat(100_000)}{"code":{"eq":"awex"}}${'}'.repeat(100_000)}`
    const response = await fetch(`${ancrage.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: `{"query":${JSON.stringify(count)},"variables":{"where":${where}}}`,
    })
    expectError((await response.json()) as GraphqlAnswer, 'BAD_USER_INPUT', { code: 'TOO_DEEP' })
  })

  it('has a limited number of conditions', async () => {
    const or = Array.from({ length: 30_000 }, () => ({ code: { eq: 'a' } }))
    const answer = await ancrage.request(head, count, { where: { or } })
    expectError(answer, 'TOO_COSTLY')
    expect(answer.errors![0]).toMatchObject({
      message: expect.stringContaining('where.or (500)'),
      extensions: {
        limit: 500,
        mostExpensive: [
          { path: 'agencies.where.or', cost: 500 },
          { path: 'agencies.where', cost: 1 },
        ],
      },
    })
    const codes = Array.from({ length: 50_000 }, (_, i) => `code-${i}`)
    expect(await ancrage.run(head, count, { where: { code: { in: codes } } })).toEqual({
      agencies: { totalCount: 0 },
    })
  })
})

describe('orderBy', () => {
  it.each([
    [{}],
    [{ code: 'ASC', name: 'ASC' }],
    [{ code: null }],
    [{ code: 'asc; drop table agency' }],
    [{ 'code; drop table agency': 'ASC' }],
    ['code'],
    Array.from({ length: 9 }, () => ({ code: 'ASC' })),
  ])('of a wrong form is rejected: %j', async (...orderBy) => {
    expectError(await ancrage.request(head, page, { orderBy }))
  })
})

describe('first', () => {
  it.each([-1, 101, 100_000, 2 ** 31, 1.5, '10', true])('is rejected: %j', async (first) => {
    expectError(await ancrage.request(head, page, { first }))
    expectError(await ancrage.request(head, `{ agencies(first: ${JSON.stringify(first)}) { totalCount } }`))
  })
})

describe('a cursor', () => {
  const forgeCursor = (...place: unknown[]) => Buffer.from(JSON.stringify(place)).toString('base64')
  const markOf = (cursor: string) => (JSON.parse(Buffer.from(cursor, 'base64').toString()) as string[])[0]
  const byUpdate = { orderBy: [{ updatedAt: 'DESC' }, { version: 'ASC' }], first: 2 }
  let cursor: string
  beforeAll(async () => {
    cursor = (await ancrage.run(head, page, byUpdate)).agencies.pageInfo.endCursor
  })

  it('leads to the next page', async () => {
    const { agencies } = await ancrage.run(head, page, { ...byUpdate, after: cursor, first: 100 })
    expect(agencies.nodes).toHaveLength(3)
  })

  it.each([
    '',
    ' ',
    'x',
    '!!!',
    'null',
    'W10=',
    forgeCursor(),
    forgeCursor(null),
    forgeCursor({}),
    forgeCursor('x', 'y'),
  ])('that is forged is rejected: %j', async (after) => {
    if (after)
      expectError(await ancrage.request(head, page, { after }), 'BAD_USER_INPUT', {
        path: 'agencies.after',
        code: 'BAD_CURSOR',
      })
  })

  it('of another order or another list is rejected', async () => {
    expectError(await ancrage.request(head, page, { after: cursor }))
    expectError(
      await ancrage.request(head, page, {
        after: cursor,
        orderBy: [{ updatedAt: 'ASC' }, { version: 'ASC' }],
      }),
    )
    const { agencies } = await ancrage.run(head, page, { first: 1 })
    expectError(
      await ancrage.request(head, 'query ($after: String) { prospects(after: $after) { nodes { id } } }', {
        after: agencies.pageInfo.endCursor,
      }),
    )
  })

  const id = '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10'
  const instant = '2018-05-31T10:00:00.000000Z'
  it.each([
    [instant, '1', 'x'],
    [instant, '99999999999', id],
    [instant, "1'; drop table agency; --", id],
    [instant, 1, id],
    [instant, null, id],
    ['2018-02-30T10:00:00.000000Z', '1', id],
    ['2018-05-31T25:00:00.000000Z', '1', id],
    [instant, '1'],
    [instant, '1', id, id],
    [{}, [], id],
  ])('with wrong values is rejected: %j %j %j', async (...place) => {
    const after = forgeCursor(markOf(cursor), ...place)
    expectError(await ancrage.request(head, page, { ...byUpdate, after }), 'BAD_USER_INPUT', {
      code: 'BAD_CURSOR',
    })
  })
})

describe('a selection', () => {
  it('can be nested only to a limited depth', async () => {
    const query = (depth: number) =>
      `{ deals(first: 1) { nodes { ${'jobProjections(first: 1) { nodes { deal { '.repeat(depth)} id ${'} } }'.repeat(depth)} } } }`
    expect(await ancrage.run(head, query(4))).toEqual({ deals: { nodes: [] } })
    expectError(await ancrage.request(head, query(5)), 'BAD_USER_INPUT', { code: 'TOO_DEEP' })
    expectError(await ancrage.request(head, query(50)), 'BAD_USER_INPUT', { code: 'TOO_DEEP' })
  })

  it('reads a limited number of rows', async () => {
    const query =
      'query ($n: Int) { prospects(first: $n) { nodes { deals(first: $n) { nodes { jobProjections(first: $n) { nodes { id } } } } } } }'
    expect(await ancrage.run(head, query, { n: 40 })).toMatchObject({ prospects: {} })
    const answer = await ancrage.request(head, query, { n: 100 })
    expectError(answer, 'TOO_COSTLY')
    expect(answer.errors?.[0]?.extensions).toMatchObject({ cost: 1_010_200, limit: 100_000 })
  })

  it('of the schema can have each list only once', async () => {
    expect(await ancrage.run(null, getIntrospectionQuery())).toMatchObject({ __schema: {} })
    expectError(
      await ancrage.request(null, '{ a: __schema { types { name } } b: __schema { types { name } } }'),
      'TOO_COSTLY',
    )
    expectError(
      await ancrage.request(null, '{ __schema { a: types { name } b: types { name } } }'),
      'TOO_COSTLY',
    )
  })

  it('of the schema has a thousand fields at most', async () => {
    const fields = ['fields { type', 'inputFields { type', 'interfaces', 'possibleTypes']
    /** A type and those that it wraps, each with the lists that lead to other types. */
    const typeOf = (lists: number, wrapped: number): string => {
      const others =
        lists === 0
          ? []
          : fields.map((list) => {
              const inner = typeOf(lists - 1, 3)
              return list.includes('{') ? `${list} ${inner} }` : `${list} ${inner}`
            })
      return `{ name ${others.join(' ')} ${wrapped === 0 ? '' : `ofType ${typeOf(lists, wrapped - 1)}`} }`
    }
    expectError(await ancrage.request(head, `{ __type(name: "Deal") ${typeOf(2, 3)} }`), 'TOO_COSTLY')
  })

  it('of a subscription is rejected', async () => {
    expectError(await ancrage.request(null, 'subscription { x }'))
  })

  it('of fragments that multiply is rejected before they are expanded', async () => {
    const fragments = Array.from(
      { length: 9 },
      (_, i) =>
        `fragment F${i} on JobProjection { id ${Array.from({ length: 20 }, (_, j) => `k${j}: replaces { ...F${i + 1} }`).join(' ')} }`,
    )
    const query = `{ deals { nodes { jobProjections { nodes { ...F0 } } } } } ${fragments.join(' ')} fragment F9 on JobProjection { id }`
    const began = Date.now()
    expectError(await ancrage.request(head, query), 'TOO_COSTLY')
    expect(Date.now() - began).toBeLessThan(5_000)
  })

  it('of many root fields is rejected', async () => {
    const query = `{ ${Array.from({ length: 1_200 }, (_, i) => `k${i}: viewer { id }`).join(' ')} }`
    expectError(await ancrage.request(head, query), 'TOO_COSTLY')
  })

  it.each(['id ', 'agency { id } '])(
    'of one field thousands of times is rejected quickly: %s',
    async (field) => {
      const began = Date.now()
      expectError(await ancrage.request(head, `{ viewer { ${field.repeat(2_400)} } }`), 'TOO_COSTLY')
      expect(Date.now() - began).toBeLessThan(5_000)
    },
  )

  it('of a mutation has the same limits, before anything is written', async () => {
    const create = `mutation ($input: CreateProspectInput!) { createProspect(input: $input) { id deals(first: 100) { nodes { transitions(first: 100) { nodes { deal { jobProjections(first: 100) { nodes { id } } } } } } } } }`
    expectError(await ancrage.request(head, create, { input: { name: 'Never' } }), 'TOO_COSTLY')
    const first = `mutation ($input: CreateProspectInput!) { createProspect(input: $input) { id deals(first: 101) { totalCount } } }`
    expectError(await ancrage.request(head, first, { input: { name: 'Never' } }), 'BAD_USER_INPUT', {
      code: 'FIRST_OUT_OF_RANGE',
    })
    const { rows } = await ancrage.owner.query(`select 1 from prospect where name = 'Never'`)
    expect(rows).toEqual([])
  })
})

describe('a query of one row', () => {
  it.each([
    '{ deal { id } }',
    '{ deal(id: "x") { id } }',
    '{ deal(id: null) { id } }',
    '{ prospect(id: 5) { id } }',
  ])('is rejected with invalid arguments: %s', async (query) =>
    expectError(await ancrage.request(head, query)),
  )
})
