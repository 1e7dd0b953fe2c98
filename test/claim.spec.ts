import { dealClient, type DealClient } from './deal-client.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const airport = 'officer@liege-airport.example'
const michel = 'head@michel.example'
const analyst = 'analyst@logistics.example'

const unnamed = { kind: 'UNNAMED' }
const talks = { statement: 'Talks are under way', statedOn: '2018-05-31', source: unnamed }

const selection = `id version statement wording wordingLanguage statedOn recordedAt standing embargoUntil updatedAt
  grade { reliability credibility text } source { kind name publishedOn address }
  deal { codeName } prospect { name } agreement { title } by { email }
  disputes { statement } disputedBy { nodes { statement } totalCount }
  gradings { ordinal standing grade { text } gradedOn reason by { email } }`
const record = `mutation ($input: RecordClaimInput!) { recordClaim(input: $input) { ${selection} } }`
const grade = `mutation ($input: GradeClaimInput!) { gradeClaim(input: $input) { ${selection} } }`

let ancrage: TestService
let deals: DealClient
beforeAll(async () => {
  ancrage = await startTestService()
  deals = dealClient(ancrage)
})
afterAll(() => ancrage.stop())

const recordClaim = async (overrides: object, email = officer) =>
  (await ancrage.run(email, record, { input: { ...talks, ...overrides } })).recordClaim

async function createRow(verb: string, input: object, email = officer): Promise<string> {
  const name = verb[0]!.toUpperCase() + verb.slice(1)
  const mutation = `mutation ($input: ${name}Input!) { ${verb}(input: $input) { id } }`
  return (await ancrage.run(email, mutation, { input }))[verb].id
}

const aDeal = (overrides: object = {}) => deals.open({ confidentiality: 'INTERNAL', ...overrides }, officer)
const aProspect = (overrides: object = {}) => createRow('createProspect', { name: 'Alibaba', ...overrides })
const anAgreement = (overrides: object = {}) =>
  createRow('recordAgreement', {
    title: 'eWTP',
    kind: 'MOU',
    standing: 'DISCUSSED',
    parties: [{ name: 'Belgium' }, { name: 'Alibaba' }],
    ...overrides,
  })

/** Returns the code of the error, and path and code of the first wrong field. */
async function errorOf(email: string, mutation: string, input: object) {
  const { data, errors } = await ancrage.request(email, mutation, { input })
  const { code, fields } = errors?.[0]?.extensions ?? { code: JSON.stringify(data) }
  return fields ? [code, fields[0]!.path, fields[0]!.code] : [code]
}

const canSee = async (email: string, id: string) =>
  (
    await ancrage.run(
      email,
      'query ($id: ID) { claims(where: { id: { eq: $id } }) { nodes { id } totalCount } }',
      { id },
    )
  ).claims.totalCount === 1

