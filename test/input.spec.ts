import { startTestService, type TestService, type GraphqlAnswer } from './test-service.js'

const officer = 'officer@awex.example'
const frenchHead = 'head@michel.example'

const create = 'mutation ($input: CreateProspectInput!) { createProspect(input: $input) { id version name } }'
const update =
  'mutation ($input: UpdateProspectInput!) { updateProspect(input: $input) { id version name confidentiality } }'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const createProspect = async (input: object) =>
  (await ancrage.run(officer, create, { input })).createProspect as { id: string; version: number }
const faultsOf = ({ errors }: GraphqlAnswer) =>
  errors?.[0]?.extensions.fields?.map(({ path, code }) => `${path} ${code}`) ?? errors?.[0]?.extensions.code
const count = async () =>
  (await ancrage.run(officer, '{ prospects { totalCount } }')).prospects.totalCount as number

describe('the input of a mutation', () => {
  it.each([
    ['a blank text', { name: ' \n ' }, ['input.name BLANK']],
    ['a text that is too long', { name: 'é'.repeat(201) }, ['input.name TOO_LONG']],
    ['a text of a megabyte', { name: 'x'.repeat(1_000_000) }, ['input.name TOO_LONG']],
    ['a control character', { name: 'Ali\u0000baba' }, ['input.name CONTROL_CHARACTER']],
    ['a bidirectional control character', { name: 'Ali\u202Ebaba' }, ['input.name BIDI_CONTROL']],
    ['only invisible characters', { name: '\u200B\u3164\u2800\u00AD' }, ['input.name BLANK']],
    ['an invisible character in a name', { name: 'Ali\u200Bbaba' }, ['input.name INVISIBLE_CHARACTER']],
    ['a name of two lines', { name: 'Ali\nbaba' }, ['input.name ONE_LINE']],
    ['a bad entry of a list', { name: 'A', aliases: ['B', ' ', 'C'] }, ['input.aliases[1] BLANK']],
    [
      'too many entries',
      { name: 'A', aliases: Array.from({ length: 51 }, String) },
      ['input.aliases TOO_MANY'],
    ],
    ['an unknown country', { name: 'A', country: 'ZZ' }, ['input.country UNKNOWN_COUNTRY']],
    [
      'an unknown currency',
      { name: 'A', revenue: { amount: '1', currency: 'ABC' } },
      ['input.revenue.currency UNKNOWN_CURRENCY'],
    ],
    [
      'a negative amount',
      { name: 'A', revenue: { amount: '-1', currency: 'EUR' } },
      ['input.revenue.amount NEGATIVE'],
    ],
    [
      'an amount with more decimals than its currency',
      { name: 'A', revenue: { amount: '300.5', currency: 'JPY' } },
      ['input.revenue.amount CURRENCY_DECIMALS'],
    ],
    ['a negative number', { name: 'A', headcount: -1 }, ['input.headcount OUT_OF_RANGE']],
    [
      'a day that does not exist',
      { name: 'A', headcountAsOf: '2018-02-30' },
      ['input.headcountAsOf NOT_A_DAY'],
    ],
    [
      'null for required fields',
      { name: 'A', aliases: null, confidentiality: null },
      ['input.aliases NOT_NULL', 'input.confidentiality NOT_NULL'],
    ],
    ['a blank idempotency key', { name: 'A', idempotencyKey: ' ' }, ['input.idempotencyKey BLANK']],
    [
      'an idempotency key that is too long',
      { name: 'A', idempotencyKey: 'k'.repeat(201) },
      ['input.idempotencyKey TOO_LONG'],
    ],
    [
      'several faults at once',
      { name: '', country: 'ZZ' },
      ['input.name BLANK', 'input.country UNKNOWN_COUNTRY'],
    ],
    ['a number for a text', { name: 5 }, ['input.name NOT_TEXT']],
    ['an unknown field', { name: 'A', nmae: 'B' }, ['input.nmae UNKNOWN_FIELD']],
    ['a field that is missing', { country: 'BE' }, ['input.name NEEDED']],
    ['null for the required name', { name: null }, ['input.name NEEDED']],
    ['nothing at all', null, ['input NEEDED']],
    ['a text for an object', 'Barco', ['input NOT_AN_OBJECT']],
    ['an unknown code', { name: 'A', confidentiality: 'Open' }, ['input.confidentiality UNKNOWN_CODE']],
    ['a fraction for an integer', { name: 'A', headcount: 1.5 }, ['input.headcount NOT_WHOLE']],
    ['a wrong entry of a list', { name: 'A', aliases: ['B', 5] }, ['input.aliases[1] NOT_TEXT']],
    [
      'several malformed fields at once',
      { nmae: 'A', revenue: { amount: true, currency: 'EUR' } },
      ['input.name NEEDED', 'input.revenue.amount NOT_A_DECIMAL', 'input.nmae UNKNOWN_FIELD'],
    ],
  ])('is rejected for %s, and nothing is stored', async (_, input, faults) => {
    const before = await count()
    expect(faultsOf(await ancrage.request(officer, create, { input }))).toEqual(faults)
    expect(await count()).toBe(before)
  })

  it.each([
    [
      'a variable of another name',
      'mutation ($in: CreateProspectInput!) { createProspect(input: $in) { id } }',
    ],
    [
      'a variable for a part',
      'mutation ($in: MoneyInput, $day: Date) { createProspect(input: { name: "A", revenue: $in, headcountAsOf: $day }) { id } }',
    ],
    [
      'literals',
      'mutation { createProspect(input: { name: "A", headcountAsOf: "2018-02-30", revenue: { amount: "x", currency: "EUR" } }) { id } }',
    ],
  ])('is rejected with the same paths for %s', async (_, query) => {
    const money = { amount: 'x', currency: 'EUR' }
    const day = '2018-02-30'
    const all = query.includes('$in: C') ? { name: 'A', revenue: money, headcountAsOf: day } : money
    const { errors } = await ancrage.request(officer, query, { in: all, day })
    const faults = errors!.flatMap(({ extensions }) => extensions.fields ?? [])
    expect(faults.map(({ path, code }) => `${path} ${code}`).sort()).toEqual([
      'input.headcountAsOf NOT_A_DAY',
      'input.revenue.amount NOT_A_DECIMAL',
    ])
  })

  it.each([
    [
      'a code in quotation marks',
      '{ name: "A", confidentiality: "OPEN" }',
      'input.confidentiality UNKNOWN_CODE',
    ],
    ['a text without quotation marks', '{ name: A }', 'input.name NOT_TEXT'],
    ['an unknown field', '{ name: "A", nmae: "B" }', 'input.nmae UNKNOWN_FIELD'],
    ['a field that is missing', '{ country: "BE" }', 'input.name NEEDED'],
  ])('is rejected with its path as a literal: %s', async (_, input, fault) => {
    const answer = await ancrage.request(frenchHead, `mutation { createProspect(input: ${input}) { id } }`)
    expect(faultsOf(answer)).toEqual([fault])
    expect(answer.errors![0]!.message).toMatch(/^Veuillez corriger ce champ/)
  })

  it('accepts right-to-left letters and emoji', async () => {
    await expect(createProspect({ name: 'שלום علي 👩‍👩‍👧' })).resolves.toMatchObject({ name: 'שלום علي 👩‍👩‍👧' })
  })

  it.each([
    ['an error of a rule', { name: ' ' }],
    ['an error of a scalar', { name: 'A', headcountAsOf: '2018-02-30' }],
    ['an error of GraphQL', { name: 5 }],
  ])('is rejected in the language of the user: %s', async (_, input) => {
    const { errors } = await ancrage.request(frenchHead, create, { input })
    expect(errors![0]!.message).toMatch(/^(Veuillez corriger|Cette demande)/)
  })

  it('is repeated in an error without bidirectional control characters', async () => {
    for (const query of [
      '{ prospects(where: { \u202E: 1 }) { nodes { id } } }',
      '{ agency(code: "\u2066" x: 1) { id } }',
    ]) {
      const { errors } = await ancrage.request(officer, query)
      expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT')
      expect(JSON.stringify(errors)).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
    }
    const { errors } = await ancrage.request(officer, create, { input: { name: 'A', '\u202Ename': 'B' } })
    expect(JSON.stringify(errors)).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
  })

  it('and the filter of a query are rejected in the language of the user', async () => {
    const { errors } = await ancrage.request(frenchHead, '{ prospects(where: {}) { nodes { id } } }')
    expect(errors![0]!.message).toMatch(/^Veuillez corriger/)
  })
})

