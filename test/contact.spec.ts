import { randomUUID } from 'node:crypto'
import { startTestService, type TestService, type GraphqlAnswer } from './test-service.js'

const officer = 'officer@awex.example'
const airport = 'officer@liege-airport.example'
const minister = 'cabinet@jeholet.example'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const fields =
  'id version name jobTitle emails phones language decisionMaker publicFigure lawfulBasis erasedAt prospect { name } agency { code } enteredBy { code }'
const create = `mutation ($input: CreateContactInput!) { createContact(input: $input) { ${fields} } }`
const update = `mutation ($input: UpdateContactInput!) { updateContact(input: $input) { ${fields} } }`
const erase = `mutation ($input: EraseContactInput!) { eraseContact(input: $input) { ${fields} } }`
const one = 'query ($id: ID!) { contact(id: $id) { name } }'

const aProspect = async (input: object, by = officer): Promise<string> => {
  const mutation = 'mutation ($input: CreateProspectInput!) { createProspect(input: $input) { id } }'
  return (await ancrage.run(by, mutation, { input })).createProspect.id
}
const aContact = async (input: object = {}, by = officer) =>
  (await ancrage.run(by, create, { input: { name: 'Jack Ma', ...input } })).createContact as {
    id: string
    version: number
  }
const faultsOf = ({ errors }: GraphqlAnswer) =>
  errors?.[0]?.extensions.fields?.map(({ path, code }) => `${path} ${code}`) ?? errors?.[0]?.extensions.code

