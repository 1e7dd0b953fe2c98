import { startTestService, type TestService } from '../test-service.js'

const head = 'head@awex.example'
const codes = ['awex', 'cabinet-jeholet', 'cabinet-michel', 'liege-airport', 'logistics-in-wallonia']

let ancrage: TestService
let address: string
let token: string
beforeAll(async () => {
  ancrage = await startTestService()
  address = `${ancrage.address}/graphql`
  const { signIn } = await ancrage.run(
    null,
    'mutation ($input: SignInInput!) { signIn(input: $input) { token } }',
    { input: { email: head, password: 'ancrage-demo' } },
  )
  token = signIn.token
})
afterAll(() => ancrage.stop())

const post = async (body: object) => {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  })
  return response.json()
}
const run = (query: string, variables?: object) => ancrage.run(head, query, variables)
const agencies = (nodes: string[]) => ({ agencies: { nodes: nodes.map((code) => ({ code })) } })
const byCode = 'orderBy: { code: ASC }'

describe('a selection', () => {
  it('can have one field several times, each with its own arguments', async () => {
    const { a, b } = await run(
      `{ a: agencies(first: 1, ${byCode}) { nodes { code } } b: agencies(first: 1, orderBy: { code: DESC }) { nodes { code } } }`,
    )
    expect([a.nodes[0].code, b.nodes[0].code]).toEqual([codes[0], codes[4]])
  })

  it('merges fields with the same key', async () => {
    const answer = await run(
      '{ viewer { agency { code } agency { name } ...More } viewer { email } } fragment More on Viewer { agency { kind } }',
    )
    expect(Object.keys(answer.viewer.agency)).toEqual(['code', 'name', 'kind'])
    expect(answer.viewer.email).toBe(head)
  })

  it.each(['__proto__', 'constructor', 'toString', 'j', 'q', 'a'.repeat(5_000)])(
    'can have the alias %.20s at every level',
    async (alias) => {
      for (const finished of ['', '__typename'])
        expect(
          JSON.stringify(
            await run(`{ ${alias}: viewer { ${alias}: agency { ${alias}: code } } ${finished} }`),
          ),
        ).toContain(`{"${alias}":{"${alias}":{"${alias}":"awex"}}`)
    },
  )

  it('can have __typename at every level', async () => {
    expect(
      await run(
        `{ __typename agencies(first: 1, ${byCode}) { __typename edges { __typename node { __typename } } nodes { t: __typename } pageInfo { __typename } } }`,
      ),
    ).toEqual({
      __typename: 'Query',
      agencies: {
        __typename: 'AgencyConnection',
        edges: [{ __typename: 'AgencyEdge', node: { __typename: 'Agency' } }],
        nodes: [{ t: 'Agency' }],
        pageInfo: { __typename: 'PageInfo' },
      },
    })
  })

  it('can have more than 50 keys at every level, in their order', async () => {
    const many = (field: string) => Array.from({ length: 120 }, (_, i) => `k${i}: ${field}`).join(' ')
    const { agencies } = await run(
      `{ agencies(first: 2, ${byCode}) { nodes { ${many('code')} } pageInfo { ${many('hasNextPage')} } ${many('totalCount')} } }`,
    )
    const keys = Array.from({ length: 120 }, (_, i) => `k${i}`)
    expect(Object.keys(agencies.nodes[1])).toEqual(keys)
    expect(new Set(Object.values(agencies.nodes[1]))).toEqual(new Set([codes[1]]))
    expect(agencies.pageInfo).toEqual(Object.fromEntries(keys.map((key) => [key, true])))
    expect(agencies).toMatchObject(Object.fromEntries(keys.map((key) => [key, 5])))
  })

  it('can be combined with introspection', async () => {
    const both = await run('{ __schema { queryType { name } } a: viewer { email } }')
    expect(both).toEqual({ __schema: { queryType: { name: 'Query' } }, a: { email: head } })
    expect(await ancrage.run(null, '{ __typename __schema { queryType { name } } }')).toMatchObject({
      __typename: 'Query',
    })
  })

  it('can have only the count, or only the page info', async () => {
    expect(await run('{ agencies { totalCount } }')).toEqual({ agencies: { totalCount: 5 } })
    expect(
      await run('{ agencies(first: 0) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }'),
    ).toEqual({
      agencies: { nodes: [], totalCount: 5, pageInfo: { hasNextPage: true, endCursor: null } },
    })
    expect(await run('{ agencies { pageInfo { hasNextPage } } }')).toEqual({
      agencies: { pageInfo: { hasNextPage: false } },
    })
  })

  it('omits skipped fields, even all of them', async () => {
    const query =
      'query ($no: Boolean!) { viewer @include(if: $no) { id } b: viewer { email @skip(if: $no) role } }'
    expect(await run(query, { no: false })).toEqual({ b: { email: head, role: 'HEAD' } })
    expect(await run(query, { no: true })).toMatchObject({ b: { role: 'HEAD' } })
    expect(await run('{ viewer @skip(if: true) { id } }')).toEqual({})
  })

  it('has its cost in the extensions', async () => {
    expect(await post({ query: '{ agencies(first: 7) { nodes { code } } }' })).toMatchObject({
      extensions: { cost: 107 },
    })
  })
})