describe('an update', () => {
  it('rejects null for required fields and changes nothing', async () => {
    const { id, version } = await createProspect({ name: 'Solvay' })
    const answer = await ancrage.request(officer, update, {
      input: { id, version, name: null, confidentiality: null, city: 'Liège' },
    })
    expect(faultsOf(answer)).toEqual(['input.name NOT_NULL', 'input.confidentiality NOT_NULL'])
    await expect(ancrage.run(officer, `{ prospect(id: "${id}") { version city } }`)).resolves.toEqual({
      prospect: { version: 1, city: null },
    })
  })

  it('of an old version gets CONFLICT with the current version', async () => {
    const { id } = await createProspect({ name: 'UCB' })
    await ancrage.run(officer, update, { input: { id, version: 1, name: 'UCB SA' } })
    const { errors } = await ancrage.request(officer, update, { input: { id, version: 1, name: 'UCB NV' } })
    expect(errors![0]!.extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 })
  })

  it('succeeds once out of many concurrent ones', async () => {
    const { id } = await createProspect({ name: 'Umicore' })
    const names = Array.from({ length: 12 }, (_, i) => `Umicore ${i}`)
    const answers = await Promise.all(
      names.map((name) => ancrage.request(officer, update, { input: { id, version: 1, name } })),
    )
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done').sort()
    expect(codes).toEqual([...Array<string>(11).fill('CONFLICT'), 'done'])
  })
})

