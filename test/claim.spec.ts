import { dealClient, type DealClient } from './deal-client.js'
import { anAncrage, type Ancrage } from './ancrage.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const airport = 'officer@liege-airport.example'
const michel = 'head@michel.example'
const analyst = 'analyst@logistics.example'

const unnamed = { kind: 'UNNAMED' }
const talks = { statement: 'Talks are under way', statedOn: '2018-05-31', source: unnamed }

const seen = `id version statement wording wordingLanguage statedOn recordedAt standing embargoUntil updatedAt
  grade { reliability credibility text } source { kind name publishedOn address }
  deal { codeName } prospect { name } agreement { title } by { email }
  disputes { statement } disputedBy { nodes { statement } totalCount }
  gradings { ordinal standing grade { text } gradedOn reason by { email } }`
const record = `mutation ($input: RecordClaimInput!) { recordClaim(input: $input) { ${seen} } }`
const grade = `mutation ($input: GradeClaimInput!) { gradeClaim(input: $input) { ${seen} } }`

let ancrage: Ancrage
let deals: DealClient
beforeAll(async () => {
  ancrage = await anAncrage()
  deals = dealClient(ancrage)
})
afterAll(() => ancrage.stop())

const recorded = async (given: object, email = officer) =>
  (await ancrage.get(email, record, { input: { ...talks, ...given } })).recordClaim

async function created(verb: string, input: object, email = officer): Promise<string> {
  const name = verb[0]!.toUpperCase() + verb.slice(1)
  const mutation = `mutation ($input: ${name}Input!) { ${verb}(input: $input) { id } }`
  return (await ancrage.get(email, mutation, { input }))[verb].id
}

const aDeal = (given: object = {}) => deals.open({ confidentiality: 'INTERNAL', ...given }, officer)
const aProspect = (given: object = {}) => created('createProspect', { name: 'Alibaba', ...given })
const anAgreement = (given: object = {}) =>
  created('recordAgreement', {
    title: 'eWTP',
    kind: 'MOU',
    standing: 'DISCUSSED',
    parties: [{ name: 'Belgium' }, { name: 'Alibaba' }],
    ...given,
  })

/** The code of the error, and of the first field that is wrong. */
async function refused(email: string, mutation: string, input: object) {
  const { data, errors } = await ancrage.ask(email, mutation, { input })
  const { code, fields } = errors?.[0]?.extensions ?? { code: JSON.stringify(data) }
  return fields ? [code, fields[0]!.path, fields[0]!.code] : [code]
}

const isSeen = async (email: string, id: string) =>
  (
    await ancrage.get(
      email,
      'query ($id: ID) { claims(where: { id: { eq: $id } }) { nodes { id } totalCount } }',
      { id },
    )
  ).claims.totalCount === 1

describe('the claims about the memorandum with Alibaba', () => {
  it('stand with their grades, and one disputes the other', async () => {
    const alibaba = await aProspect()
    const agreement = await anAgreement({ parties: [{ name: 'Belgium' }, { prospect: alibaba }] })
    const rumour = await recorded({
      agreement,
      statement: 'Alibaba makes its announcement depend on a signed memorandum',
      statedOn: '2018-07-03',
      standing: 'UNCONFIRMED',
      reliability: 'D',
      credibility: 4,
    })
    expect(rumour).toMatchObject({
      version: 1,
      standing: 'UNCONFIRMED',
      grade: { reliability: 'D', credibility: 4, text: 'D4' },
      source: { kind: 'UNNAMED', name: null },
      agreement: { title: 'eWTP' },
      deal: null,
      prospect: null,
      disputes: null,
      by: { email: officer },
      gradings: [
        { ordinal: 1, standing: 'UNCONFIRMED', grade: { text: 'D4' }, gradedOn: '2018-07-03', reason: null },
      ],
    })
    const denial = await recorded({
      agreement,
      statement: 'That is entirely untrue',
      statedOn: '2018-07-03',
      source: { kind: 'PUBLIC_AUTHORITY', name: 'Office of the Prime Minister' },
      reliability: 'B',
      credibility: 3,
      disputes: rumour.id,
    })
    expect(denial).toMatchObject({ grade: { text: 'B3' }, disputes: { statement: rumour.statement } })
    const { claims } = await ancrage.get(
      officer,
      `query ($agreement: ID) { claims(
          where: { agreement: { id: { eq: $agreement } }, disputedBy: { some: { grade: { reliability: { in: [A, B] } } } } }
        ) { totalCount nodes { grade { text } disputedBy { nodes { statement source { name } } totalCount } } } }`,
      { agreement },
    )
    expect(claims).toEqual({
      totalCount: 1,
      nodes: [
        {
          grade: { text: 'D4' },
          disputedBy: {
            nodes: [
              { statement: 'That is entirely untrue', source: { name: 'Office of the Prime Minister' } },
            ],
            totalCount: 1,
          },
        },
      ],
    })
  })
})

