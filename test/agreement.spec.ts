import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const airport = 'officer@liege-airport.example'
const michel = 'head@michel.example'
const analyst = 'analyst@logistics.example'

const kinds = ['MOU', 'LETTER_OF_INTENT', 'PARTNERSHIP', 'LEASE', 'INCENTIVE', 'INVESTMENT_CONTRACT'] as const
const standings = ['DISCUSSED', 'DRAFT', 'SIGNED', 'ENDED'] as const

const selection = `id version title kind standing signedOn place amount { amount currency } endedOn embargoUntil
  confidentiality recordedAt enteredBy { code } parties { prospect { name } agency { code } name }
  deals { nodes { codeName } totalCount }`
const record = `mutation ($input: RecordAgreementInput!) { recordAgreement(input: $input) { ${selection} } }`
const update = `mutation ($input: UpdateAgreementInput!) { updateAgreement(input: $input) { ${selection} } }`

const parties = [{ name: 'Belgium' }, { agency: 'awex' }]
const talks = { title: 'A memorandum', kind: 'MOU', standing: 'DISCUSSED', parties }
const signed = { ...talks, standing: 'SIGNED', signedOn: '2018-05-31' }

/** The day that each standing requires. */
const daysByStanding = {
  DISCUSSED: {},
  DRAFT: {},
  SIGNED: { signedOn: '2018-05-31' },
  ENDED: { endedOn: '2018-07-01' },
}

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

async function aDeal(email: string, overrides: object = {}): Promise<string> {
  const input = { codeName: 'Lotus', title: 'A logistics centre', confidentiality: 'INTERNAL', ...overrides }
  return (
    await ancrage.run(email, 'mutation ($input: OpenDealInput!) { openDeal(input: $input) { id } }', {
      input,
    })
  ).openDeal.id
}

const joinDeal = (email: string, deal: string, agency: string, role = 'SUPPORT') =>
  ancrage.run(email, 'mutation ($input: JoinDealInput!) { joinDeal(input: $input) { id } }', {
    input: { deal, agency, role },
  })

async function aProspect(overrides: object = {}): Promise<string> {
  const input = { name: 'Alibaba', ...overrides }
  return (
    await ancrage.run(
      head,
      'mutation ($input: CreateProspectInput!) { createProspect(input: $input) { id } }',
      { input },
    )
  ).createProspect.id
}

const recordAgreement = async (overrides: object = {}, email = officer) =>
  (await ancrage.run(email, record, { input: { ...talks, ...overrides } })).recordAgreement

/** Returns the code of the error, and path and code of the first wrong field. */
async function errorOf(email: string, mutation: string, input: object) {
  const { data, errors } = await ancrage.request(email, mutation, { input })
  const { code, fields } = errors?.[0]?.extensions ?? { code: JSON.stringify(data) }
  return fields ? [code, fields[0]!.path, fields[0]!.code] : [code]
}

const canSee = async (email: string, id: string) =>
  (await ancrage.run(email, 'query ($id: ID!) { agreement(id: $id) { id } }', { id })).agreement !== null