describe('a contact', () => {
  it('is created at a prospect and listed there', async () => {
    const prospect = await aProspect({ name: 'Alibaba' })
    const person = {
      name: 'Jack Ma',
      jobTitle: 'Chairman',
      emails: ['jack@alibaba.example'],
      phones: ['+8657185022088'],
      language: 'EN',
      decisionMaker: true,
      lawfulBasis: 'PUBLIC_TASK',
    }
    await expect(aContact({ ...person, prospect })).resolves.toMatchObject({
      ...person,
      version: 1,
      erasedAt: null,
      prospect: { name: 'Alibaba' },
      agency: null,
      enteredBy: { code: 'awex' },
    })
    const query =
      'query ($id: ID!) { prospect(id: $id) { contacts(where: { decisionMaker: { eq: true } }) { totalCount nodes { name } } } }'
    await expect(ancrage.run(officer, query, { id: prospect })).resolves.toEqual({
      prospect: { contacts: { totalCount: 1, nodes: [{ name: 'Jack Ma' }] } },
    })
  })

  it('is created at an agency, by code or by id', async () => {
    const { agency } = await ancrage.run(officer, '{ agency(code: "cabinet-jeholet") { id } }')
    await aContact({ name: 'Pierre-Yves Jeholet', agency: 'cabinet-jeholet' })
    await expect(aContact({ name: 'Chief of cabinet', agency: agency.id })).resolves.toMatchObject({
      agency: { code: 'cabinet-jeholet' },
    })
    const query =
      '{ agency(code: "cabinet-jeholet") { contacts(orderBy: [{ name: ASC }]) { nodes { name } } } }'
    await expect(ancrage.run(officer, query)).resolves.toEqual({
      agency: { contacts: { nodes: [{ name: 'Chief of cabinet' }, { name: 'Pierre-Yves Jeholet' }] } },
    })
  })

  it('can belong to no organisation and requires only a name', async () => {
    await expect(aContact({ name: 'Philippe' })).resolves.toMatchObject({
      prospect: null,
      agency: null,
      emails: [],
      phones: [],
      decisionMaker: false,
      jobTitle: null,
      language: null,
      lawfulBasis: null,
    })
  })

  it('can be used to filter prospects', async () => {
    const prospect = await aProspect({ name: 'Cainiao', confidentiality: 'OPEN' })
    await aContact({ name: 'Wan Lin', prospect })
    const query =
      '{ prospects(where: { contacts: { some: { name: { contains: "wan LIN" } } } }) { nodes { name } } }'
    await expect(ancrage.run(airport, query)).resolves.toEqual({
      prospects: { nodes: [{ name: 'Cainiao' }] },
    })
  })

  it.each([
    ['a blank name', { name: ' ' }, ['input.name BLANK']],
    ['no name', { name: null }, ['input.name NEEDED']],
    [
      'a malformed e-mail address',
      { emails: ['jack@alibaba.example', 'jack', 'a b@c.example'] },
      ['input.emails[1] NOT_AN_EMAIL'],
    ],
    [
      'an e-mail address of a megabyte',
      { emails: [`${'x'.repeat(500_000)}@alibaba.example`] },
      ['input.emails[0] NOT_AN_EMAIL'],
    ],
    [
      'too many e-mail addresses',
      { emails: Array.from({ length: 51 }, (_, i) => `a${i}@b.example`) },
      ['input.emails TOO_MANY'],
    ],
    ['a telephone number with letters', { phones: ['+32 4 CALL ME'] }, ['input.phones[0] WRONG_FORM']],
    [
      'a telephone number that is too long',
      { phones: ['+32 4 225 27 27', '+1234567890123456'] },
      ['input.phones[1] WRONG_FORM'],
    ],
    ['a telephone number that is too short', { phones: ['+32 4'] }, ['input.phones[0] WRONG_FORM']],
    ['an unknown language', { language: 'ES' }, ['input.language UNKNOWN_CODE']],
    ['an unknown lawful basis', { lawfulBasis: 'CURIOSITY' }, ['input.lawfulBasis UNKNOWN_CODE']],
    ['null for a list', { emails: null, phones: null }, ['input.emails NOT_NULL', 'input.phones NOT_NULL']],
    ['null for a boolean', { decisionMaker: null }, ['input.decisionMaker NOT_NULL']],
    ['an unknown prospect', { prospect: randomUUID() }, ['input.prospect UNKNOWN_REFERENCE']],
    ['a malformed id', { prospect: "' or true --" }, ['input.prospect UNKNOWN_REFERENCE']],
    ['an unknown agency', { agency: 'awox' }, ['input.agency UNKNOWN_REFERENCE']],
    ['a prospect and an agency', { prospect: randomUUID(), agency: 'awex' }, ['input.agency ONE_AT_MOST']],
  ])('is rejected with %s', async (_, input, faults) => {
    expect(
      faultsOf(await ancrage.request(officer, create, { input: { name: 'Unknown', ...input } })),
    ).toEqual(faults)
    await expect(
      ancrage.run(officer, '{ contacts(where: { name: { eq: "Unknown" } }) { totalCount } }'),
    ).resolves.toEqual({ contacts: { totalCount: 0 } })
  })

  it('is rejected in the language of the user', async () => {
    const answer = await ancrage.request(airport, create, { input: { name: 'A', emails: ['no-address'] } })
    expect(answer.errors![0]!.extensions.fields).toEqual([
      {
        path: 'input.emails[0]',
        code: 'NOT_AN_EMAIL',
        message: expect.stringMatching(/^Écrivez une adresse e-mail, .*no-address/),
      },
    ])
  })

  it('is created once per idempotency key', async () => {
    const input = { name: 'Luc Partoune', idempotencyKey: 'partoune' }
    const [first, second] = [await aContact(input), await aContact(input)]
    expect(second).toEqual(first)
    expect(faultsOf(await ancrage.request(officer, create, { input: { ...input, jobTitle: 'Head' } }))).toBe(
      'CONFLICT',
    )
  })

  it.each(['analyst@awex.example', minister, 'admin@awex.example'])(
    'cannot be created by %s',
    async (reader) => {
      expect(faultsOf(await ancrage.request(reader, create, { input: { name: 'A' } }))).toBe('FORBIDDEN')
    },
  )
})