describe('a claim', () => {
  it('quotes its source in the language that it spoke', async () => {
    const claim = await recorded({
      deal: await aDeal(),
      wording: 'Yeah, sure',
      wordingLanguage: 'EN',
      source: {
        kind: 'PRESS',
        name: 'L’Echo',
        publishedOn: '2018-07-04',
        address: 'https://lecho.example/alibaba',
      },
    })
    expect(claim).toMatchObject({
      wording: 'Yeah, sure',
      wordingLanguage: 'EN',
      source: {
        kind: 'PRESS',
        name: 'L’Echo',
        publishedOn: '2018-07-04',
        address: 'https://lecho.example/alibaba',
      },
    })
  })

  it('that nobody has judged is unconfirmed and F6', async () => {
    expect(await recorded({ deal: await aDeal() })).toMatchObject({
      standing: 'UNCONFIRMED',
      grade: { text: 'F6' },
    })
  })

  it('is listed with what it is about', async () => {
    const prospect = await aProspect()
    const deal = await aDeal({ prospect })
    const agreement = await anAgreement({ deals: [deal] })
    await recorded({ deal, statement: 'of the deal' })
    await recorded({ prospect, statement: 'of the company' })
    await recorded({ agreement, statement: 'of the agreement' })
    const claims = 'claims { nodes { statement } totalCount }'
    const found = await ancrage.get(
      officer,
      `query ($id: ID) { deal(id: $id) { ${claims} prospect { ${claims} } agreements { nodes { ${claims} } } } }`,
      { id: deal },
    )
    const only = (statement: string) => ({ nodes: [{ statement }], totalCount: 1 })
    expect(found.deal).toEqual({
      claims: only('of the deal'),
      prospect: { claims: only('of the company') },
      agreements: { nodes: [{ claims: only('of the agreement') }] },
    })
  })

  const given = [true, false]
  const subjects = given.flatMap((d) => given.flatMap((p) => given.map((a) => [d, p, a] as const)))
  it.each(subjects)('is about one thing: deal %s, prospect %s, agreement %s', async (d, p, a) => {
    const input = {
      ...talks,
      ...(d && { deal: await aDeal() }),
      ...(p && { prospect: await aProspect() }),
      ...(a && { agreement: await anAgreement() }),
    }
    const one = [d, p, a].filter(Boolean).length === 1
    if (one) expect((await recorded(input)).version).toBe(1)
    else
      expect(await refused(officer, record, input)).toEqual([
        'BAD_USER_INPUT',
        'input.deal|prospect|agreement',
        'ONE_OF',
      ])
  })

  it('marks its deal as changed, when recorded and when graded', async () => {
    const deal = await aDeal()
    const changed = async () =>
      (await ancrage.get(officer, 'query ($id: ID) { deal(id: $id) { version updatedAt } }', { id: deal }))
        .deal
    const times = [await changed()]
    const { id, version } = await recorded({ deal })
    times.push(await changed())
    await ancrage.get(officer, grade, { input: { id, version, standing: 'DENIED', reason: 'Asked them' } })
    times.push(await changed())
    expect(times.map((time) => time.version)).toEqual([1, 1, 1])
    expect(times[0].updatedAt < times[1].updatedAt && times[1].updatedAt < times[2].updatedAt).toBe(true)
  })
})