describe('an idempotency key', () => {
  const input = { name: 'Sonaca', idempotencyKey: 'sonaca-1' }

  it('returns the first result again, also to concurrent requests', async () => {
    const before = await count()
    const results = await Promise.all([createProspect(input), createProspect(input), createProspect(input)])
    expect(new Set(results.map(({ id }) => id)).size).toBe(1)
    expect(await count()).toBe(before + 1)
  })

  it('is rejected with other content', async () => {
    await createProspect({ ...input, idempotencyKey: 'sonaca-2' })
    const { errors } = await ancrage.request(officer, create, {
      input: { ...input, name: 'Safran', idempotencyKey: 'sonaca-2' },
    })
    expect(errors![0]!.extensions.code).toBe('CONFLICT')
  })

  it('can be used again after a failed attempt', async () => {
    await ancrage.request(officer, create, { input: { name: ' ', idempotencyKey: 'sonaca-3' } })
    await expect(createProspect({ ...input, idempotencyKey: 'sonaca-3' })).resolves.toMatchObject({
      version: 1,
    })
  })

  it('belongs to its user', async () => {
    const { id } = await createProspect({ ...input, idempotencyKey: 'sonaca-4' })
    const { createProspect: other } = await ancrage.run('head@awex.example', create, {
      input: { ...input, idempotencyKey: 'sonaca-4' },
    })
    expect(other.id).not.toBe(id)
  })
})

describe('several mutations of one operation', () => {
  const twoMutations = `mutation ($one: CreateProspectInput!, $other: CreateProspectInput!) {
    one: createProspect(input: $one) { name }
    other: createProspect(input: $other) { name }
  }`

  it('are all executed', async () => {
    const before = await count()
    await expect(
      ancrage.run(officer, twoMutations, { one: { name: 'Barco' }, other: { name: 'Melexis' } }),
    ).resolves.toEqual({ one: { name: 'Barco' }, other: { name: 'Melexis' } })
    expect(await count()).toBe(before + 2)
  })

  it('are all rolled back if a later one fails, and the error has its path', async () => {
    const before = await count()
    const answer = await ancrage.request(officer, twoMutations, {
      one: { name: 'Barco' },
      other: { name: ' ' },
    })
    expect(answer).toMatchObject({
      data: null,
      errors: [{ path: ['other'], extensions: { code: 'BAD_USER_INPUT', fields: [{ code: 'BLANK' }] } }],
    })
    expect(await count()).toBe(before)
  })

  it('leave no audit entry when they fail, also if the failed field is nullable', async () => {
    const countEntries = async () => (await ancrage.owner.query('select id from audit_entry')).rowCount
    const before = await countEntries()
    const { data, errors } = await ancrage.request(
      officer,
      `mutation ($one: CreateProspectInput!, $leave: LeaveDealInput!, $other: CreateProspectInput!) {
        one: createProspect(input: $one) { name }
        leaveDeal(input: $leave) { id }
        other: createProspect(input: $other) { name }
      }`,
      { one: { name: 'Barco' }, leave: { deal: 'no deal', agency: 'awex' }, other: { name: 'Melexis' } },
    )
    expect(data).toBeNull()
    expect(errors).toMatchObject([{ path: ['leaveDeal'], extensions: { code: 'NOT_FOUND' } }])
    expect(await countEntries()).toBe(before)
  })

  it('cannot include a sign-out', async () => {
    const before = await count()
    const { errors } = await ancrage.request(
      officer,
      'mutation ($one: CreateProspectInput!) { createProspect(input: $one) { name } signOut }',
      { one: { name: 'Barco' } },
    )
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
    expect(errors![0]!.message).toContain('signOut')
    expect(await count()).toBe(before)
  })
})
