import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const airport = 'officer@liege-airport.example'
const michel = 'head@michel.example'
const analyst = 'analyst@logistics.example'

const kinds = ['MOU', 'LETTER_OF_INTENT', 'PARTNERSHIP', 'LEASE', 'INCENTIVE', 'INVESTMENT_CONTRACT'] as const
const standings = ['DISCUSSED', 'DRAFT', 'SIGNED', 'ENDED'] as const

const seen = `id version title kind standing signedOn place amount { amount currency } endedOn embargoUntil
  confidentiality recordedAt enteredBy { code } parties { prospect { name } agency { code } name }
  deals { nodes { codeName } totalCount }`
const record = `mutation ($input: RecordAgreementInput!) { recordAgreement(input: $input) { ${seen} } }`
const update = `mutation ($input: UpdateAgreementInput!) { updateAgreement(input: $input) { ${seen} } }`

const parties = [{ name: 'Belgium' }, { agency: 'awex' }]
const talks = { title: 'A memorandum', kind: 'MOU', standing: 'DISCUSSED', parties }
const signed = { ...talks, standing: 'SIGNED', signedOn: '2018-05-31' }

/** What a standing needs beside its name. */
const daysOf = {
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

async function aDeal(email: string, given: object = {}): Promise<string> {
  const input = { codeName: 'Lotus', title: 'A logistics centre', confidentiality: 'INTERNAL', ...given }
  return (
    await ancrage.get(email, 'mutation ($input: OpenDealInput!) { openDeal(input: $input) { id } }', {
      input,
    })
  ).openDeal.id
}

const joined = (email: string, deal: string, agency: string, role = 'SUPPORT') =>
  ancrage.get(email, 'mutation ($input: JoinDealInput!) { joinDeal(input: $input) { id } }', {
    input: { deal, agency, role },
  })

async function aProspect(given: object = {}): Promise<string> {
  const input = { name: 'Alibaba', ...given }
  return (
    await ancrage.get(
      head,
      'mutation ($input: CreateProspectInput!) { createProspect(input: $input) { id } }',
      { input },
    )
  ).createProspect.id
}

const recorded = async (given: object = {}, email = officer) =>
  (await ancrage.get(email, record, { input: { ...talks, ...given } })).recordAgreement

/** The code of the error, and of the first field that is wrong. */
async function refused(email: string, mutation: string, input: object) {
  const { data, errors } = await ancrage.ask(email, mutation, { input })
  const { code, fields } = errors?.[0]?.extensions ?? { code: JSON.stringify(data) }
  return fields ? [code, fields[0]!.path, fields[0]!.code] : [code]
}

const isSeen = async (email: string, id: string) =>
  (await ancrage.get(email, 'query ($id: ID!) { agreement(id: $id) { id } }', { id })).agreement !== null

describe('an agreement', () => {
  it('signed for a deal carries its parties, its place and its sum', async () => {
    const cainiao = await aProspect({ name: 'Cainiao Smart Logistics Network', confidentiality: 'OPEN' })
    const deal = await aDeal(airport, { codeName: 'Plume', prospect: cainiao })
    const agreement = await recorded(
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
    const { deals, prospects } = await ancrage.get(
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

  it('may be between a country and a company, only talked about, and of no deal', async () => {
    const alibaba = await aProspect()
    const agreement = await recorded({
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

  it('is edited in part; what is left out stays', async () => {
    const { id, version, ...before } = await recorded({ amount: { amount: '5.5', currency: 'CNY' } })
    const { updateAgreement } = await ancrage.get(officer, update, {
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
    const { updateAgreement: emptied } = await ancrage.get(officer, update, {
      input: { id, version: 2, amount: null, place: null },
    })
    expect(emptied).toMatchObject({ version: 3, amount: null, place: null })
  })

  it('marks its deals as changed', async () => {
    const deal = await aDeal(officer)
    const changed = async () =>
      (await ancrage.get(officer, 'query ($id: ID) { deal(id: $id) { version updatedAt } }', { id: deal }))
        .deal
    const before = await changed()
    const { id, version } = await recorded({ deals: [deal] })
    const between = await changed()
    await ancrage.get(officer, update, { input: { id, version, deals: [] } })
    const after = await changed()
    expect([between.version, after.version]).toEqual([before.version, before.version])
    expect(between.updatedAt > before.updatedAt && after.updatedAt > between.updatedAt).toBe(true)
  })
})

describe('the standing of an agreement', () => {
  const forward = (from: string, to: string) =>
    standings.indexOf(from as never) <= standings.indexOf(to as never)

  it.each(standings.flatMap((from) => standings.map((to) => [from, to] as const)))(
    'from %s to %s only goes forward',
    async (from, to) => {
      const { id, version } = await recorded({ standing: from, ...daysOf[from] })
      const input = { id, version, standing: to, ...(from === to ? {} : daysOf[to]) }
      if (forward(from, to))
        expect((await ancrage.get(officer, update, { input })).updateAgreement.standing).toBe(to)
      else
        expect(await refused(officer, update, input)).toEqual([
          'BAD_USER_INPUT',
          'input.standing',
          'STANDING_BACK',
        ])
    },
  )

  it('does not go back in the database either', async () => {
    const { id } = await recorded(signed)
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
    ['signed on a day to come', { ...signed, signedOn: '2190-01-01' }, 'signedOn', 'FUTURE_DAY'],
    ['ended on a day to come', { standing: 'ENDED', endedOn: '2190-01-01' }, 'endedOn', 'FUTURE_DAY'],
    [
      'ended before it was signed',
      { standing: 'ENDED', signedOn: '2018-05-31', endedOn: '2018-05-30' },
      'endedOn',
      'TOO_EARLY',
    ],
  ])('refuses what is %s', async (_, given, field, code) => {
    expect(await refused(officer, record, { ...talks, ...given })).toEqual([
      'BAD_USER_INPUT',
      `input.${field}`,
      code,
    ])
  })

  it('keeps the day of the signature, once there is one', async () => {
    const { id, version } = await recorded(signed)
    const input = { id, version, standing: 'ENDED', signedOn: null, endedOn: '2018-07-01' }
    expect(await refused(officer, update, input)).toEqual(['BAD_USER_INPUT', 'input.signedOn', 'NEEDED'])
    const { updateAgreement } = await ancrage.get(officer, update, {
      input: { id, version, standing: 'ENDED', endedOn: '2018-07-01' },
    })
    expect(updateAgreement).toMatchObject({ signedOn: '2018-05-31', endedOn: '2018-07-01' })
  })
})

describe('a deal', () => {
  const commits = (kind: string) => kind !== 'LETTER_OF_INTENT'

  it.each(kinds.flatMap((kind) => standings.map((standing) => [kind, standing] as const)))(
    'with an agreement %s, %s, shows a signed agreement if it is signed and no letter of intent',
    async (kind, standing) => {
      const deal = await aDeal(officer)
      await recorded({ kind, standing, ...daysOf[standing], deals: [deal] })
      const {
        deal: { missing },
      } = await ancrage.get(
        officer,
        'query ($id: ID) { deal(id: $id) { missing(stage: COMMITTED) { code } } }',
        { id: deal },
      )
      const lacks = missing.some(({ code }: { code: string }) => code === 'signedAgreement')
      expect(lacks).toBe(!(standing === 'SIGNED' && commits(kind)))
    },
  )
})

describe('the parties of an agreement', () => {
  const unknown = '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10'

  it.each([
    ['nobody', [], 'parties', 'TOO_FEW'],
    ['only one', [{ name: 'Belgium' }], 'parties', 'TOO_FEW'],
    ['one that is nothing', [{ name: 'Belgium' }, {}], 'parties[1]', 'ONE_OF'],
    ['one that is two', [{ name: 'Awex', agency: 'awex' }, { name: 'B' }], 'parties[0]', 'ONE_OF'],
    ['a name twice', [{ name: 'Belgium' }, { name: ' BELGIUM ' }], 'parties[1]', 'TWICE'],
    ['an agency twice', [{ agency: 'awex' }, { agency: 'awex' }], 'parties[1]', 'TWICE'],
    ['an unknown agency', [{ agency: 'nobody' }, { name: 'B' }], 'parties[0].agency', 'UNKNOWN_REFERENCE'],
    [
      'an unknown prospect',
      [{ prospect: unknown }, { name: 'B' }],
      'parties[0].prospect',
      'UNKNOWN_REFERENCE',
    ],
    [
      'a prospect that is no id',
      [{ prospect: "';--" }, { name: 'B' }],
      'parties[0].prospect',
      'UNKNOWN_REFERENCE',
    ],
    ['too many', Array.from({ length: 51 }, (_, i) => ({ name: `P${i}` })), 'parties', 'TOO_MANY'],
  ])('are not %s', async (_, given, field, code) => {
    expect(await refused(officer, record, { ...talks, parties: given })).toEqual([
      'BAD_USER_INPUT',
      `input.${field}`,
      code,
    ])
  })

  it('are no prospect that the viewer may not see', async () => {
    const hidden = await aProspect()
    expect(
      await refused(airport, record, { ...talks, parties: [{ prospect: hidden }, { name: 'B' }] }),
    ).toEqual(['BAD_USER_INPUT', 'input.parties[0].prospect', 'UNKNOWN_REFERENCE'])
  })

  it('are two in the database as well', async () => {
    const { id } = await recorded()
    await expect(
      ancrage.owner.query('delete from agreement_party where agreement_id = $1 and agency_id is not null', [
        id,
      ]),
    ).rejects.toMatchObject({ code: '23514' })
  })
})

describe('who sees an agreement', () => {
  it.each([
    ['OPEN', [true, true, true, true]],
    ['INTERNAL', [true, false, false, false]],
  ])('of no deal that is %s', async (confidentiality, expected) => {
    const { id } = await recorded({ confidentiality })
    const found = []
    for (const email of [head, airport, michel, analyst]) found.push(await isSeen(email, id))
    expect(found).toEqual(expected)
  })

  it.each([
    ['OPEN', [true, true, true, true]],
    ['INTERNAL', [true, true, false, false]],
    ['RESTRICTED', [true, true, false, false]],
    ['SECRET', [true, false, false, false]],
  ])('of a deal that is %s: who sees the deal in full', async (confidentiality, expected) => {
    const deal = await aDeal(head, { confidentiality })
    await joined(head, deal, 'liege-airport', 'INFORMED')
    const { id } = await recorded({ deals: [deal], confidentiality: 'OPEN' }, head)
    const found = []
    for (const email of [head, airport, michel, analyst]) found.push(await isSeen(email, id))
    expect(found).toEqual(expected)
  })

  it('of several deals: only who sees all of them in full', async () => {
    const [shared, own] = [await aDeal(officer), await aDeal(officer)]
    await joined(officer, shared, 'liege-airport')
    const { id, version } = await recorded({ ...signed, title: 'Both', deals: [shared] })
    expect(await isSeen(airport, id)).toBe(true)
    const { updateAgreement } = await ancrage.get(officer, update, {
      input: { id, version, deals: [shared, own] },
    })
    expect(updateAgreement.deals.totalCount).toBe(2)
    expect(await isSeen(airport, id)).toBe(false)
    const { deal } = await ancrage.get(
      airport,
      'query ($id: ID) { deal(id: $id) { masked agreements { nodes { id } totalCount } } }',
      { id: shared },
    )
    expect(deal).toEqual({ masked: false, agreements: { nodes: [], totalCount: 0 } })
    await joined(officer, own, 'liege-airport')
    expect(await isSeen(airport, id)).toBe(true)
  })

  it('is nobody by a filter on a masked deal or a hidden party', async () => {
    const company = await aProspect({ name: 'Thunder Power', confidentiality: 'OPEN' })
    const deal = await aDeal(officer, { codeName: 'Volt' })
    await recorded({
      title: 'Hidden lease',
      deals: [deal],
      parties: [{ prospect: company }, { agency: 'awex' }],
    })
    const probe = `{ deals(where: { agreements: { some: { title: { contains: "hidden" } } } }) { totalCount }
      prospects(where: { agreements: { some: { title: { contains: "hidden" } } } }) { totalCount }
      agreements(where: { title: { contains: "hidden" } }) { totalCount nodes { id } } }`
    expect(await ancrage.get(officer, probe)).toMatchObject({
      deals: { totalCount: 1 },
      prospects: { totalCount: 1 },
      agreements: { totalCount: 1 },
    })
    expect(await ancrage.get(michel, probe)).toEqual({
      deals: { totalCount: 0 },
      prospects: { totalCount: 0 },
      agreements: { totalCount: 0, nodes: [] },
    })
  })
})

describe('who writes an agreement', () => {
  it.each(['cabinet@jeholet.example', analyst, 'admin@awex.example'])('is not %s', async (email) => {
    expect(await refused(email, record, talks)).toEqual(['FORBIDDEN'])
  })

  it('leads or supports each of its deals', async () => {
    const [shared, own] = [await aDeal(officer), await aDeal(officer)]
    await joined(officer, shared, 'liege-airport')
    await joined(officer, own, 'liege-airport', 'INFORMED')
    expect(await refused(airport, record, { ...talks, deals: [shared, own] })).toEqual(['FORBIDDEN'])
    const { id, version } = await recorded({ deals: [shared, own] })
    expect(await refused(airport, update, { id, version, place: 'Liège' })).toEqual(['FORBIDDEN'])
    expect(await refused(airport, update, { id, version, deals: [shared] })).toEqual(['FORBIDDEN'])
    await joined(officer, own, 'liege-airport')
    const { updateAgreement } = await ancrage.get(airport, update, { input: { id, version, place: 'Liège' } })
    expect(updateAgreement).toMatchObject({ place: 'Liège', enteredBy: { code: 'awex' } })
    // of no deal it would be what another agency entered
    expect(await refused(airport, update, { id, version: 2, deals: [] })).toEqual(['FORBIDDEN'])
  })

  it('of no deal is of the agency that entered it', async () => {
    const open = await recorded({ confidentiality: 'OPEN' })
    const internal = await recorded()
    const change = { version: 1, place: 'Liège' }
    expect(await refused(airport, update, { ...change, id: open.id })).toEqual(['FORBIDDEN'])
    expect(await refused(airport, update, { ...change, id: internal.id })).toEqual(['NOT_FOUND'])
    expect(
      (await ancrage.get(head, update, { input: { ...change, id: open.id } })).updateAgreement.version,
    ).toBe(2)
  })

  it('cannot take over what is open by tying it to a deal', async () => {
    const { id, version } = await recorded({ confidentiality: 'OPEN' })
    const deal = await aDeal(airport)
    expect(await refused(airport, update, { id, version, deals: [deal] })).toEqual(['FORBIDDEN'])
  })

  it('names deals that are there, each once', async () => {
    const [deal, hidden] = [await aDeal(officer), await aDeal(head, { confidentiality: 'SECRET' })]
    expect(await refused(officer, record, { ...talks, deals: [hidden] })).toEqual(['NOT_FOUND'])
    expect(await refused(officer, record, { ...talks, deals: ['no id'] })).toEqual(['NOT_FOUND'])
    expect(await refused(officer, record, { ...talks, deals: [deal, deal.toUpperCase()] })).toEqual([
      'BAD_USER_INPUT',
      'input.deals[1]',
      'TWICE',
    ])
  })
})

describe('an embargoed agreement', () => {
  const probe = `query ($title: String) {
    agreements(where: { title: { eq: $title } }) { totalCount nodes { title } pageInfo { hasNextPage } }
    prospects(where: { agreements: { some: { title: { eq: $title } } } }) { totalCount }
    signers: agreements(where: { parties: { some: { name: { eq: $title } } } }) { totalCount } }`
  const shows = (count: number, title: string) => ({
    agreements: {
      totalCount: count,
      nodes: count ? [{ title }] : [],
      pageInfo: { hasNextPage: false },
    },
    prospects: { totalCount: count },
    signers: { totalCount: count },
  })

  it('of no deal is with the agency that entered it until its instant, to the second', async () => {
    const title = 'Under embargo'
    const company = await aProspect({ name: 'Bolloré', confidentiality: 'OPEN' })
    const embargoUntil = new Date(Date.now() + 2000).toISOString()
    const agreement = await recorded({
      ...signed,
      title,
      confidentiality: 'OPEN',
      embargoUntil,
      parties: [{ prospect: company }, { name: title }],
    })
    expect(agreement.embargoUntil).toBe(embargoUntil)
    const early = await ancrage.get(analyst, probe, { title })
    if (Date.now() < Date.parse(embargoUntil)) expect(early).toEqual(shows(0, title))
    expect(await ancrage.get(head, probe, { title })).toEqual(shows(1, title))
    await moved(agreement.id, '1 minute')
    expect(await ancrage.get(analyst, probe, { title })).toEqual(shows(0, title))
    expect(await isSeen(michel, agreement.id)).toBe(false)
    await moved(agreement.id, '-1 second')
    expect(await ancrage.get(analyst, probe, { title })).toEqual(shows(1, title))
    expect(await isSeen(michel, agreement.id)).toBe(true)
  })

  it('of a deal is with those who see the deal in full', async () => {
    const deal = await aDeal(officer)
    await joined(officer, deal, 'liege-airport', 'INFORMED')
    const { id } = await recorded({ deals: [deal], embargoUntil: '2190-01-01T00:00:00Z' })
    expect([await isSeen(officer, id), await isSeen(airport, id), await isSeen(michel, id)]).toEqual([
      true,
      true,
      false,
    ])
  })

  const moved = (id: string, interval: string) =>
    ancrage.owner.query('update agreement set embargo_until = now() + $2::interval where id = $1', [
      id,
      interval,
    ])
})

describe('an agreement that cannot be', () => {
  it('at a version that is gone', async () => {
    const { id } = await recorded()
    await ancrage.get(officer, update, { input: { id, version: 1, place: 'Namur' } })
    const { errors } = await ancrage.ask(officer, update, { input: { id, version: 1, place: 'Mons' } })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 })
  })

  it('changed by ten at once is changed by one', async () => {
    const { id } = await recorded({ deals: [await aDeal(officer)] })
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        ancrage.ask(officer, update, { input: { id, version: 1, place: `Place ${i}` } }),
      ),
    )
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done')
    expect(codes.sort()).toEqual([...Array<string>(9).fill('CONFLICT'), 'done'])
  })

  it('recorded twice under one key is there once', async () => {
    const input = { ...talks, title: 'Once', idempotencyKey: 'agreement-once' }
    const ids = []
    for (let i = 0; i < 2; i++) ids.push((await ancrage.get(officer, record, { input })).recordAgreement.id)
    expect(ids[0]).toBe(ids[1])
    expect(await refused(officer, record, { ...input, title: 'Twice' })).toEqual(['CONFLICT'])
  })

  it.each([
    ['another kind', { kind: 'PROMISE' }],
    ['another standing', { standing: 'BROKEN' }],
    ['no title', { title: '   ' }],
    ['a title of a megabyte', { title: 'x'.repeat(2 ** 20) }],
    ['a title of nothing', { title: null }],
    ['a control character', { title: 'A\u0000B' }],
    ['a direction turned round', { place: 'A\u202EB' }],
    ['a currency that does not exist', { amount: { amount: '1', currency: 'EUX' } }],
    ['a negative sum', { amount: { amount: '-1', currency: 'EUR' } }],
    ['a sum without a currency', { amount: { amount: '1' } }],
    ['a sum of no number', { amount: { amount: 'much', currency: 'EUR' } }],
    ['a day that does not exist', { standing: 'SIGNED', signedOn: '2018-02-30' }],
    ['an instant that does not exist', { embargoUntil: '2018-02-30T00:00:00Z' }],
    ['a party name of a megabyte', { parties: [{ name: 'x'.repeat(2 ** 20) }, { name: 'B' }] }],
    ['another confidentiality', { confidentiality: 'SECRET' }],
    ['a field that is none', { enteredById: 'x' }],
  ])('with %s is refused and leaves nothing', async (_, given) => {
    const count = async () => (await ancrage.owner.query('select count(*) from agreement')).rows[0].count
    const before = await count()
    expect((await refused(officer, record, { ...talks, ...given }))[0]).toBe('BAD_USER_INPUT')
    expect(await count()).toBe(before)
  })

  it.each([
    ['no id', 'x'],
    ['an id of nothing', '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10'],
  ])('with %s is not found', async (_, id) => {
    expect(await refused(officer, update, { id, version: 1, place: 'Mons' })).toEqual(['NOT_FOUND'])
  })
})
