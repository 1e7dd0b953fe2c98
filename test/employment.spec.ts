import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const airport = 'officer@liege-airport.example'
const minister = 'cabinet@jeholet.example'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

interface Row {
  id: string
  version: number
}
const mutationOf = (verb: string, selection: string) =>
  `mutation ($input: ${verb[0]!.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input) { ${selection} } }`
const write = async (verb: string, input: object, selection = 'id version', by = head): Promise<any> =>
  (await ancrage.run(by, mutationOf(verb, selection), { input }))[verb]
const errorOf = async (by: string, verb: string, input: object) =>
  (await ancrage.request(by, mutationOf(verb, 'id'), { input })).errors?.[0]?.extensions

const facts =
  'prospect { name } agency { code } jobTitle emails phones from { from precision } until { from } showsContact main'
const employments = `employments(orderBy: [{ createdAt: ASC }]) { nodes { id version ${facts} } }`
const fields = `name jobTitle emails phones publicFigure prospect { name } agency { code } ${employments}`
const contactAs = async (email: string, id: string) =>
  (await ancrage.run(email, `query ($id: ID!) { contact(id: $id) { ${fields} } }`, { id })).contact

/** Creates a SECRET deal of a company, and returns the company. */
async function aSecretCompany(name: string): Promise<string> {
  const { id } = await write('createProspect', { name })
  await write('openDeal', {
    codeName: 'Lotus',
    title: 'A plant',
    confidentiality: 'SECRET',
    openedOn: '2018-01-08',
    prospect: id,
  })
  return id
}
const anOpenCompany = async (name: string): Promise<string> =>
  (await write('createProspect', { name, confidentiality: 'OPEN' })).id