describe('an agreement', () => {
  it('has parties, a place, an amount and deals', async () => {
    const cainiao = await aProspect({ name: 'Cainiao Smart Logistics Network', confidentiality: 'OPEN' })
    const deal = await aDeal(airport, { codeName: 'Plume', prospect: cainiao })
    const agreement = await recordAgreement(
      {
        title: 'Charter freight hub',
        kind: 'PARTNERSHIP',
        standing: 'SIGNED',
        signedOn: '2018-05-31',
        place: 'China',
        amount: { amount: '75000000', currency: 'EUR' },
        parties: [{ agency: 'liege-airport' }, { prospect: cainiao }],
        deals: [deal],
      },
      airport,
    )
    expect(agreement).toMatchObject({
      version: 1,
      title: 'Charter freight hub',
      kind: 'PARTNERSHIP',
      standing: 'SIGNED',
      signedOn: '2018-05-31',
      place: 'China',
      amount: { amount: '75000000.00', currency: 'EUR' },
      endedOn: null,
      embargoUntil: null,
      confidentiality: 'INTERNAL',
      enteredBy: { code: 'liege-airport' },
      parties: [
        { prospect: null, agency: { code: 'liege-airport' }, name: null },
        { prospect: { name: 'Cainiao Smart Logistics Network' }, agency: null, name: null },
      ],
      deals: { nodes: [{ codeName: 'Plume' }], totalCount: 1 },
    })
    const { deals, prospects } = await ancrage.run(
      airport,
      `{ deals(where: { codeName: { eq: "Plume" } }) { nodes { agreements { nodes { title } totalCount } } }
         prospects(where: { agreements: { some: { kind: { eq: PARTNERSHIP } } } }) { nodes { name agreements { nodes { title } } } } }`,
    )
    expect(deals.nodes).toEqual([
      { agreements: { nodes: [{ title: 'Charter freight hub' }], totalCount: 1 } },
    ])
    expect(prospects.nodes).toEqual([
      { name: 'Cainiao Smart Logistics Network', agreements: { nodes: [{ title: 'Charter freight hub' }] } },
    ])
  })

  it('can be between a country and a prospect, only discussed, and without a deal', async () => {
    const alibaba = await aProspect()
    const agreement = await recordAgreement({
      title: 'eWTP: electronic world trade',
      parties: [{ name: 'Belgium' }, { prospect: alibaba }],
    })
    expect(agreement).toMatchObject({
      standing: 'DISCUSSED',
      signedOn: null,
      amount: null,
      parties: [{ name: 'Belgium' }, { prospect: { name: 'Alibaba' } }],
      deals: { nodes: [], totalCount: 0 },
    })
  })

  it('is updated in part: omitted fields do not change', async () => {
    const { id, version, ...before } = await recordAgreement({ amount: { amount: '5.5', currency: 'CNY' } })
    const { updateAgreement } = await ancrage.run(officer, update, {
      input: { id, version, place: 'Beijing', parties: [{ name: 'China' }, { name: 'Belgium' }] },
    })
    expect(updateAgreement).toEqual({
      ...before,
      id,
      version: 2,
      place: 'Beijing',
      parties: [
        { prospect: null, agency: null, name: 'China' },
        { prospect: null, agency: null, name: 'Belgium' },
      ],
    })
    const { updateAgreement: emptied } = await ancrage.run(officer, update, {
      input: { id, version: 2, amount: null, place: null },
    })
    expect(emptied).toMatchObject({ version: 3, amount: null, place: null })
  })

  it('changes updatedAt of its deals, but not their version', async () => {
    const deal = await aDeal(officer)
    const changed = async () =>
      (await ancrage.run(officer, 'query ($id: ID) { deal(id: $id) { version updatedAt } }', { id: deal }))
        .deal
    const before = await changed()
    const { id, version } = await recordAgreement({ deals: [deal] })
    const between = await changed()
    // without a deal, users of the agency with a lower clearance see it
    await ancrage.run('head@awex.example', update, { input: { id, version, deals: [], widensAccess: true } })
    const after = await changed()
    expect([between.version, after.version]).toEqual([before.version, before.version])
    expect(between.updatedAt > before.updatedAt && after.updatedAt > between.updatedAt).toBe(true)
  })
})