describe('the claims about the memorandum with Alibaba', () => {
  it('have their grades, and one disputes the other', async () => {
    const alibaba = await aProspect()
    const agreement = await anAgreement({ parties: [{ name: 'Belgium' }, { prospect: alibaba }] })
    const rumour = await recordClaim({
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
    const denial = await recordClaim({
      agreement,
      statement: 'That is entirely untrue',
      statedOn: '2018-07-03',
      source: { kind: 'PUBLIC_AUTHORITY', name: 'Office of the Prime Minister' },
      reliability: 'B',
      credibility: 3,
      disputes: rumour.id,
    })
    expect(denial).toMatchObject({ grade: { text: 'B3' }, disputes: { statement: rumour.statement } })
    const { claims } = await ancrage.run(
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
  it('quotes its source in the original language', async () => {
    const claim = await recordClaim({
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

  it('without a grade is unconfirmed and F6', async () => {
    expect(await recordClaim({ deal: await aDeal() })).toMatchObject({
      standing: 'UNCONFIRMED',
      grade: { text: 'F6' },
    })
  })

  it('is listed at its subject', async () => {
    const prospect = await aProspect()
    const deal = await aDeal({ prospect })
    const agreement = await anAgreement({ deals: [deal] })
    await recordClaim({ deal, statement: 'of the deal' })
    await recordClaim({ prospect, statement: 'of the company' })
    await recordClaim({ agreement, statement: 'of the agreement' })
    const claims = 'claims { nodes { statement } totalCount }'
    const answer = await ancrage.run(
      officer,
      `query ($id: ID) { deal(id: $id) { ${claims} prospect { ${claims} } agreements { nodes { ${claims} } } } }`,
      { id: deal },
    )
    const onlyClaim = (statement: string) => ({ nodes: [{ statement }], totalCount: 1 })
    expect(answer.deal).toEqual({
      claims: onlyClaim('of the deal'),
      prospect: { claims: onlyClaim('of the company') },
      agreements: { nodes: [{ claims: onlyClaim('of the agreement') }] },
    })
  })

  const presence = [true, false]
  const subjects = presence.flatMap((d) => presence.flatMap((p) => presence.map((a) => [d, p, a] as const)))
  it.each(subjects)('has exactly one subject: deal %s, prospect %s, agreement %s', async (d, p, a) => {
    const input = {
      ...talks,
      ...(d && { deal: await aDeal() }),
      ...(p && { prospect: await aProspect() }),
      ...(a && { agreement: await anAgreement() }),
    }
    const one = [d, p, a].filter(Boolean).length === 1
    if (one) expect((await recordClaim(input)).version).toBe(1)
    else
      expect(await errorOf(officer, record, input)).toEqual([
        'BAD_USER_INPUT',
        'input.deal|prospect|agreement',
        'ONE_OF',
      ])
  })

  it('changes updatedAt of its deal when it is recorded and when it is graded', async () => {
    const deal = await aDeal()
    const changed = async () =>
      (await ancrage.run(officer, 'query ($id: ID) { deal(id: $id) { version updatedAt } }', { id: deal }))
        .deal
    const times = [await changed()]
    const { id, version } = await recordClaim({ deal })
    times.push(await changed())
    await ancrage.run(officer, grade, {
      input: { id, version, standing: 'DENIED', reason: 'They denied it' },
    })
    times.push(await changed())
    expect(times.map((time) => time.version)).toEqual([1, 1, 1])
    expect(times[0].updatedAt < times[1].updatedAt && times[1].updatedAt < times[2].updatedAt).toBe(true)
  })
})

describe('grading a claim', () => {
  it('adds to its history and does not change the statement', async () => {
    const claim = await recordClaim({ deal: await aDeal(), reliability: 'C', credibility: 3 })
    const { gradeClaim: confirmed } = await ancrage.run(head, grade, {
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
    const { gradeClaim } = await ancrage.run(officer, grade, {
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
    'can set the standing %s',
    async (standing) => {
      const { id } = await recordClaim({ prospect: await aProspect() })
      const input = { id, version: 1, standing, reason: 'So it is' }
      expect((await ancrage.run(officer, grade, { input })).gradeClaim).toMatchObject({
        version: 2,
        standing,
      })
    },
  )

  it.each([
    ['without a reason', { reason: undefined }, undefined],
    ['with a blank reason', { reason: '  ' }, 'BLANK'],
    ['with a reason of a megabyte', { reason: 'x'.repeat(2 ** 20) }, undefined],
    ['with a reason that is too long', { reason: 'x'.repeat(2001) }, 'TOO_LONG'],
    ['above the scale', { credibility: 7 }, 'OUT_OF_RANGE'],
    ['below the scale', { credibility: 0 }, 'OUT_OF_RANGE'],
    ['with an unknown letter', { reliability: 'G' }, undefined],
    ['with an unknown standing', { standing: 'LIKELY' }, undefined],
    ['in the future', { gradedOn: '2190-01-01' }, 'FUTURE_DAY'],
    ['before the day of the statement', { gradedOn: '2018-05-30' }, 'TOO_EARLY'],
    ['with a new statement', { statement: 'Something else' }, undefined],
    ['with a claim to dispute', { disputes: '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10' }, undefined],
  ])('%s is rejected', async (_, overrides, code) => {
    const { id } = await recordClaim({ deal: await aDeal() })
    const input = { id, version: 1, standing: 'DENIED', reason: 'So it is', ...overrides }
    const [error, , field] = await errorOf(officer, grade, input)
    expect(error).toBe('BAD_USER_INPUT')
    if (code) expect(field).toBe(code)
    const { rows } = await ancrage.owner.query('select version, standing from claim where id = $1', [id])
    expect(rows).toEqual([{ version: 1, standing: 'UNCONFIRMED' }])
  })

  it('starts from the last grade and is never dated before the statement', async () => {
    const { id } = await recordClaim({ deal: await aDeal() })
    await ancrage.run(officer, grade, { input: { id, version: 1, gradedOn: '2018-07-03', reason: 'New' } })
    const input = { id, version: 2, gradedOn: '2018-05-30', reason: 'Older' }
    expect(await errorOf(officer, grade, input)).toEqual(['BAD_USER_INPUT', 'input.gradedOn', 'TOO_EARLY'])
  })

  it('with an old version gets CONFLICT', async () => {
    const { id } = await recordClaim({ deal: await aDeal() })
    await ancrage.run(officer, grade, { input: { id, version: 1, reliability: 'A', reason: 'Known to us' } })
    const { errors } = await ancrage.request(officer, grade, {
      input: { id, version: 1, reason: 'Unknown to us' },
    })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 })
  })

  it.each([
    ['a deal', async () => ({ deal: await aDeal() })],
    ['a prospect', async () => ({ prospect: await aProspect() })],
  ])('succeeds once out of ten concurrent ones, about %s', async (_, subject) => {
    const { id } = await recordClaim(await subject())
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        ancrage.request(officer, grade, { input: { id, version: 1, reason: `Reason ${i}` } }),
      ),
    )
    const outcomes = answers.map(({ errors }) => errors?.[0]?.extensions ?? { code: 'done' })
    expect(outcomes.filter(({ code }) => code === 'done')).toHaveLength(1)
    expect(outcomes.filter((error) => error.code === 'CONFLICT' && error.currentVersion === 2)).toHaveLength(
      9,
    )
  })
})

describe('a dispute', () => {
  const disputeError = (input: object) => errorOf(officer, record, { ...talks, ...input })
  const unrelated = ['BAD_USER_INPUT', 'input.disputes', 'UNRELATED_CLAIM']

  it('is about the same subject or a related one', async () => {
    const prospect = await aProspect()
    const deal = await aDeal({ prospect })
    const agreement = await anAgreement({ deals: [deal], parties: [{ prospect }, { name: 'Belgium' }] })
    const subjects = [{ deal }, { prospect }, { agreement }]
    const statements = []
    for (const one of subjects)
      for (const other of subjects) {
        const disputes = (await recordClaim(one)).id
        statements.push((await recordClaim({ ...other, disputes })).disputes.statement)
      }
    expect(statements).toHaveLength(9)
  })

  it('cannot be about an unrelated subject', async () => {
    const [deal, other, prospect] = [await aDeal(), await aDeal(), await aProspect()]
    const agreement = await anAgreement()
    const { id: disputes } = await recordClaim({ deal })
    for (const subject of [{ deal: other }, { prospect }, { agreement }])
      expect(await disputeError({ ...subject, disputes })).toEqual(unrelated)
  })

  it('cannot refer to a hidden or unknown claim', async () => {
    const [deal, secret] = [await aDeal(), await deals.open({ confidentiality: 'SECRET' }, head)]
    const hidden = await recordClaim({ deal: secret }, head)
    for (const disputes of [hidden.id, '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10', "' or true --"])
      expect(await disputeError({ deal, disputes })).toEqual([
        'BAD_USER_INPUT',
        'input.disputes',
        'UNKNOWN_REFERENCE',
      ])
  })

  it('cannot be circular: no claim disputes itself or a later one', async () => {
    const { id } = await recordClaim({ prospect: await aProspect() })
    const copies = (pairs: string) => `insert into claim
      select (r).* from (select jsonb_populate_record(c, jsonb_build_object('id', p.id, 'disputes_id', p.disputes)) as r
        from claim c, (values ${pairs}) p (id, disputes) where c.id = $1) x`
    const [a, b] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b']
    for (const pairs of [`('${a}', '${a}')`, `('${a}', '${b}'), ('${b}', '${a}')`])
      await expect(ancrage.owner.query(copies(pairs), [id])).rejects.toMatchObject({ code: '23503' })
  })
})

describe('the database', () => {
  const grantedColumns = async (table: string, privilege: string) =>
    (
      await ancrage.owner.query(
        `select attname from pg_attribute where attrelid = $1::regclass and attnum > 0
            and has_column_privilege('ancrage_service', $1, attname, $2)`,
        [table, privilege],
      )
    ).rows.map(({ attname }) => attname)

  it('does not let the service change a statement or a grade', async () => {
    expect(await grantedColumns('claim', 'UPDATE')).toEqual([
      'embargo_until',
      'updated_at',
      'version',
      'embargo_circle',
      'embargo_user_ids',
    ])
    expect(await grantedColumns('claim_grading', 'UPDATE')).toEqual([])
  })

  it('rejects a claim without its first grade', async () => {
    const { id } = await recordClaim({ prospect: await aProspect() })
    const copy = `insert into claim select (r).* from (select jsonb_populate_record(c,
      '{"id": "00000000-0000-7000-8000-00000000000c"}') as r from claim c where id = $1) x`
    await expect(ancrage.owner.query(copy, [id])).rejects.toMatchObject({ code: '23514' })
  })

  it('rejects a later grade without a reason, and one that is dated before the last', async () => {
    const { id } = await recordClaim({ prospect: await aProspect() })
    const copy = (
      change: string,
    ) => `insert into claim_grading select (r).* from (select jsonb_populate_record(g,
      '{"id": "00000000-0000-7000-8000-00000000000d", ${change}}') as r from claim_grading g where claim_id = $1) x`
    for (const change of ['"graded_on": "2018-06-30"', '"reason": "Late", "graded_on": "2018-05-30"'])
      await expect(ancrage.owner.query(copy(change), [id])).rejects.toMatchObject({ code: '23514' })
  })
})

describe('access to a claim', () => {
  it.each([
    ['OPEN', [true, true, true, true]],
    ['INTERNAL', [true, true, false, false]],
    ['RESTRICTED', [true, true, false, false]],
    ['SECRET', [true, false, false, false]],
  ])('about a deal requires full access to the deal: %s', async (confidentiality, expected) => {
    const deal = await deals.open({ confidentiality }, head)
    await deals.join(deal, 'liege-airport', 'INFORMED', '2018-01-02')
    const { id } = await recordClaim({ deal }, head)
    const visibility = []
    for (const email of [head, airport, michel, analyst]) visibility.push(await canSee(email, id))
    expect(visibility).toEqual(expected)
  })

  it('about an agreement of several deals requires full access to all of them', async () => {
    const [shared, own] = [await aDeal(), await aDeal()]
    await deals.join(shared, 'liege-airport', 'SUPPORT', '2018-01-02')
    const agreement = await anAgreement({ deals: [shared, own] })
    const { id } = await recordClaim({ agreement })
    expect([await canSee(officer, id), await canSee(airport, id)]).toEqual([true, false])
    await deals.join(own, 'liege-airport', 'SUPPORT', '2018-01-02')
    expect(await canSee(airport, id)).toBe(true)
  })

  it('is not leaked by a filter on a masked deal', async () => {
    const deal = await aDeal({ codeName: 'Plume' })
    await recordClaim({ deal, statement: 'A whisper' })
    const probe = `{ deals(where: { claims: { some: { statement: { startsWith: "a whisper" } } } }) { totalCount }
      claims(where: { statement: { startsWith: "a whisper" } }) { totalCount } }`
    expect(await ancrage.run(officer, probe)).toEqual({ deals: { totalCount: 1 }, claims: { totalCount: 1 } })
    expect(await ancrage.run(michel, probe)).toEqual({ deals: { totalCount: 0 }, claims: { totalCount: 0 } })
    const { deals: masked } = await ancrage.run(
      michel,
      '{ deals(where: { codeName: { eq: "Plume" } }) { nodes { masked claims { totalCount nodes { id } } } } }',
    )
    expect(masked.nodes).toEqual([{ masked: true, claims: { totalCount: 0, nodes: [] } }])
  })
})

describe('writing a claim', () => {
  it.each(['cabinet@jeholet.example', analyst, 'admin@awex.example'])(
    'is forbidden for %s',
    async (email) => {
      const prospect = await aProspect({ confidentiality: 'OPEN' })
      expect(await errorOf(email, record, { ...talks, prospect })).toEqual(['FORBIDDEN'])
    },
  )

  it('about a deal requires an agency that leads or supports it', async () => {
    const deal = await aDeal()
    const { id } = await recordClaim({ deal })
    const tryBoth = async (email: string) => [
      ...(await errorOf(email, record, { ...talks, deal })),
      ...(await errorOf(email, grade, { id, version: 1, reason: 'So it is' })),
    ]
    expect(await tryBoth(michel)).toEqual(['FORBIDDEN', 'NOT_FOUND'])
    await deals.join(deal, 'liege-airport', 'INFORMED', '2018-01-02')
    expect(await tryBoth(airport)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
    await deals.join(deal, 'liege-airport', 'SUPPORT', '2018-01-03')
    expect((await recordClaim({ deal }, airport)).by.email).toBe(airport)
  })

  it('about a prospect or an agreement requires that the user can see it, and grading that their agency recorded it', async () => {
    const open = await aProspect({ confidentiality: 'OPEN' })
    const [prospect, agreement] = [await aProspect(), await anAgreement()]
    const { id } = await recordClaim({ prospect: open }, airport)
    const grading = { id, version: 1, reason: 'They confirmed it' }
    expect(await errorOf(officer, grade, grading)).toEqual(['FORBIDDEN'])
    const { gradeClaim } = await ancrage.run(airport, grade, { input: grading })
    expect(gradeClaim.version).toBe(2)
    for (const [word, subject] of Object.entries({ prospect, agreement }))
      expect(await errorOf(airport, record, { ...talks, [word]: subject })).toEqual([
        'BAD_USER_INPUT',
        `input.${word}`,
        'UNKNOWN_REFERENCE',
      ])
  })

  it('about a hidden deal gets NOT_FOUND, as about an unknown one', async () => {
    const deal = await deals.open({ confidentiality: 'SECRET' }, head)
    expect(await errorOf(officer, record, { ...talks, deal })).toEqual(['NOT_FOUND'])
    expect(await errorOf(officer, record, { ...talks, deal: 'no id' })).toEqual(['NOT_FOUND'])
  })
})

describe('an embargo', () => {
  const moveEmbargoEnd = (table: string, id: string, interval: string) =>
    ancrage.owner.query(`update ${table} set embargo_until = now() + $2::interval where id = $1`, [
      id,
      interval,
    ])

  it('hides a claim about a prospect from other agencies until it ends', async () => {
    const prospect = await aProspect({ name: 'Zalando', confidentiality: 'OPEN' })
    const embargoUntil = '2190-01-01T00:00:00.000Z'
    const claim = await recordClaim({
      ...{ prospect, embargoUntil, embargoCircle: { users: [] }, statement: 'To be announced' },
    })
    expect(claim.embargoUntil).toBe(embargoUntil)
    const probe = `{ claims(where: { statement: { eq: "to be announced" } }) { totalCount nodes { statement } }
      prospects(where: { claims: { some: { statement: { eq: "to be announced" } } } }) { totalCount }
      others: prospects(where: { name: { eq: "Zalando" } }) { nodes { claims { totalCount } } } }`
    const expectedAnswer = (count: number) => ({
      claims: { totalCount: count, nodes: count ? [{ statement: 'To be announced' }] : [] },
      prospects: { totalCount: count },
      others: { nodes: [{ claims: { totalCount: count } }] },
    })
    expect(await ancrage.run(officer, probe)).toEqual(expectedAnswer(1))
    expect(await ancrage.run(analyst, probe)).toEqual(expectedAnswer(0))
    await moveEmbargoEnd('claim', claim.id, '1 minute')
    expect(await ancrage.run(analyst, probe)).toEqual(expectedAnswer(0))
    await moveEmbargoEnd('claim', claim.id, '-1 second')
    expect(await ancrage.run(analyst, probe)).toEqual(expectedAnswer(1))
  })

  const idOf = async (email: string) =>
    (await ancrage.owner.query('select id from "user" where email = $1', [email])).rows[0].id as string

  it.each(['a deal', 'an agreement of a deal'])(
    'on a claim about %s hides it from viewers with full access outside its circle',
    async (subject) => {
      const deal = await aDeal()
      await deals.join(deal, 'liege-airport', 'INFORMED', '2018-01-02')
      const about = subject === 'a deal' ? { deal } : { agreement: await anAgreement({ deals: [deal] }) }
      const embargoCircle = { users: [await idOf(airport)] }
      const { id } = await recordClaim({ ...about, embargoUntil: '2190-01-01T00:00:00Z', embargoCircle })
      const seen = async () => [
        await canSee(officer, id),
        await canSee(airport, id),
        await canSee(head, id),
        await canSee(michel, id),
      ]
      expect(await seen()).toEqual([true, true, false, false])
      await moveEmbargoEnd('claim', id, '-1 second')
      expect(await seen()).toEqual([true, true, true, false])
    },
  )

  it('with the need-to-know list as circle follows the list', async () => {
    const deal = await aDeal()
    const embargo = { embargoUntil: '2190-01-01T00:00:00Z', embargoCircle: { needToKnow: true } }
    const { id } = await recordClaim({ deal, ...embargo })
    expect([await canSee(officer, id), await canSee(head, id)]).toEqual([true, false])
    const headId = await idOf(head)
    const change = (verb: string) =>
      ancrage.owner.query(
        verb === 'add'
          ? `insert into need_to_know (id, deal_id, user_id, by_id, recorded_at) values (gen_random_uuid(), $1, $2, $2, now())`
          : 'delete from need_to_know where deal_id = $1 and user_id = $2',
        [deal, headId],
      )
    await change('add')
    expect(await canSee(head, id)).toBe(true)
    await change('remove')
    expect(await canSee(head, id)).toBe(false)
  })

  it.each([
    ['no circle', {}, 'input.embargoCircle NEEDED'],
    ['an empty circle', { embargoCircle: {} }, 'input.embargoCircle ONE_OF'],
    ['two circles', { embargoCircle: { users: [], needToKnow: true } }, 'input.embargoCircle ONE_OF'],
    [
      'an unknown user',
      { embargoCircle: { users: ['x'] } },
      'input.embargoCircle.users[0] UNKNOWN_REFERENCE',
    ],
  ])('with %s is rejected', async (_, more, fault) => {
    const input = { ...talks, deal: await aDeal(), embargoUntil: '2190-01-01T00:00:00Z', ...more }
    const { errors } = await ancrage.request(officer, record, { input })
    const faults = errors?.[0]?.extensions.fields?.map(({ path, code }) => `${path} ${code}`)
    expect(faults).toEqual([fault])
  })

  it('whose circle would exclude no user is rejected', async () => {
    const { openDeal } = await ancrage.run(
      head,
      'mutation { openDeal(input: { codeName: "Lotus", title: "Secret", confidentiality: SECRET }) { id } }',
    )
    const input = { ...talks, deal: openDeal.id, embargoUntil: '2190-01-01T00:00:00Z' }
    for (const embargoCircle of [{ needToKnow: true }, { users: [] }]) {
      const { errors } = await ancrage.request(head, record, { input: { ...input, embargoCircle } })
      expect(errors?.[0]?.extensions.fields).toMatchObject([
        { path: 'input.embargoCircle', code: 'CIRCLE_EXCLUDES_NOBODY' },
      ])
    }
  })

  it('about a prospect without a deal cannot have the need-to-know list as circle', async () => {
    const input = {
      ...{ ...talks, prospect: await aProspect(), embargoUntil: '2190-01-01T00:00:00Z' },
      embargoCircle: { needToKnow: true },
    }
    const { errors } = await ancrage.request(officer, record, { input })
    expect(errors?.[0]?.extensions.fields).toMatchObject([{ code: 'LIST_WITHOUT_DEAL' }])
  })

  it('on an agreement also hides the claims about it, and their grading', async () => {
    const agreement = await anAgreement({
      ...{ confidentiality: 'OPEN', embargoUntil: '2190-01-01T00:00:00Z', embargoCircle: { users: [] } },
    })
    const { id } = await recordClaim({ agreement })
    expect([await canSee(officer, id), await canSee(michel, id)]).toEqual([true, false])
    expect(await errorOf(michel, grade, { id, version: 1, reason: 'So it is' })).toEqual(['NOT_FOUND'])
    await moveEmbargoEnd('agreement', agreement, '-1 second')
    expect(await canSee(michel, id)).toBe(true)
  })

  it('on a claim hides it from the claim that it disputes', async () => {
    const prospect = await aProspect({ confidentiality: 'OPEN' })
    const first = await recordClaim({ prospect })
    const second = await recordClaim({
      ...{ prospect, disputes: first.id, embargoUntil: '2190-01-01T00:00:00Z', embargoCircle: { users: [] } },
    })
    const dispute =
      'query ($id: ID) { claims(where: { id: { eq: $id } }) { nodes { disputedBy { totalCount nodes { id } } } } }'
    const disputesOf = async (email: string) =>
      (await ancrage.run(email, dispute, { id: first.id })).claims.nodes[0].disputedBy
    expect(await disputesOf(officer)).toEqual({ totalCount: 1, nodes: [{ id: second.id }] })
    expect(await disputesOf(analyst)).toEqual({ totalCount: 0, nodes: [] })
  })
})

describe('a write to a claim', () => {
  it('is stored once per idempotency key', async () => {
    const input = { ...talks, deal: await aDeal(), idempotencyKey: 'claim-once' }
    const ids = []
    for (let i = 0; i < 2; i++) ids.push((await ancrage.run(officer, record, { input })).recordClaim.id)
    expect(ids[0]).toBe(ids[1])
    expect(await errorOf(officer, record, { ...input, statement: 'Other' })).toEqual(['CONFLICT'])
  })

  it.each([
    ['no statement', { statement: ' ' }],
    ['null as statement', { statement: null }],
    ['a statement of a megabyte', { statement: 'x'.repeat(2 ** 20) }],
    ['a control character', { statement: 'A\u0000B' }],
    ['a bidirectional control character', { statement: 'A\u202EB' }],
    ['a wording without a language', { wording: 'Ja' }],
    ['a language without a wording', { wordingLanguage: 'DE' }],
    ['no source', { source: null }],
    ['a source without a kind', { source: { name: 'L’Echo' } }],
    ['an unknown kind of source', { source: { kind: 'GOSSIP' } }],
    ['a URL that is not http', { source: { kind: 'PRESS', address: 'javascript:alert(1)' } }],
    ['a future day', { statedOn: '2190-01-01' }],
    ['a day that does not exist', { statedOn: '2018-02-30' }],
    ['an unknown standing', { standing: 'TRUE' }],
    ['an unknown reliability', { reliability: 'b' }],
    ['a fractional credibility', { credibility: 2.5 }],
    ['an instant without an offset', { embargoUntil: '2018-07-03T12:00:00' }],
  ])('with %s is rejected and stores nothing', async (_, overrides) => {
    const input = { ...talks, deal: await aDeal(), ...overrides }
    const count = async () => (await ancrage.owner.query('select count(*) from claim')).rows[0].count
    const before = await count()
    expect((await errorOf(officer, record, input))[0]).toBe('BAD_USER_INPUT')
    expect(await count()).toBe(before)
  })

  it.each(['x', '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10'])('with the id %s is not found', async (id) => {
    expect(await errorOf(officer, grade, { id, version: 1, reason: 'So it is' })).toEqual(['NOT_FOUND'])
  })
})

describe('the embargo of a claim', () => {
  const embargo = `mutation ($input: EmbargoClaimInput!) { embargoClaim(input: $input) { ${selection} } }`

  it('is moved or removed by a HEAD, and gradings continue from the new version', async () => {
    const agreement = await anAgreement({ confidentiality: 'OPEN' })
    const embargoCircle = { users: [(await ancrage.run(head, '{ viewer { id } }')).viewer.id] }
    const { id } = await recordClaim({ agreement, embargoUntil: '2199-01-01T00:00:00Z', embargoCircle })
    expect(await canSee(michel, id)).toBe(false)
    expect(await errorOf(officer, embargo, { id, version: 1 })).toEqual(['FORBIDDEN'])
    const moved = await ancrage.run(head, embargo, {
      input: { id, version: 1, until: '2198-01-01T00:00:00Z' },
    })
    expect(moved.embargoClaim).toMatchObject({ version: 2, embargoUntil: '2198-01-01T00:00:00.000Z' })
    expect(await canSee(michel, id)).toBe(false)
    expect(await errorOf(head, embargo, { id, version: 1 })).toEqual(['CONFLICT'])
    await ancrage.run(head, embargo, { input: { id, version: 2, until: null } })
    expect(await canSee(michel, id)).toBe(true)
    const { gradeClaim } = await ancrage.run(head, grade, {
      input: { id, version: 3, standing: 'CONFIRMED', reason: 'They confirmed it themselves' },
    })
    expect(gradeClaim).toMatchObject({
      version: 4,
      embargoUntil: null,
      gradings: [{ ordinal: 1 }, { ordinal: 2 }],
    })
  })

  it('about a prospect is changed only by the agency that recorded it', async () => {
    const prospect = await aProspect({ confidentiality: 'OPEN' })
    const { id } = await recordClaim({ prospect })
    expect(await errorOf(michel, embargo, { id, version: 1 })).toEqual(['FORBIDDEN'])
  })
})

describe('the embargo of an agreement', () => {
  it('is moved or removed only by a HEAD', async () => {
    const update =
      'mutation ($input: UpdateAgreementInput!) { updateAgreement(input: $input) { embargoUntil } }'
    const embargoCircle = { users: [(await ancrage.run(head, '{ viewer { id } }')).viewer.id] }
    const id = await anAgreement({ embargoUntil: '2199-01-01T00:00:00Z', embargoCircle })
    expect(await errorOf(officer, update, { id, version: 1, embargoUntil: null })).toEqual(['FORBIDDEN'])
    const same = { id, version: 1, title: 'eWTP Europe', embargoUntil: '2199-01-01T00:00:00Z' }
    await ancrage.run(officer, update, { input: same })
    const { updateAgreement } = await ancrage.run(head, update, {
      input: { id, version: 2, embargoUntil: null },
    })
    expect(updateAgreement).toEqual({ embargoUntil: null })
  })
})