describe('grading a claim', () => {
  it('adds to its history and leaves what was stated', async () => {
    const claim = await recorded({ deal: await aDeal(), reliability: 'C', credibility: 3 })
    const { gradeClaim: confirmed } = await ancrage.get(head, grade, {
      input: {
        id: claim.id,
        version: 1,
        standing: 'CONFIRMED',
        reliability: 'B',
        credibility: 2,
        gradedOn: '2018-06-02',
        reason: 'The Prime Minister’s office says so',
      },
    })
    const { gradeClaim } = await ancrage.get(officer, grade, {
      input: {
        id: claim.id,
        version: 2,
        credibility: 1,
        gradedOn: '2018-07-03',
        reason: 'Jack Ma says so too',
      },
    })
    expect(confirmed).toMatchObject({ version: 2, standing: 'CONFIRMED', grade: { text: 'B2' } })
    expect(gradeClaim).toEqual({
      ...claim,
      version: 3,
      updatedAt: gradeClaim.updatedAt,
      standing: 'CONFIRMED',
      grade: { reliability: 'B', credibility: 1, text: 'B1' },
      gradings: [
        ...claim.gradings,
        {
          ordinal: 2,
          standing: 'CONFIRMED',
          grade: { text: 'B2' },
          gradedOn: '2018-06-02',
          reason: 'The Prime Minister’s office says so',
          by: { email: head },
        },
        {
          ordinal: 3,
          standing: 'CONFIRMED',
          grade: { text: 'B1' },
          gradedOn: '2018-07-03',
          reason: 'Jack Ma says so too',
          by: { email: officer },
        },
      ],
    })
    expect(gradeClaim.updatedAt > claim.updatedAt).toBe(true)
  })

  it.each(['UNCONFIRMED', 'CONFIRMED', 'DENIED', 'RETRACTED'])(
    'gives it the standing %s',
    async (standing) => {
      const { id } = await recorded({ prospect: await aProspect() })
      const input = { id, version: 1, standing, reason: 'So it is' }
      expect((await ancrage.get(officer, grade, { input })).gradeClaim).toMatchObject({
        version: 2,
        standing,
      })
    },
  )

  it.each([
    ['without a reason', { reason: undefined }, undefined],
    ['for a blank reason', { reason: '  ' }, 'BLANK'],
    ['for a reason of a megabyte', { reason: 'x'.repeat(2 ** 20) }, undefined],
    ['for a reason too long', { reason: 'x'.repeat(2001) }, 'TOO_LONG'],
    ['beyond the scale', { credibility: 7 }, 'OUT_OF_RANGE'],
    ['below the scale', { credibility: 0 }, 'OUT_OF_RANGE'],
    ['with a letter beyond the scale', { reliability: 'G' }, undefined],
    ['with another standing', { standing: 'LIKELY' }, undefined],
    ['on a day to come', { gradedOn: '2190-01-01' }, 'FUTURE_DAY'],
    ['before it was stated', { gradedOn: '2018-05-30' }, 'TOO_EARLY'],
    ['with another statement', { statement: 'Something else' }, undefined],
    ['with something else to dispute', { disputes: '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10' }, undefined],
  ])('%s is refused', async (_, given, code) => {
    const { id } = await recorded({ deal: await aDeal() })
    const input = { id, version: 1, standing: 'DENIED', reason: 'So it is', ...given }
    const [error, , field] = await refused(officer, grade, input)
    expect(error).toBe('BAD_USER_INPUT')
    if (code) expect(field).toBe(code)
    const { rows } = await ancrage.owner.query('select version, standing from claim where id = $1', [id])
    expect(rows).toEqual([{ version: 1, standing: 'UNCONFIRMED' }])
  })

  it('goes on from the last grade, never before the day it was stated', async () => {
    const { id } = await recorded({ deal: await aDeal() })
    await ancrage.get(officer, grade, { input: { id, version: 1, gradedOn: '2018-07-03', reason: 'New' } })
    const input = { id, version: 2, gradedOn: '2018-05-30', reason: 'Older' }
    expect(await refused(officer, grade, input)).toEqual(['BAD_USER_INPUT', 'input.gradedOn', 'TOO_EARLY'])
  })

  it('names the version that was seen', async () => {
    const { id } = await recorded({ deal: await aDeal() })
    await ancrage.get(officer, grade, { input: { id, version: 1, reliability: 'A', reason: 'Known to us' } })
    const { errors } = await ancrage.ask(officer, grade, {
      input: { id, version: 1, reason: 'Unknown to us' },
    })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 })
  })

  it.each([
    ['a deal', async () => ({ deal: await aDeal() })],
    ['a prospect', async () => ({ prospect: await aProspect() })],
  ])('by ten at once about %s is done by one', async (_, subject) => {
    const { id } = await recorded(await subject())
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        ancrage.ask(officer, grade, { input: { id, version: 1, reason: `Reason ${i}` } }),
      ),
    )
    const found = answers.map(({ errors }) => errors?.[0]?.extensions ?? { code: 'done' })
    expect(found.filter(({ code }) => code === 'done')).toHaveLength(1)
    expect(found.filter((error) => error.code === 'CONFLICT' && error.currentVersion === 2)).toHaveLength(9)
  })
})

