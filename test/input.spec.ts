import { anAncrage, type Ancrage, type GraphqlAnswer } from './ancrage.js'

const officer = 'officer@awex.example'
const frenchHead = 'head@michel.example'

const create = 'mutation ($input: CreateProspectInput!) { createProspect(input: $input) { id version name } }'
const update =
  'mutation ($input: UpdateProspectInput!) { updateProspect(input: $input) { id version name confidentiality } }'

let ancrage: Ancrage
beforeAll(async () => {
  ancrage = await anAncrage()
})
afterAll(() => ancrage.stop())

const enter = async (input: object) =>
  (await ancrage.get(officer, create, { input })).createProspect as { id: string; version: number }
const faultsOf = ({ errors }: GraphqlAnswer) =>
  errors?.[0]?.extensions.fields?.map(({ path, code }) => `${path} ${code}`) ?? errors?.[0]?.extensions.code
const count = async () =>
  (await ancrage.get(officer, '{ prospects { totalCount } }')).prospects.totalCount as number

describe('the input of a mutation', () => {
  it.each([
    ['a blank text', { name: ' \n ' }, ['input.name BLANK']],
    ['a text that is too long', { name: 'é'.repeat(201) }, ['input.name TOO_LONG']],
    ['a text of a megabyte', { name: 'x'.repeat(1_000_000) }, ['input.name TOO_LONG']],
    ['a control character', { name: 'Ali\u0000baba' }, ['input.name CONTROL_CHARACTER']],
    ['a turned reading direction', { name: 'Ali\u202Ebaba' }, ['input.name BIDI_CONTROL']],
    ['what nobody sees', { name: '\u200B\u3164\u2800\u00AD' }, ['input.name BLANK']],
    ['something that nobody sees in a name', { name: 'Ali\u200Bbaba' }, ['input.name INVISIBLE_CHARACTER']],
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
    ['a negative number', { name: 'A', headcount: -1 }, ['input.headcount OUT_OF_RANGE']],
    [
      'a day that does not exist',
      { name: 'A', headcountAsOf: '2018-02-30' },
      ['input.headcountAsOf NOT_A_DAY'],
    ],
    [
      'null where there must be a value',
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
    ['null for what is needed', { name: null }, ['input.name NEEDED']],
    ['nothing at all', null, ['input NEEDED']],
    ['a text for an object', 'Barco', ['input NOT_AN_OBJECT']],
    ['an unknown code', { name: 'A', confidentiality: 'Open' }, ['input.confidentiality UNKNOWN_CODE']],
    ['a fraction for a number', { name: 'A', headcount: 1.5 }, ['input.headcount NOT_WHOLE']],
    ['a wrong entry of a list', { name: 'A', aliases: ['B', 5] }, ['input.aliases[1] NOT_TEXT']],
    [
      'several faults of form at once',
      { nmae: 'A', revenue: { amount: true, currency: 'EUR' } },
      ['input.name NEEDED', 'input.revenue.amount NOT_A_DECIMAL', 'input.nmae UNKNOWN_FIELD'],
    ],
  ])('is refused for %s, and nothing is entered', async (_, input, faults) => {
    const before = await count()
    expect(faultsOf(await ancrage.ask(officer, create, { input }))).toEqual(faults)
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
  ])('is refused with the same places: %s', async (_, query) => {
    const money = { amount: 'x', currency: 'EUR' }
    const day = '2018-02-30'
    const all = query.includes('$in: C') ? { name: 'A', revenue: money, headcountAsOf: day } : money
    const { errors } = await ancrage.ask(officer, query, { in: all, day })
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
    ['a word without them', '{ name: A }', 'input.name NOT_TEXT'],
    ['an unknown field', '{ name: "A", nmae: "B" }', 'input.nmae UNKNOWN_FIELD'],
    ['a field that is missing', '{ country: "BE" }', 'input.name NEEDED'],
  ])('is refused with its place when it is written out: %s', async (_, input, fault) => {
    const answer = await ancrage.ask(frenchHead, `mutation { createProspect(input: ${input}) { id } }`)
    expect(faultsOf(answer)).toEqual([fault])
    expect(answer.errors![0]!.message).toMatch(/^Veuillez corriger ce champ/)
  })

  it('takes right-to-left letters and emoji', async () => {
    await expect(enter({ name: 'שלום علي 👩‍👩‍👧' })).resolves.toMatchObject({ name: 'שלום علي 👩‍👩‍👧' })
  })

  it.each([
    ['what a rule finds', { name: ' ' }],
    ['what a scalar finds', { name: 'A', headcountAsOf: '2018-02-30' }],
    ['what GraphQL finds', { name: 5 }],
  ])('is refused in the language of whoever asks: %s', async (_, input) => {
    const { errors } = await ancrage.ask(frenchHead, create, { input })
    expect(errors![0]!.message).toMatch(/^(Veuillez corriger|Cette demande)/)
  })

  it('is not repeated as it was where it would turn the reading direction', async () => {
    for (const query of [
      '{ prospects(where: { \u202E: 1 }) { nodes { id } } }',
      '{ agency(code: "\u2066" x: 1) { id } }',
    ]) {
      const { errors } = await ancrage.ask(officer, query)
      expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT')
      expect(JSON.stringify(errors)).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
    }
    const { errors } = await ancrage.ask(officer, create, { input: { name: 'A', '\u202Ename': 'B' } })
    expect(JSON.stringify(errors)).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
  })

  it('that is read is refused in that language too', async () => {
    const { errors } = await ancrage.ask(frenchHead, '{ prospects(where: {}) { nodes { id } } }')
    expect(errors![0]!.message).toMatch(/^Veuillez corriger/)
  })
})

describe('an edit', () => {
  it('refuses null where there must be a value, and changes nothing', async () => {
    const { id, version } = await enter({ name: 'Solvay' })
    const answer = await ancrage.ask(officer, update, {
      input: { id, version, name: null, confidentiality: null, city: 'Liège' },
    })
    expect(faultsOf(answer)).toEqual(['input.name NOT_NULL', 'input.confidentiality NOT_NULL'])
    await expect(ancrage.get(officer, `{ prospect(id: "${id}") { version city } }`)).resolves.toEqual({
      prospect: { version: 1, city: null },
    })
  })

  it('of an old version is refused with the present one', async () => {
    const { id } = await enter({ name: 'UCB' })
    await ancrage.get(officer, update, { input: { id, version: 1, name: 'UCB SA' } })
    const { errors } = await ancrage.ask(officer, update, { input: { id, version: 1, name: 'UCB NV' } })
    expect(errors![0]!.extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 })
  })

  it('keeps of many at once exactly one', async () => {
    const { id } = await enter({ name: 'Umicore' })
    const names = Array.from({ length: 12 }, (_, i) => `Umicore ${i}`)
    const answers = await Promise.all(
      names.map((name) => ancrage.ask(officer, update, { input: { id, version: 1, name } })),
    )
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done').sort()
    expect(codes).toEqual([...Array<string>(11).fill('CONFLICT'), 'done'])
  })
})