describe('an instant', () => {
  it('is stored with the precision of answers, so that it can be used in a filter', async () => {
    const { agency } = await run('{ agency(code: "awex") { updatedAt } }')
    const query =
      'query ($at: DateTime!) { is: agencies(where: { updatedAt: { eq: $at } }) { nodes { code } } later: agencies(where: { code: { eq: "awex" }, updatedAt: { gt: $at } }) { totalCount } }'
    const { is, later } = await run(query, { at: agency.updatedAt })
    expect(is.nodes).toContainEqual({ code: 'awex' })
    expect(later.totalCount).toBe(0)
    const { rows } = await ancrage.owner.query(
      `select table_name, column_name from information_schema.columns
        where table_schema = 'public' and data_type like 'timestamp%' and datetime_precision <> 3`,
    )
    expect(rows).toEqual([])
  })
})

describe('variables', () => {
  it('can be inside literal objects and lists', async () => {
    const query = `query ($a: String, $b: String!, $c: [String!]!, $d: AgencyWhere!, $direction: SortDirection) {
      agencies(where: { or: [{ code: { in: [$b, "awex"] } }, { code: { eq: $a } }, { code: { in: $c } }, $d] }, orderBy: [{ code: $direction }]) { nodes { code } } }`
    const variables = {
      a: 'cabinet-michel',
      b: 'liege-airport',
      c: ['no-such-agency'],
      d: { code: { startsWith: 'log' } },
      direction: 'DESC',
    }
    expect(await run(query, variables)).toEqual(agencies([codes[4]!, codes[3]!, codes[2]!, codes[0]!]))
    // the same document again, with a value in each place changed
    expect(
      await run(query, {
        ...variables,
        b: 'cabinet-jeholet',
        d: { code: { eq: 'no-such-agency' } },
        direction: 'ASC',
      }),
    ).toEqual(agencies([codes[0]!, codes[1]!, codes[2]!]))
  })

  it('can be set, omitted, null or default in repetitions of one document', async () => {
    const query = `query ($where: AgencyWhere, $first: Int = 1, $after: String, $unused: Int) {
      agencies(where: $where, first: $first, after: $after, ${byCode}) { nodes { code } } }`.replace(
      ', $unused: Int',
      '',
    )
    const answers = [
      [{}, 1],
      [{ first: null }, 5],
      [{ first: 3 }, 3],
      [{ first: 3, where: null, after: null }, 3],
      [{ first: 3, where: { code: { eq: 'awex' } } }, 1],
      [{ first: 3, where: { code: { in: ['awex', 'liege-airport'] } } }, 2],
      [{ first: 3, where: { code: { in: ['awex'] } } }, 1],
      [{ first: 3, where: { not: { code: { in: ['awex'] } } } }, 3],
      [{}, 1],
    ] as const
    for (const [variables, length] of [...answers, ...answers])
      expect((await run(query, variables)).agencies.nodes).toHaveLength(length)
  })

  it.each(['toString', 'constructor', '__proto__'])('can be named %s', async (name) => {
    const query = `query ($${name}: AgencyWhere) { agencies(where: $${name}) { totalCount } }`
    expect(await run(query)).toEqual({ agencies: { totalCount: 5 } })
  })

  it('that are omitted make a filter empty, which is rejected', async () => {
    const { errors } = await ancrage.request(
      head,
      'query ($code: String) { agencies(where: { code: { eq: $code } }) { totalCount } }',
    )
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'agencies.where.code', code: 'EMPTY_FILTER' }],
    })
  })
})

describe('a request', () => {
  const two = 'query A { viewer { role } } query B($first: Int) { agencies(first: $first) { totalCount } }'

  it('runs the operation that it names', async () => {
    expect(await post({ query: two, operationName: 'B', variables: { first: 1 } })).toMatchObject({
      data: { agencies: { totalCount: 5 } },
    })
    expect(await post({ query: two, operationName: 'A' })).toMatchObject({
      data: { viewer: { role: 'HEAD' } },
    })
    expect(await post({ query: two, operationName: 'C' })).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    })
  })

  it('can be a GET', async () => {
    const url = `${address}?query=${encodeURIComponent('query($n:Int){agencies(first:$n){nodes{id}}}')}&variables=${encodeURIComponent('{"n":2}')}`
    const headers = { authorization: `Bearer ${token}`, 'apollo-require-preflight': 'yes' }
    const { data } = (await (await fetch(url, { headers })).json()) as {
      data: { agencies: { nodes: object[] } }
    }
    expect(data.agencies.nodes).toHaveLength(2)
  })
})