describe('an update of a contact', () => {
  it('changes the fields of the input and clears those that are null', async () => {
    const { id, version } = await aContact({
      jobTitle: 'Chairman',
      language: 'EN',
      emails: ['jack@alibaba.example'],
    })
    const { updateContact } = await ancrage.run(officer, update, {
      input: { id, version, jobTitle: null, emails: [] },
    })
    expect(updateContact).toMatchObject({
      version: 2,
      jobTitle: null,
      emails: [],
      language: 'EN',
      name: 'Jack Ma',
    })
  })

  it('rejects null for required fields', async () => {
    const { id, version } = await aContact()
    const input = { id, version, name: null, emails: null, phones: null, decisionMaker: null }
    expect(faultsOf(await ancrage.request(officer, update, { input }))).toEqual([
      'input.name NOT_NULL',
      'input.decisionMaker NOT_NULL',
      'input.emails NOT_NULL',
      'input.phones NOT_NULL',
    ])
  })

  it('of an old version gets CONFLICT with the current version', async () => {
    const { id, version } = await aContact()
    await ancrage.run(officer, update, { input: { id, version, jobTitle: 'Chairman' } })
    const { errors } = await ancrage.request(officer, update, { input: { id, version, jobTitle: 'Teacher' } })
    expect(errors![0]!.extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 })
  })

  it('moves a contact from a prospect to an agency, and then to neither', async () => {
    const { id } = await aContact({ prospect: await aProspect({ name: 'Zalando' }) })
    const moved = await ancrage.run(officer, update, { input: { id, version: 1, agency: 'awex' } })
    expect(moved.updateContact).toMatchObject({ prospect: null, agency: { code: 'awex' } })
    const left = await ancrage.run(officer, update, { input: { id, version: 2, agency: null } })
    expect(left.updateContact).toMatchObject({ prospect: null, agency: null })
  })

  it('of an unknown contact gets NOT_FOUND', async () => {
    for (const id of [randomUUID(), 'no id'])
      expect(faultsOf(await ancrage.request(officer, update, { input: { id, version: 1, name: 'A' } }))).toBe(
        'NOT_FOUND',
      )
  })
})

describe('access to a contact', () => {
  const sees = async (viewer: string, id: string) => (await ancrage.run(viewer, one, { id })).contact !== null

  it('at a prospect without deals is limited to the agency that created the prospect', async () => {
    const { id } = await aContact({ prospect: await aProspect({ name: 'Bolloré' }) })
    await expect(
      Promise.all([officer, 'analyst@awex.example', airport, minister].map((viewer) => sees(viewer, id))),
    ).resolves.toEqual([true, true, false, false])
  })

  it('at an OPEN prospect or at an agency includes every user', async () => {
    const prospect = await aProspect({ name: 'Thunder Power', confidentiality: 'OPEN' })
    for (const where of [{ prospect }, { agency: 'awex' }])
      await expect(sees(airport, (await aContact(where)).id)).resolves.toBe(true)
  })

  it('changes with its prospect', async () => {
    const prospect = await aProspect({ name: 'Huawei' })
    const { id } = await aContact({ prospect })
    const open = 'mutation ($input: UpdateProspectInput!) { updateProspect(input: $input) { id } }'
    await ancrage.run(officer, open, { input: { id: prospect, version: 1, confidentiality: 'OPEN' } })
    await expect(sees(airport, id)).resolves.toBe(true)
  })

  it('at a prospect with deals requires full access to one of them', async () => {
    const prospect = await aProspect({ name: 'Lotus prospect', confidentiality: 'OPEN' })
    const { id } = await aContact({ prospect })
    await ancrage.run(officer, 'mutation ($input: OpenDealInput!) { openDeal(input: $input) { id } }', {
      input: {
        codeName: 'Lotus',
        title: 'Hub',
        openedOn: '2018-01-08',
        confidentiality: 'RESTRICTED',
        prospect,
      },
    })
    await expect(
      Promise.all(
        [officer, 'head@awex.example', 'analyst@awex.example', minister, airport].map((viewer) =>
          sees(viewer, id),
        ),
      ),
    ).resolves.toEqual([true, true, false, false, false])
  })

  it('does not reveal a hidden contact: it gets the same answers as an unknown one', async () => {
    const { id } = await aContact({ name: 'Daniel Zhang', prospect: await aProspect({ name: 'Hidden' }) })
    const missing = randomUUID()
    const answers = async (query: string, of: (id: string) => object) =>
      Promise.all([id, missing].map((each) => ancrage.request(airport, query, of(each))))
    for (const [query, of] of [
      [one, (id: string) => ({ id })],
      [update, (id: string) => ({ input: { id, version: 1, jobTitle: 'A' } })],
      [erase, (id: string) => ({ input: { id, version: 1 } })],
      [
        'query ($id: ID!) { contacts(where: { id: { eq: $id } }) { totalCount nodes { name } } }',
        (id: string) => ({ id }),
      ],
    ] as const) {
      const [hidden, absent] = await answers(query, of)
      expect(hidden).toEqual(absent)
    }
    await expect(
      ancrage.run(airport, '{ contacts(where: { name: { eq: "Daniel Zhang" } }) { totalCount } }'),
    ).resolves.toEqual({ contacts: { totalCount: 0 } })
  })

  it('does not allow a reference to a hidden prospect', async () => {
    const prospect = await aProspect({ name: 'Secret' })
    expect(faultsOf(await ancrage.request(airport, create, { input: { name: 'A', prospect } }))).toEqual([
      'input.prospect UNKNOWN_REFERENCE',
    ])
  })
})