describe('an employment', () => {
  it('has organisation, job title, addresses, numbers and dates, and is what the contact shows', async () => {
    const prospect = await anOpenCompany('Gigavolt')
    const { id } = await write('createContact', { name: 'Ada Arp' })
    const from = { from: '2018-03-01', to: '2018-03-10', precision: 'EARLY_MONTH' }
    const input = {
      contact: id,
      prospect,
      jobTitle: 'Director',
      emails: ['ada@gigavolt.example'],
      phones: ['04 225 27 27 ext. 12'],
      from,
    }
    const employment = await write('createEmployment', input, `contact { name } ${facts}`)
    const shown = {
      prospect: { name: 'Gigavolt' },
      agency: null,
      jobTitle: 'Director',
      emails: ['ada@gigavolt.example'],
      phones: ['+3242252727;ext=12'],
    }
    const dates = {
      from: { from: '2018-03-01', precision: 'EARLY_MONTH' },
      until: null,
      showsContact: true,
      main: true,
    }
    expect(employment).toEqual({ contact: { name: 'Ada Arp' }, ...shown, ...dates })
    expect(await contactAs(airport, id)).toMatchObject({
      name: 'Ada Arp',
      ...shown,
      employments: { nodes: [{ ...shown, ...dates }] },
    })
  })

  it('is edited and ended, and the one entered before is the main one again', async () => {
    const { id } = await write('createContact', { name: 'Bo Berg', agency: 'awex', jobTitle: 'Adviser' })
    const second = await write('createEmployment', {
      contact: id,
      agency: 'cabinet-jeholet',
      jobTitle: 'Chief',
    })
    expect(await contactAs(head, id)).toMatchObject({
      jobTitle: 'Chief',
      agency: { code: 'cabinet-jeholet' },
    })
    const edited = await write(
      'updateEmployment',
      { ...second, jobTitle: null, phones: ['0477 00 11 22'] },
      'id version jobTitle phones',
    )
    expect(edited).toEqual({ id: second.id, version: 2, jobTitle: null, phones: ['+32477001122'] })
    const until = { from: '2018-05-31', to: '2018-05-31', precision: 'DAY' }
    expect(await write('endEmployment', { id: second.id, version: 2, until }, 'main until { from }')).toEqual(
      { main: false, until: { from: '2018-05-31' } },
    )
    expect(await contactAs(head, id)).toMatchObject({ jobTitle: 'Adviser', agency: { code: 'awex' } })
  })

  it.each([
    [
      'an end before the beginning',
      {
        from: { from: '2018-05-01', to: '2018-05-01', precision: 'DAY' },
        until: { from: '2018-04-30', to: '2018-04-30', precision: 'DAY' },
      },
      'input.until',
    ],
    ['a text that is not a number', { phones: ['+32 4 CALL ME'] }, 'input.phones[0]'],
    ['a malformed address', { emails: ['no address'] }, 'input.emails[0]'],
    [
      'two organisations',
      { agency: 'awex', prospect: '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10' },
      'input.agency',
    ],
    ['an unknown company', { prospect: '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10' }, 'input.prospect'],
  ])('is rejected with %s', async (_, input, path) => {
    const { id } = await write('createContact', { name: 'Cy Cole' })
    expect((await errorOf(head, 'createEmployment', { contact: id, ...input }))?.fields?.[0]?.path).toBe(path)
  })

  it('reads numbers as those of the country of the agency', async () => {
    await ancrage.owner.query(`update agency set country = 'FR' where code = 'liege-airport'`)
    const { id } = await write(
      'createContact',
      { name: 'Di Dorn', phones: ['01 42 68 53 00'] },
      'id',
      airport,
    )
    await ancrage.owner.query(`update agency set country = 'BE' where code = 'liege-airport'`)
    expect((await contactAs(airport, id)).phones).toEqual(['+33142685300'])
  })

  it('is protected like its company, and shows a contact to those who see one of the companies', async () => {
    const secret = await aSecretCompany('Hidden works')
    const { id } = await write('createContact', {
      name: 'Ed Eck',
      prospect: secret,
      jobTitle: 'Spy',
      emails: ['ed@hidden.example'],
    })
    expect(await contactAs(airport, id)).toBeNull()
    await write('createEmployment', {
      contact: id,
      prospect: await anOpenCompany('Open works'),
      jobTitle: 'Baker',
      showsContact: true,
    })
    const seen = await contactAs(airport, id)
    expect(seen).toMatchObject({ name: 'Ed Eck', jobTitle: 'Baker', emails: [] })
    expect(seen.employments.nodes).toHaveLength(1)
    expect((await contactAs(head, id)).employments.nodes).toHaveLength(2)
    const guess = (filter: string) =>
      ancrage.run(airport, `{ contacts(where: { employments: { some: ${filter} } }) { totalCount } }`)
    expect(await guess('{ jobTitle: { eq: "Spy" } }')).toEqual({ contacts: { totalCount: 0 } })
    expect(await guess('{ jobTitle: { eq: "Baker" } }')).toEqual({ contacts: { totalCount: 1 } })
    expect(await ancrage.run(airport, '{ search(text: "ed hidden") { id } }')).toEqual({ search: [] })
    expect(
      (await ancrage.run(head, '{ search(text: "hidden example") { contact { name } field } }')).search,
    ).toContainEqual({ contact: { name: 'Ed Eck' }, field: 'emails' })
  })

  it('of a hidden company cannot be added or changed, and answers as an absent one', async () => {
    const secret = await aSecretCompany('Very hidden')
    const person = await write('createContact', { name: 'Flo Fox', prospect: secret })
    const [employment] = (await contactAs(head, person.id)).employments.nodes as Row[]
    const own = await write('createContact', { name: 'Gus Gray' }, 'id version', airport)
    const absent = '0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10'
    for (const [verb, inputOf] of [
      ['createEmployment', (id: string) => ({ contact: id, agency: 'awex' })],
      ['updateEmployment', (id: string) => ({ id, version: 1, jobTitle: 'A' })],
      ['endEmployment', (id: string) => ({ id, version: 1 })],
    ] as const) {
      const hidden = verb === 'createEmployment' ? person.id : employment!.id
      expect(await errorOf(airport, verb, inputOf(hidden))).toEqual(
        await errorOf(airport, verb, inputOf(absent)),
      )
    }
    const at = (prospect: string) => errorOf(airport, 'createEmployment', { contact: own.id, prospect })
    expect(await at(secret)).toEqual(await at(absent))
  })
})