describe('an idempotency key', () => {
  const input = { name: 'Sonaca', idempotencyKey: 'sonaca-1' }

  it('gives the first result again, also to several at once', async () => {
    const before = await count()
    const made = await Promise.all([enter(input), enter(input), enter(input)])
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect(await count()).toBe(before + 1)
  })

  it('is refused with other content', async () => {
    await enter({ ...input, idempotencyKey: 'sonaca-2' })
    const { errors } = await ancrage.ask(officer, create, {
      input: { ...input, name: 'Safran', idempotencyKey: 'sonaca-2' },
    })
    expect(errors![0]!.extensions.code).toBe('CONFLICT')
  })

  it('is free again when the first attempt failed', async () => {
    await ancrage.ask(officer, create, { input: { name: ' ', idempotencyKey: 'sonaca-3' } })
    await expect(enter({ ...input, idempotencyKey: 'sonaca-3' })).resolves.toMatchObject({ version: 1 })
  })

  it('belongs to its sender', async () => {
    const { id } = await enter({ ...input, idempotencyKey: 'sonaca-4' })
    const { createProspect } = await ancrage.get('head@awex.example', create, {
      input: { ...input, idempotencyKey: 'sonaca-4' },
    })
    expect(createProspect.id).not.toBe(id)
  })
})

describe('several mutations of one operation', () => {
  const two = `mutation ($one: CreateProspectInput!, $other: CreateProspectInput!) {
    one: createProspect(input: $one) { name }
    other: createProspect(input: $other) { name }
  }`

  it('are all done', async () => {
    const before = await count()
    await expect(
      ancrage.get(officer, two, { one: { name: 'Barco' }, other: { name: 'Melexis' } }),
    ).resolves.toEqual({ one: { name: 'Barco' }, other: { name: 'Melexis' } })
    expect(await count()).toBe(before + 2)
  })

  it('are not done at all where a later one fails, and the answer names that one', async () => {
    const before = await count()
    const answer = await ancrage.ask(officer, two, { one: { name: 'Barco' }, other: { name: ' ' } })
    expect(answer).toMatchObject({
      data: null,
      errors: [{ path: ['other'], extensions: { code: 'BAD_USER_INPUT', fields: [{ code: 'BLANK' }] } }],
    })
    expect(await count()).toBe(before)
  })

  it('leave no entry behind in the trail when they fail, also after one whose answer may be null', async () => {
    const trail = async () => (await ancrage.owner.query('select id from audit_entry')).rowCount
    const before = await trail()
    const { data, errors } = await ancrage.ask(
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
    expect(await trail()).toBe(before)
  })

  it('do not go together with a sign-in', async () => {
    const before = await count()
    const { errors } = await ancrage.ask(
      officer,
      'mutation ($one: CreateProspectInput!) { createProspect(input: $one) { name } signOut }',
      { one: { name: 'Barco' } },
    )
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
    expect(errors![0]!.message).toContain('signOut')
    expect(await count()).toBe(before)
  })
})