describe('the standing of an agreement', () => {
  const forward = (from: string, to: string) =>
    standings.indexOf(from as never) <= standings.indexOf(to as never)

  it.each(standings.flatMap((from) => standings.map((to) => [from, to] as const)))(
    'only moves forward: from %s to %s',
    async (from, to) => {
      const { id, version } = await recordAgreement({ standing: from, ...daysByStanding[from] })
      const input = { id, version, standing: to, ...(from === to ? {} : daysByStanding[to]) }
      if (forward(from, to))
        expect((await ancrage.run(officer, update, { input })).updateAgreement.standing).toBe(to)
      else
        expect(await errorOf(officer, update, input)).toEqual([
          'BAD_USER_INPUT',
          'input.standing',
          'STANDING_BACK',
        ])
    },
  )

  it('cannot move back in the database either', async () => {
    const { id } = await recordAgreement(signed)
    await expect(
      ancrage.owner.query(`update agreement set standing = 'DRAFT', signed_on = null where id = $1`, [id]),
    ).rejects.toMatchObject({ code: '23514' })
  })

  it.each([
    ['SIGNED without a day', { standing: 'SIGNED' }, 'signedOn', 'NEEDED'],
    ['ENDED without a day', { standing: 'ENDED' }, 'endedOn', 'NEEDED'],
    ['DISCUSSED with a signature', { signedOn: '2018-05-31' }, 'signedOn', 'DAY_NOT_YET'],
    ['DRAFT with a signature', { standing: 'DRAFT', signedOn: '2018-05-31' }, 'signedOn', 'DAY_NOT_YET'],
    ['SIGNED with an end', { ...signed, endedOn: '2018-06-01' }, 'endedOn', 'DAY_NOT_YET'],
    ['signed in the future', { ...signed, signedOn: '2190-01-01' }, 'signedOn', 'FUTURE_DAY'],
    ['ended in the future', { standing: 'ENDED', endedOn: '2190-01-01' }, 'endedOn', 'FUTURE_DAY'],
    [
      'ended before it was signed',
      { standing: 'ENDED', signedOn: '2018-05-31', endedOn: '2018-05-30' },
      'endedOn',
      'TOO_EARLY',
    ],
  ])('is rejected: %s', async (_, overrides, field, code) => {
    expect(await errorOf(officer, record, { ...talks, ...overrides })).toEqual([
      'BAD_USER_INPUT',
      `input.${field}`,
      code,
    ])
  })

  it('keeps the day of the signature', async () => {
    const { id, version } = await recordAgreement(signed)
    const input = { id, version, standing: 'ENDED', signedOn: null, endedOn: '2018-07-01' }
    expect(await errorOf(officer, update, input)).toEqual(['BAD_USER_INPUT', 'input.signedOn', 'NEEDED'])
    const { updateAgreement } = await ancrage.run(officer, update, {
      input: { id, version, standing: 'ENDED', endedOn: '2018-07-01' },
    })
    expect(updateAgreement).toMatchObject({ signedOn: '2018-05-31', endedOn: '2018-07-01' })
  })
})

describe('a deal', () => {
  const isCommitment = (kind: string) => kind !== 'LETTER_OF_INTENT'

  it.each(kinds.flatMap((kind) => standings.map((standing) => [kind, standing] as const)))(
    'with an agreement %s, %s has the fact signedAgreement only if it is signed and no letter of intent',
    async (kind, standing) => {
      const deal = await aDeal(officer)
      await recordAgreement({ kind, standing, ...daysByStanding[standing], deals: [deal] })
      const {
        deal: { missing },
      } = await ancrage.run(
        officer,
        'query ($id: ID) { deal(id: $id) { missing(stage: COMMITTED) { code } } }',
        { id: deal },
      )
      const isMissing = missing.some(({ code }: { code: string }) => code === 'signedAgreement')
      expect(isMissing).toBe(!(standing === 'SIGNED' && isCommitment(kind)))
    },
  )
})

describe('the parties of an agreement', () => {
  const unknown = '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10'

  it.each([
    ['none', [], 'parties', 'TOO_FEW'],
    ['only one', [{ name: 'Belgium' }], 'parties', 'TOO_FEW'],
    ['a party without name or reference', [{ name: 'Belgium' }, {}], 'parties[1]', 'ONE_OF'],
    [
      'a party with a name and a reference',
      [{ name: 'Awex', agency: 'awex' }, { name: 'B' }],
      'parties[0]',
      'ONE_OF',
    ],
    ['the same name twice', [{ name: 'Belgium' }, { name: ' BELGIUM ' }], 'parties[1]', 'TWICE'],
    ['the same agency twice', [{ agency: 'awex' }, { agency: 'awex' }], 'parties[1]', 'TWICE'],
    [
      'an unknown agency',
      [{ agency: 'no-such-agency' }, { name: 'B' }],
      'parties[0].agency',
      'UNKNOWN_REFERENCE',
    ],
    [
      'an unknown prospect',
      [{ prospect: unknown }, { name: 'B' }],
      'parties[0].prospect',
      'UNKNOWN_REFERENCE',
    ],
    [
      'a malformed prospect id',
      [{ prospect: "';--" }, { name: 'B' }],
      'parties[0].prospect',
      'UNKNOWN_REFERENCE',
    ],
    ['too many', Array.from({ length: 51 }, (_, i) => ({ name: `P${i}` })), 'parties', 'TOO_MANY'],
  ])('are rejected: %s', async (_, wrongParties, field, code) => {
    expect(await errorOf(officer, record, { ...talks, parties: wrongParties })).toEqual([
      'BAD_USER_INPUT',
      `input.${field}`,
      code,
    ])
  })

  it('cannot be a prospect that the user cannot see', async () => {
    const hidden = await aProspect()
    expect(
      await errorOf(airport, record, { ...talks, parties: [{ prospect: hidden }, { name: 'B' }] }),
    ).toEqual(['BAD_USER_INPUT', 'input.parties[0].prospect', 'UNKNOWN_REFERENCE'])
  })

  it('are at least two in the database as well', async () => {
    const { id } = await recordAgreement()
    await expect(
      ancrage.owner.query('delete from agreement_party where agreement_id = $1 and agency_id is not null', [
        id,
      ]),
    ).rejects.toMatchObject({ code: '23514' })
  })
})