describe('an everyday edit of a contact', () => {
  const stranger = [airport, minister, 'analyst@awex.example']
  const moves: [string, () => Promise<object>][] = [
    ['leaves the company', async () => ({ prospect: null })],
    ['moves to an OPEN company', async () => ({ prospect: await anOpenCompany('Bakery') })],
    ['moves to an agency', async () => ({ agency: 'liege-airport' })],
    [
      'moves with a new title and address',
      async () => ({ agency: 'liege-airport', jobTitle: 'Guest', emails: ['g@x.example'] }),
    ],
    ['is renamed and made a public figure', async () => ({ name: 'Zed Zorn the Great', publicFigure: true })],
  ]

  it.each(moves)('does not make the contact of a SECRET company more visible: it %s', async (_, changes) => {
    const secret = await aSecretCompany('Quiet company')
    const { id } = await write('createContact', {
      name: 'Zed Zorn',
      prospect: secret,
      jobTitle: 'Silent',
      emails: ['zed@quiet.example'],
    })
    await write('updateContact', { id, version: 1, ...(await changes()) })
    for (const email of stranger) {
      expect([email, await contactAs(email, id)]).toEqual([email, null])
      const found = await ancrage.run(
        email,
        '{ search(text: "zed zorn") { id } contacts(where: { name: { contains: "zorn" } }) { totalCount } }',
      )
      expect(found).toEqual({ search: [], contacts: { totalCount: 0 } })
      const history = await ancrage.run(email, 'query ($id: ID!) { history(subject: $id) { totalCount } }', {
        id,
      })
      expect(history).toEqual({ history: { totalCount: 0 } })
    }
    expect((await contactAs(head, id)).name).toContain('Zed Zorn')
    await ancrage.owner.query(`update contact set name = 'Done' where id = $1`, [id])
  })

  it('keeps the ended employment with its title and addresses', async () => {
    const first = await anOpenCompany('First company')
    const { id } = await write('createContact', {
      name: 'Hal Hart',
      prospect: first,
      jobTitle: 'Clerk',
      emails: ['hal@first.example'],
    })
    await write('updateContact', {
      id,
      version: 1,
      prospect: await anOpenCompany('Second company'),
      jobTitle: 'Boss',
    })
    const { employments, ...shown } = await contactAs(head, id)
    expect(shown).toMatchObject({ prospect: { name: 'Second company' }, jobTitle: 'Boss', emails: [] })
    expect(employments.nodes).toMatchObject([
      {
        prospect: { name: 'First company' },
        jobTitle: 'Clerk',
        emails: ['hal@first.example'],
        until: { from: expect.any(String) },
        main: false,
      },
      { prospect: { name: 'Second company' }, jobTitle: 'Boss', showsContact: false, main: true },
    ])
  })
})

describe('a contact without an organisation', () => {
  it('is seen by the agency that entered it, and by every user only as a public figure', async () => {
    const person = { jobTitle: 'King', emails: ['king@palace.example'] }
    const { id } = await write('createContact', { name: 'Ivo I', ...person }, 'id', officer)
    expect(await contactAs(airport, id)).toBeNull()
    expect(await contactAs('analyst@awex.example', id)).toMatchObject({ name: 'Ivo I', ...person })
    await write('updateContact', { id, version: 1, publicFigure: true }, 'id', officer)
    expect(await contactAs(airport, id)).toMatchObject({
      name: 'Ivo I',
      jobTitle: 'King',
      emails: [],
      employments: { nodes: [] },
    })
    expect((await errorOf(airport, 'updateContact', { id, version: 2, name: 'Ivo II' }))?.code).toBe(
      'FORBIDDEN',
    )
    await write('updateContact', { id, version: 2, publicFigure: false }, 'id', officer)
    expect(await contactAs(airport, id)).toBeNull()
  })
})

describe('a participant of a meeting', () => {
  it('keeps the organisation and the job title of the day', async () => {
    const first = await anOpenCompany('Old works')
    const { id } = await write('createContact', { name: 'Jo Jung', prospect: first, jobTitle: 'Trainee' })
    const when = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
    const meeting = await write('recordMeeting', { title: 'A talk', when, participants: [{ contact: id }] })
    const [employment] = (await contactAs(head, id)).employments.nodes as Row[]
    await write('updateEmployment', { id: employment!.id, version: 1, jobTitle: 'Manager' })
    await write('updateContact', {
      id,
      version: 1,
      prospect: await anOpenCompany('New works'),
      jobTitle: 'Owner',
    })
    await write('updateMeeting', { ...meeting, title: 'A long talk', participants: [{ contact: id }] })
    const query =
      'query ($id: ID!) { meeting(id: $id) { participants { jobTitle prospect { name } contact { jobTitle prospect { name } } } } }'
    const { meeting: read } = await ancrage.run(head, query, { id: meeting.id })
    expect(read.participants).toEqual([
      {
        jobTitle: 'Trainee',
        prospect: { name: 'Old works' },
        contact: { jobTitle: 'Owner', prospect: { name: 'New works' } },
      },
    ])
  })
})

describe('the erasure of a contact', () => {
  it('empties the employments that the user may change, and requests the others', async () => {
    const { id: theirs } = await write('createProspect', { name: 'Airport firm' }, 'id', airport)
    const open = await anOpenCompany('Common firm')
    const { id } = await write(
      'createContact',
      { name: 'Kim Kohl', prospect: open, emails: ['kim@common.example'] },
      'id',
      airport,
    )
    await write(
      'createEmployment',
      { contact: id, prospect: theirs, emails: ['kim@firm.example'] },
      'id',
      airport,
    )
    const employmentRows = () =>
      ancrage.owner.query('select emails from employment where contact_id = $1 order by created_at', [id])
    await write('eraseContact', { id, version: 1 })
    expect((await employmentRows()).rows).toEqual([{ emails: [] }, { emails: ['kim@firm.example'] }])
    expect(await contactAs(head, id)).toMatchObject({ name: null, emails: [] })
  })
})