describe('the erasure of a contact', () => {
  const person = {
    name: 'Forget Me',
    jobTitle: 'Chairman',
    emails: ['forget@me.example'],
    phones: ['+3242252727'],
    language: 'FR',
    decisionMaker: true,
    lawfulBasis: 'CONSENT',
  }

  it('clears the personal data and keeps the row', async () => {
    const { id, version } = await aContact({ ...person, agency: 'awex' })
    const { eraseContact } = await ancrage.run(officer, erase, { input: { id, version } })
    expect(eraseContact).toMatchObject({
      id,
      version: 2,
      name: null,
      jobTitle: null,
      emails: [],
      phones: [],
      language: null,
      lawfulBasis: null,
      decisionMaker: true,
      agency: { code: 'awex' },
      erasedAt: expect.stringMatching(/Z$/),
    })
  })

  it('keeps the meetings, with a participant without a name', async () => {
    const { id, version } = await aContact(person)
    const meeting = randomUUID()
    await ancrage.owner.query(
      `insert into meeting (id, title, when_from, when_to, when_precision, status, entered_by_id, recorded_at, created_at, updated_at)
       select $1, 'Lambermont', '2018-07-03', '2018-07-03', 'DAY', 'HELD', id, now(), now(), now() from agency where code = 'awex'`,
      [meeting],
    )
    await ancrage.owner.query(
      'insert into meeting_participant (id, meeting_id, contact_id) values ($1, $2, $3)',
      [randomUUID(), meeting, id],
    )
    await ancrage.run(officer, erase, { input: { id, version } })
    const { rows } = await ancrage.owner.query(
      'select c.id, c.name, c.decision_maker from meeting_participant p join contact c on c.id = p.contact_id where p.meeting_id = $1',
      [meeting],
    )
    expect(rows).toEqual([{ id, name: null, decision_maker: true }])
  })

  it('does not write the erased values into the audit trail', async () => {
    const { id, version } = await aContact(person)
    await ancrage.run(officer, erase, { input: { id, version } })
    const { rows } = await ancrage.owner.query(
      "select before, after from audit_entry where subject_id = $1 and verb = 'eraseContact'",
      [id],
    )
    const { rows: emptied } = await ancrage.owner.query(
      "select id from audit_entry where subject_id = $1 and verb = 'createContact'",
      [id],
    )
    const erasedEntries = emptied.map((entry) => entry.id)
    expect(rows).toEqual([
      { before: null, after: { erasedAt: expect.any(String), erasedEntries, redacted: false } },
    ])
  })

  it('of an old version gets CONFLICT', async () => {
    const { id, version } = await aContact(person)
    await ancrage.run(officer, update, { input: { id, version, jobTitle: 'Teacher' } })
    const { errors } = await ancrage.request(officer, erase, { input: { id, version } })
    expect(errors![0]!.extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2 })
  })

  it('is final: a later update or erasure gets CONFLICT', async () => {
    const { id } = await aContact(person)
    await ancrage.run(officer, erase, { input: { id, version: 1 } })
    for (const [mutation, input] of [
      [update, { jobTitle: 'Ghost' }],
      [erase, {}],
    ] as const)
      expect(
        faultsOf(await ancrage.request(officer, mutation, { input: { id, version: 2, ...input } })),
      ).toBe('CONFLICT')
  })
})