describe('access to an agreement', () => {
  it.each([
    ['OPEN', [true, true, true, true]],
    ['INTERNAL', [true, false, false, false]],
  ])('without a deal follows its confidentiality: %s', async (confidentiality, expected) => {
    const { id } = await recordAgreement({ confidentiality })
    const visibility = []
    for (const email of [head, airport, michel, analyst]) visibility.push(await canSee(email, id))
    expect(visibility).toEqual(expected)
  })

  it.each([
    ['OPEN', [true, true, true, true]],
    ['INTERNAL', [true, true, false, false]],
    ['RESTRICTED', [true, true, false, false]],
    ['SECRET', [true, false, false, false]],
  ])('of a deal requires full access to the deal: %s', async (confidentiality, expected) => {
    const deal = await aDeal(head, { confidentiality })
    await joinDeal(head, deal, 'liege-airport', 'INFORMED')
    const { id } = await recordAgreement({ deals: [deal], confidentiality: 'OPEN' }, head)
    const visibility = []
    for (const email of [head, airport, michel, analyst]) visibility.push(await canSee(email, id))
    expect(visibility).toEqual(expected)
  })

  it('of several deals requires full access to all of them', async () => {
    const [shared, own] = [await aDeal(officer), await aDeal(officer)]
    await joinDeal(officer, shared, 'liege-airport')
    const { id, version } = await recordAgreement({ ...signed, title: 'Both', deals: [shared] })
    expect(await canSee(airport, id)).toBe(true)
    const { updateAgreement } = await ancrage.run(officer, update, {
      input: { id, version, deals: [shared, own] },
    })
    expect(updateAgreement.deals.totalCount).toBe(2)
    expect(await canSee(airport, id)).toBe(false)
    const { deal } = await ancrage.run(
      airport,
      'query ($id: ID) { deal(id: $id) { masked agreements { nodes { id } totalCount } } }',
      { id: shared },
    )
    expect(deal).toEqual({ masked: false, agreements: { nodes: [], totalCount: 0 } })
    await joinDeal(officer, own, 'liege-airport')
    expect(await canSee(airport, id)).toBe(true)
  })

  it('is not leaked by a filter on a masked deal or a hidden party', async () => {
    const company = await aProspect({ name: 'Thunder Power', confidentiality: 'OPEN' })
    const deal = await aDeal(officer, { codeName: 'Volt' })
    await recordAgreement({
      title: 'Hidden lease',
      deals: [deal],
      parties: [{ prospect: company }, { agency: 'awex' }],
    })
    const probe = `{ deals(where: { agreements: { some: { title: { contains: "hidden" } } } }) { totalCount }
      prospects(where: { agreements: { some: { title: { contains: "hidden" } } } }) { totalCount }
      agreements(where: { title: { contains: "hidden" } }) { totalCount nodes { id } } }`
    expect(await ancrage.run(officer, probe)).toMatchObject({
      deals: { totalCount: 1 },
      prospects: { totalCount: 1 },
      agreements: { totalCount: 1 },
    })
    expect(await ancrage.run(michel, probe)).toEqual({
      deals: { totalCount: 0 },
      prospects: { totalCount: 0 },
      agreements: { totalCount: 0, nodes: [] },
    })
  })
})