describe('a dispute', () => {
  const disputing = (input: object) => refused(officer, record, { ...talks, ...input })
  const unrelated = ['BAD_USER_INPUT', 'input.disputes', 'UNRELATED_CLAIM']

  it('is about the same, or about what belongs to it', async () => {
    const prospect = await aProspect()
    const deal = await aDeal({ prospect })
    const agreement = await anAgreement({ deals: [deal], parties: [{ prospect }, { name: 'Belgium' }] })
    const subjects = [{ deal }, { prospect }, { agreement }]
    const made = []
    for (const one of subjects)
      for (const other of subjects) {
        const disputes = (await recorded(one)).id
        made.push((await recorded({ ...other, disputes })).disputes.statement)
      }
    expect(made).toHaveLength(9)
  })

  it('is not about something else', async () => {
    const [deal, other, prospect] = [await aDeal(), await aDeal(), await aProspect()]
    const agreement = await anAgreement()
    const { id: disputes } = await recorded({ deal })
    for (const subject of [{ deal: other }, { prospect }, { agreement }])
      expect(await disputing({ ...subject, disputes })).toEqual(unrelated)
  })

  it('is not with what the viewer does not see, nor with nothing', async () => {
    const [deal, secret] = [await aDeal(), await deals.open({ confidentiality: 'SECRET' }, head)]
    const hidden = await recorded({ deal: secret }, head)
    for (const disputes of [hidden.id, '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10', "' or true --"])
      expect(await disputing({ deal, disputes })).toEqual([
        'BAD_USER_INPUT',
        'input.disputes',
        'UNKNOWN_REFERENCE',
      ])
  })

  it('never goes round: no claim disputes itself or a later one', async () => {
    const { id } = await recorded({ prospect: await aProspect() })
    const copies = (pairs: string) => `insert into claim
      select (r).* from (select jsonb_populate_record(c, jsonb_build_object('id', p.id, 'disputes_id', p.disputes)) as r
        from claim c, (values ${pairs}) p (id, disputes) where c.id = $1) x`
    const [a, b] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b']
    for (const pairs of [`('${a}', '${a}')`, `('${a}', '${b}'), ('${b}', '${a}')`])
      await expect(ancrage.owner.query(copies(pairs), [id])).rejects.toMatchObject({ code: '23503' })
  })
})

describe('the database', () => {
  const may = async (table: string, privilege: string) =>
    (
      await ancrage.owner.query(
        `select attname from pg_attribute where attrelid = $1::regclass and attnum > 0
            and has_column_privilege('ancrage_service', $1, attname, $2)`,
        [table, privilege],
      )
    ).rows.map(({ attname }) => attname)

  it('lets nobody change what was stated or how it was graded', async () => {
    expect(await may('claim', 'UPDATE')).toEqual(['embargo_until', 'updated_at', 'version'])
    expect(await may('claim_grading', 'UPDATE')).toEqual([])
  })

  it('takes no claim without its first grade', async () => {
    const { id } = await recorded({ prospect: await aProspect() })
    const copy = `insert into claim select (r).* from (select jsonb_populate_record(c,
      '{"id": "00000000-0000-7000-8000-00000000000c"}') as r from claim c where id = $1) x`
    await expect(ancrage.owner.query(copy, [id])).rejects.toMatchObject({ code: '23514' })
  })

  it('takes no grade without a reason after the first, and none before the last', async () => {
    const { id } = await recorded({ prospect: await aProspect() })
    const copy = (
      change: string,
    ) => `insert into claim_grading select (r).* from (select jsonb_populate_record(g,
      '{"id": "00000000-0000-7000-8000-00000000000d", ${change}}') as r from claim_grading g where claim_id = $1) x`
    for (const change of ['"graded_on": "2018-06-30"', '"reason": "Late", "graded_on": "2018-05-30"'])
      await expect(ancrage.owner.query(copy(change), [id])).rejects.toMatchObject({ code: '23514' })
  })
})