describe('writing an agreement', () => {
  it.each(['cabinet@jeholet.example', analyst, 'admin@awex.example'])(
    'is forbidden for %s',
    async (email) => {
      expect(await errorOf(email, record, talks)).toEqual(['FORBIDDEN'])
    },
  )

  it('requires an agency that leads or supports each of its deals', async () => {
    const [shared, own] = [await aDeal(officer), await aDeal(officer)]
    await joinDeal(officer, shared, 'liege-airport')
    await joinDeal(officer, own, 'liege-airport', 'INFORMED')
    expect(await errorOf(airport, record, { ...talks, deals: [shared, own] })).toEqual(['FORBIDDEN'])
    const { id, version } = await recordAgreement({ deals: [shared, own] })
    expect(await errorOf(airport, update, { id, version, place: 'Liège' })).toEqual(['FORBIDDEN'])
    expect(await errorOf(airport, update, { id, version, deals: [shared] })).toEqual(['FORBIDDEN'])
    await joinDeal(officer, own, 'liege-airport')
    const { updateAgreement } = await ancrage.run(airport, update, { input: { id, version, place: 'Liège' } })
    expect(updateAgreement).toMatchObject({ place: 'Liège', enteredBy: { code: 'awex' } })
    // without deals it would belong to the agency that recorded it
    expect(await errorOf(airport, update, { id, version: 2, deals: [] })).toEqual(['FORBIDDEN'])
  })

  it('without deals is limited to the agency that recorded it', async () => {
    const open = await recordAgreement({ confidentiality: 'OPEN' })
    const internal = await recordAgreement()
    const change = { version: 1, place: 'Liège' }
    expect(await errorOf(airport, update, { ...change, id: open.id })).toEqual(['FORBIDDEN'])
    expect(await errorOf(airport, update, { ...change, id: internal.id })).toEqual(['NOT_FOUND'])
    expect(
      (await ancrage.run(head, update, { input: { ...change, id: open.id } })).updateAgreement.version,
    ).toBe(2)
  })

  it('is not permitted by linking an OPEN agreement to a deal of the user', async () => {
    const { id, version } = await recordAgreement({ confidentiality: 'OPEN' })
    const deal = await aDeal(airport)
    expect(await errorOf(airport, update, { id, version, deals: [deal] })).toEqual(['FORBIDDEN'])
  })

  it('rejects hidden, unknown and repeated deals', async () => {
    const [deal, hidden] = [await aDeal(officer), await aDeal(head, { confidentiality: 'SECRET' })]
    expect(await errorOf(officer, record, { ...talks, deals: [hidden] })).toEqual(['NOT_FOUND'])
    expect(await errorOf(officer, record, { ...talks, deals: ['no id'] })).toEqual(['NOT_FOUND'])
    expect(await errorOf(officer, record, { ...talks, deals: [deal, deal.toUpperCase()] })).toEqual([
      'BAD_USER_INPUT',
      'input.deals[1]',
      'TWICE',
    ])
  })
})

describe('an agreement under embargo', () => {
  const probe = `query ($title: String) {
    agreements(where: { title: { eq: $title } }) { totalCount nodes { title } pageInfo { hasNextPage } }
    prospects(where: { agreements: { some: { title: { eq: $title } } } }) { totalCount }
    signers: agreements(where: { parties: { some: { name: { eq: $title } } } }) { totalCount } }`
  const expectedAnswer = (count: number, title: string) => ({
    agreements: {
      totalCount: count,
      nodes: count ? [{ title }] : [],
      pageInfo: { hasNextPage: false },
    },
    prospects: { totalCount: count },
    signers: { totalCount: count },
  })

  it('without a deal is visible only to the agency that recorded it until the embargo ends', async () => {
    const title = 'Under embargo'
    const company = await aProspect({ name: 'Bolloré', confidentiality: 'OPEN' })
    const embargoUntil = new Date(Date.now() + 2000).toISOString()
    const agreement = await recordAgreement({
      ...signed,
      title,
      confidentiality: 'OPEN',
      embargoUntil,
      embargoCircle: { users: [await idOf(head)] },
      parties: [{ prospect: company }, { name: title }],
    })
    expect(agreement.embargoUntil).toBe(embargoUntil)
    const beforeEnd = await ancrage.run(analyst, probe, { title })
    if (Date.now() < Date.parse(embargoUntil)) expect(beforeEnd).toEqual(expectedAnswer(0, title))
    expect(await ancrage.run(head, probe, { title })).toEqual(expectedAnswer(1, title))
    await moveEmbargoEnd(agreement.id, '1 minute')
    expect(await ancrage.run(analyst, probe, { title })).toEqual(expectedAnswer(0, title))
    expect(await canSee(michel, agreement.id)).toBe(false)
    await moveEmbargoEnd(agreement.id, '-1 second')
    expect(await ancrage.run(analyst, probe, { title })).toEqual(expectedAnswer(1, title))
    expect(await canSee(michel, agreement.id)).toBe(true)
  })

  it('of a deal is visible only to its circle among those with full access to the deal', async () => {
    const deal = await aDeal(officer)
    await joinDeal(officer, deal, 'liege-airport', 'INFORMED')
    const embargoCircle = { users: [await idOf(airport)] }
    const { id } = await recordAgreement({
      ...{ deals: [deal], embargoUntil: '2190-01-01T00:00:00Z', embargoCircle },
    })
    const seen = await Promise.all([officer, airport, head, michel].map((email) => canSee(email, id)))
    expect(seen).toEqual([true, true, false, false])
  })

  it('does not show in the facts of its deal outside its circle', async () => {
    const deal = await aDeal(officer)
    const embargo = { embargoUntil: '2190-01-01T00:00:00Z', embargoCircle: { users: [] } }
    await recordAgreement({ ...signed, deals: [deal], ...embargo })
    const lacksAgreement = async (email: string) =>
      (
        await ancrage.run(email, 'query ($id: ID) { deal(id: $id) { missing(stage: COMMITTED) { code } } }', {
          id: deal,
        })
      ).deal.missing.some(({ code }: { code: string }) => code === 'signedAgreement')
    expect([await lacksAgreement(officer), await lacksAgreement(head)]).toEqual([false, true])
  })

  const idOf = async (email: string) =>
    (await ancrage.owner.query('select id from "user" where email = $1', [email])).rows[0].id as string

  const moveEmbargoEnd = (id: string, interval: string) =>
    ancrage.owner.query('update agreement set embargo_until = now() + $2::interval where id = $1', [
      id,
      interval,
    ])
})