describe('who sees a claim', () => {
  it.each([
    ['OPEN', [true, true, true, true]],
    ['INTERNAL', [true, true, false, false]],
    ['RESTRICTED', [true, true, false, false]],
    ['SECRET', [true, false, false, false]],
  ])('about a deal that is %s: who sees the deal in full', async (confidentiality, expected) => {
    const deal = await deals.open({ confidentiality }, head)
    await deals.join(deal, 'liege-airport', 'INFORMED', '2018-01-02')
    const { id } = await recorded({ deal }, head)
    const found = []
    for (const email of [head, airport, michel, analyst]) found.push(await isSeen(email, id))
    expect(found).toEqual(expected)
  })

  it('about an agreement of several deals: who sees all of them', async () => {
    const [shared, own] = [await aDeal(), await aDeal()]
    await deals.join(shared, 'liege-airport', 'SUPPORT', '2018-01-02')
    const agreement = await anAgreement({ deals: [shared, own] })
    const { id } = await recorded({ agreement })
    expect([await isSeen(officer, id), await isSeen(airport, id)]).toEqual([true, false])
    await deals.join(own, 'liege-airport', 'SUPPORT', '2018-01-02')
    expect(await isSeen(airport, id)).toBe(true)
  })

  it('is nobody by a filter on a masked deal', async () => {
    const deal = await aDeal({ codeName: 'Plume' })
    await recorded({ deal, statement: 'A whisper' })
    const probe = `{ deals(where: { claims: { some: { statement: { startsWith: "a whisper" } } } }) { totalCount }
      claims(where: { statement: { startsWith: "a whisper" } }) { totalCount } }`
    expect(await ancrage.get(officer, probe)).toEqual({ deals: { totalCount: 1 }, claims: { totalCount: 1 } })
    expect(await ancrage.get(michel, probe)).toEqual({ deals: { totalCount: 0 }, claims: { totalCount: 0 } })
    const { deals: masked } = await ancrage.get(
      michel,
      '{ deals(where: { codeName: { eq: "Plume" } }) { nodes { masked claims { totalCount nodes { id } } } } }',
    )
    expect(masked.nodes).toEqual([{ masked: true, claims: { totalCount: 0, nodes: [] } }])
  })
})

describe('who writes a claim', () => {
  it.each(['cabinet@jeholet.example', analyst, 'admin@awex.example'])('is not %s', async (email) => {
    const prospect = await aProspect({ confidentiality: 'OPEN' })
    expect(await refused(email, record, { ...talks, prospect })).toEqual(['FORBIDDEN'])
  })

  it('about a deal leads or supports it', async () => {
    const deal = await aDeal()
    const { id } = await recorded({ deal })
    const both = async (email: string) => [
      ...(await refused(email, record, { ...talks, deal })),
      ...(await refused(email, grade, { id, version: 1, reason: 'So it is' })),
    ]
    expect(await both(michel)).toEqual(['FORBIDDEN', 'NOT_FOUND'])
    await deals.join(deal, 'liege-airport', 'INFORMED', '2018-01-02')
    expect(await both(airport)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
    await deals.join(deal, 'liege-airport', 'SUPPORT', '2018-01-03')
    expect((await recorded({ deal }, airport)).by.email).toBe(airport)
  })

  it('about a company or an agreement sees it', async () => {
    const open = await aProspect({ confidentiality: 'OPEN' })
    const [prospect, agreement] = [await aProspect(), await anAgreement()]
    const { id } = await recorded({ prospect: open }, airport)
    const { gradeClaim } = await ancrage.get(officer, grade, {
      input: { id, version: 1, reason: 'We agree' },
    })
    expect(gradeClaim.version).toBe(2)
    for (const [word, subject] of Object.entries({ prospect, agreement }))
      expect(await refused(airport, record, { ...talks, [word]: subject })).toEqual([
        'BAD_USER_INPUT',
        `input.${word}`,
        'UNKNOWN_REFERENCE',
      ])
  })

  it('does not learn of a deal that is hidden', async () => {
    const deal = await deals.open({ confidentiality: 'SECRET' }, head)
    expect(await refused(officer, record, { ...talks, deal })).toEqual(['NOT_FOUND'])
    expect(await refused(officer, record, { ...talks, deal: 'no id' })).toEqual(['NOT_FOUND'])
  })
})

describe('an embargo', () => {
  const moved = (table: string, id: string, interval: string) =>
    ancrage.owner.query(`update ${table} set embargo_until = now() + $2::interval where id = $1`, [
      id,
      interval,
    ])

  it('keeps a claim about a company with the agency that recorded it until its instant', async () => {
    const prospect = await aProspect({ name: 'Zalando', confidentiality: 'OPEN' })
    const embargoUntil = '2190-01-01T00:00:00.000Z'
    const claim = await recorded({ prospect, embargoUntil, statement: 'To be announced' })
    expect(claim.embargoUntil).toBe(embargoUntil)
    const probe = `{ claims(where: { statement: { eq: "to be announced" } }) { totalCount nodes { statement } }
      prospects(where: { claims: { some: { statement: { eq: "to be announced" } } } }) { totalCount }
      others: prospects(where: { name: { eq: "Zalando" } }) { nodes { claims { totalCount } } } }`
    const shows = (count: number) => ({
      claims: { totalCount: count, nodes: count ? [{ statement: 'To be announced' }] : [] },
      prospects: { totalCount: count },
      others: { nodes: [{ claims: { totalCount: count } }] },
    })
    expect(await ancrage.get(officer, probe)).toEqual(shows(1))
    expect(await ancrage.get(analyst, probe)).toEqual(shows(0))
    await moved('claim', claim.id, '1 minute')
    expect(await ancrage.get(analyst, probe)).toEqual(shows(0))
    await moved('claim', claim.id, '-1 second')
    expect(await ancrage.get(analyst, probe)).toEqual(shows(1))
  })

  it('on a claim about a deal changes nothing for those who see the deal in full', async () => {
    const deal = await aDeal()
    await deals.join(deal, 'liege-airport', 'INFORMED', '2018-01-02')
    const { id } = await recorded({ deal, embargoUntil: '2190-01-01T00:00:00Z' })
    expect([await isSeen(airport, id), await isSeen(michel, id)]).toEqual([true, false])
    await moved('claim', id, '-1 second')
    expect([await isSeen(airport, id), await isSeen(michel, id)]).toEqual([true, false])
  })

  it('on a claim about an agreement of a deal: the same', async () => {
    const deal = await aDeal()
    await deals.join(deal, 'liege-airport', 'INFORMED', '2018-01-02')
    const agreement = await anAgreement({ deals: [deal] })
    const { id } = await recorded({ agreement, embargoUntil: '2190-01-01T00:00:00Z' })
    expect([await isSeen(airport, id), await isSeen(michel, id)]).toEqual([true, false])
  })

  it('on an agreement holds for what is claimed about it, history included', async () => {
    const agreement = await anAgreement({ confidentiality: 'OPEN', embargoUntil: '2190-01-01T00:00:00Z' })
    const { id } = await recorded({ agreement })
    expect([await isSeen(officer, id), await isSeen(michel, id)]).toEqual([true, false])
    expect(await refused(michel, grade, { id, version: 1, reason: 'So it is' })).toEqual(['NOT_FOUND'])
    await moved('agreement', agreement, '-1 second')
    expect(await isSeen(michel, id)).toBe(true)
  })

  it('on a claim hides what it disputes it with', async () => {
    const prospect = await aProspect({ confidentiality: 'OPEN' })
    const first = await recorded({ prospect })
    const second = await recorded({ prospect, disputes: first.id, embargoUntil: '2190-01-01T00:00:00Z' })
    const dispute =
      'query ($id: ID) { claims(where: { id: { eq: $id } }) { nodes { disputedBy { totalCount nodes { id } } } } }'
    const found = async (email: string) =>
      (await ancrage.get(email, dispute, { id: first.id })).claims.nodes[0].disputedBy
    expect(await found(officer)).toEqual({ totalCount: 1, nodes: [{ id: second.id }] })
    expect(await found(analyst)).toEqual({ totalCount: 0, nodes: [] })
  })
})

describe('a claim that cannot be', () => {
  it('recorded twice under one key is there once', async () => {
    const input = { ...talks, deal: await aDeal(), idempotencyKey: 'claim-once' }
    const ids = []
    for (let i = 0; i < 2; i++) ids.push((await ancrage.get(officer, record, { input })).recordClaim.id)
    expect(ids[0]).toBe(ids[1])
    expect(await refused(officer, record, { ...input, statement: 'Other' })).toEqual(['CONFLICT'])
  })

  it.each([
    ['no statement', { statement: ' ' }],
    ['a statement of nothing', { statement: null }],
    ['a statement of a megabyte', { statement: 'x'.repeat(2 ** 20) }],
    ['a control character', { statement: 'A\u0000B' }],
    ['a direction turned round', { statement: 'A\u202EB' }],
    ['a wording without a language', { wording: 'Ja' }],
    ['a language without a wording', { wordingLanguage: 'DE' }],
    ['no source', { source: null }],
    ['a source of no kind', { source: { name: 'L’Echo' } }],
    ['another kind of source', { source: { kind: 'GOSSIP' } }],
    ['an address that is none', { source: { kind: 'PRESS', address: 'javascript:alert(1)' } }],
    ['a day to come', { statedOn: '2190-01-01' }],
    ['a day that does not exist', { statedOn: '2018-02-30' }],
    ['another standing', { standing: 'TRUE' }],
    ['another grade', { reliability: 'b' }],
    ['half a grade', { credibility: 2.5 }],
    ['an instant without an offset', { embargoUntil: '2018-07-03T12:00:00' }],
  ])('with %s is refused and leaves nothing', async (_, given) => {
    const input = { ...talks, deal: await aDeal(), ...given }
    const count = async () => (await ancrage.owner.query('select count(*) from claim')).rows[0].count
    const before = await count()
    expect((await refused(officer, record, input))[0]).toBe('BAD_USER_INPUT')
    expect(await count()).toBe(before)
  })

  it.each(['x', '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10'])('with the id %s is not found', async (id) => {
    expect(await refused(officer, grade, { id, version: 1, reason: 'So it is' })).toEqual(['NOT_FOUND'])
  })
})

describe('the embargo of a claim', () => {
  const embargo = `mutation ($input: EmbargoClaimInput!) { embargoClaim(input: $input) { ${seen} } }`

  it('is moved or lifted by a HEAD, and gradings go on from there', async () => {
    const agreement = await anAgreement({ confidentiality: 'OPEN' })
    const { id } = await recorded({ agreement, embargoUntil: '2199-01-01T00:00:00Z' })
    expect(await isSeen(michel, id)).toBe(false)
    expect(await refused(officer, embargo, { id, version: 1 })).toEqual(['FORBIDDEN'])
    const moved = await ancrage.get(head, embargo, {
      input: { id, version: 1, until: '2198-01-01T00:00:00Z' },
    })
    expect(moved.embargoClaim).toMatchObject({ version: 2, embargoUntil: '2198-01-01T00:00:00.000Z' })
    expect(await isSeen(michel, id)).toBe(false)
    expect(await refused(head, embargo, { id, version: 1 })).toEqual(['CONFLICT'])
    await ancrage.get(head, embargo, { input: { id, version: 2, until: null } })
    expect(await isSeen(michel, id)).toBe(true)
    const { gradeClaim } = await ancrage.get(head, grade, {
      input: { id, version: 3, standing: 'CONFIRMED', reason: 'They said so themselves' },
    })
    expect(gradeClaim).toMatchObject({
      version: 4,
      embargoUntil: null,
      gradings: [{ ordinal: 1 }, { ordinal: 2 }],
    })
  })

  it('of a company’s claim is the matter of the agency that recorded it', async () => {
    const prospect = await aProspect({ confidentiality: 'OPEN' })
    const { id } = await recorded({ prospect })
    expect(await refused(michel, embargo, { id, version: 1 })).toEqual(['FORBIDDEN'])
  })
})

describe('the embargo of an agreement', () => {
  it('is moved or lifted by a HEAD only', async () => {
    const update =
      'mutation ($input: UpdateAgreementInput!) { updateAgreement(input: $input) { embargoUntil } }'
    const id = await anAgreement({ embargoUntil: '2199-01-01T00:00:00Z' })
    expect(await refused(officer, update, { id, version: 1, embargoUntil: null })).toEqual(['FORBIDDEN'])
    const same = { id, version: 1, title: 'eWTP Europe', embargoUntil: '2199-01-01T00:00:00Z' }
    await ancrage.get(officer, update, { input: same })
    const { updateAgreement } = await ancrage.get(head, update, {
      input: { id, version: 2, embargoUntil: null },
    })
    expect(updateAgreement).toEqual({ embargoUntil: null })
  })
})