describe('a write to an agreement', () => {
  it('with an old version gets CONFLICT', async () => {
    const { id } = await recordAgreement()
    await ancrage.run(officer, update, { input: { id, version: 1, place: 'Namur' } })
    const { errors } = await ancrage.request(officer, update, { input: { id, version: 1, place: 'Mons' } })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 })
  })

  it('succeeds once out of ten concurrent ones', async () => {
    const { id } = await recordAgreement({ deals: [await aDeal(officer)] })
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        ancrage.request(officer, update, { input: { id, version: 1, place: `Place ${i}` } }),
      ),
    )
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done')
    expect(codes.sort()).toEqual([...Array<string>(9).fill('CONFLICT'), 'done'])
  })

  it('is stored once per idempotency key', async () => {
    const input = { ...talks, title: 'Once', idempotencyKey: 'agreement-once' }
    const ids = []
    for (let i = 0; i < 2; i++) ids.push((await ancrage.run(officer, record, { input })).recordAgreement.id)
    expect(ids[0]).toBe(ids[1])
    expect(await errorOf(officer, record, { ...input, title: 'Twice' })).toEqual(['CONFLICT'])
  })

  it.each([
    ['an unknown kind', { kind: 'PROMISE' }],
    ['an unknown standing', { standing: 'BROKEN' }],
    ['no title', { title: '   ' }],
    ['a title of a megabyte', { title: 'x'.repeat(2 ** 20) }],
    ['null as title', { title: null }],
    ['a control character', { title: 'A\u0000B' }],
    ['a bidirectional control character', { place: 'A\u202EB' }],
    ['a currency that does not exist', { amount: { amount: '1', currency: 'EUX' } }],
    ['a negative amount', { amount: { amount: '-1', currency: 'EUR' } }],
    ['an amount without a currency', { amount: { amount: '1' } }],
    ['an amount that is no number', { amount: { amount: 'much', currency: 'EUR' } }],
    ['a day that does not exist', { standing: 'SIGNED', signedOn: '2018-02-30' }],
    ['an instant that does not exist', { embargoUntil: '2018-02-30T00:00:00Z' }],
    ['a party name of a megabyte', { parties: [{ name: 'x'.repeat(2 ** 20) }, { name: 'B' }] }],
    ['a confidentiality that only deals have', { confidentiality: 'SECRET' }],
    ['an unknown field', { enteredById: 'x' }],
  ])('with %s is rejected and stores nothing', async (_, overrides) => {
    const count = async () => (await ancrage.owner.query('select count(*) from agreement')).rows[0].count
    const before = await count()
    expect((await errorOf(officer, record, { ...talks, ...overrides }))[0]).toBe('BAD_USER_INPUT')
    expect(await count()).toBe(before)
  })

  it.each([
    ['a malformed id', 'x'],
    ['an unknown id', '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10'],
  ])('with %s is not found', async (_, id) => {
    expect(await errorOf(officer, update, { id, version: 1, place: 'Mons' })).toEqual(['NOT_FOUND'])
  })
})
