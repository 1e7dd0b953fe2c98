/** Likely duplicates of a company or a person, while one types. */
import { startTestService, type TestService } from './test-service.js'

const officer = 'officer@awex.example'
const airport = 'officer@liege-airport.example'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
  const create = 'mutation ($input: CreateProspectInput!) { createProspect(input: $input) { id } }'
  for (const input of prospects) await ancrage.run(officer, create, { input })
})
afterAll(() => ancrage.stop())

const prospects = [
  { name: 'Thunder Power', legalName: 'Thunder Power Holdings Limited', country: 'HK' },
  { name: 'Société Générale', enterpriseNumber: 'FR 552.120.222', confidentiality: 'OPEN' },
  { name: 'Cainiao Smart Logistics Network', aliases: ['菜鸟', 'Alibaba Logistics'] },
  { name: 'Brussels Airlines', lei: '529900T8BM49AURSDO55' },
]

const query = `query ($name: String!, $enterpriseNumber: String, $lei: String) {
  similarProspects(name: $name, enterpriseNumber: $enterpriseNumber, lei: $lei) {
    matchedName similarity prospect { name }
  }
}`

const namesFor = async (name: string, more: object = {}, email = officer): Promise<string[]> => {
  const { similarProspects } = await ancrage.run(email, query, { name, ...more })
  return similarProspects.map(({ prospect }: { prospect: { name: string } }) => prospect.name)
}

describe('similar prospects', () => {
  it.each([
    ['the beginning of the name', 'Thund', ['Thunder Power']],
    ['a typing mistake', 'Tunder Powr', ['Thunder Power']],
    ['another legal form', 'THUNDER POWER NV', ['Thunder Power']],
    ['one word more', 'Thunder Power Belgium', ['Thunder Power']],
    ['no accents and another order', 'generale societe', ['Société Générale']],
    ['an alias', 'Alibaba Logistic', ['Cainiao Smart Logistics Network']],
    ['another company', 'Vives Chocolates', []],
    ['one letter', 'T', []],
    ['signs only', '–?', []],
    ['nothing', '', []],
  ])('are found for %s', async (_, name, expected) => {
    expect(await namesFor(name)).toEqual(expected)
  })

  it('are found by the enterprise number, however it is written, and by the LEI', async () => {
    expect(await namesFor('SG', { enterpriseNumber: 'fr552120222' })).toEqual(['Société Générale'])
    expect(await namesFor('x', { lei: '529900T8BM49AURSDO55' })).toEqual(['Brussels Airlines'])
  })

  it('name the text that matches, and how well', async () => {
    const { similarProspects } = await ancrage.run(officer, query, { name: 'Thunder Power Holdings' })
    expect(similarProspects).toEqual([
      {
        matchedName: 'Thunder Power Holdings Limited',
        similarity: 1,
        prospect: { name: 'Thunder Power' },
      },
    ])
  })

  it('are those that the viewer sees, whatever else is similar', async () => {
    const count = 'query { prospects(where: { name: { contains: "Thunder" } }) { totalCount } }'
    expect((await ancrage.run(airport, count)).prospects.totalCount).toBe(0)
    expect(await namesFor('Thunder Power', {}, airport)).toEqual([])
    expect(await namesFor('Societe Generale', {}, airport)).toEqual(['Société Générale'])
    expect(await namesFor('x', { lei: '529900T8BM49AURSDO55' }, airport)).toEqual([])
  })

  it('that are hidden take no place among the first', async () => {
    const create = 'mutation ($input: CreateProspectInput!) { createProspect(input: $input) { id } }'
    for (let n = 0; n < 3; n++) await ancrage.run(officer, create, { input: { name: 'Hidden Harbour' } })
    await ancrage.run(airport, create, { input: { name: 'Hidden Harbor' } })
    const first = 'query { similarProspects(name: "Hidden Harbour", first: 1) { prospect { name } } }'
    expect((await ancrage.run(airport, first)).similarProspects).toEqual([
      { prospect: { name: 'Hidden Harbor' } },
    ])
  })

  it('are read in one statement that uses the index', async () => {
    const plan = await ancrage.owner
      .query<{ 'QUERY PLAN': string }>(
        `set enable_seqscan = off; set pg_trgm.word_similarity_threshold = 0.4`,
      )
      .then(() =>
        ancrage.owner.query<{ 'QUERY PLAN': string }>(
          `explain select id from prospect p where 'thunder' <% join_names(p.name, p.legal_name, p.aliases)`,
        ),
      )
    await ancrage.owner.query('reset enable_seqscan')
    expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('prospect_names_idx')
  })

  it.each([
    ['a control character', { name: 'a\u0001b' }, 'CONTROL_CHARACTER'],
    ['a name that is too long', { name: 'a'.repeat(201) }, 'TOO_LONG'],
  ])('are refused for %s', async (_, variables, code) => {
    const { errors } = await ancrage.request(officer, query, variables)
    expect(errors?.[0]?.extensions.fields).toEqual([expect.objectContaining({ path: 'name', code })])
  })

  it('require a signed-in user', async () => {
    const { errors } = await ancrage.request(null, query, { name: 'Thunder' })
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })
})

describe('similar contacts', () => {
  const create = 'mutation ($input: CreateContactInput!) { createContact(input: $input) { id version } }'
  const similar = 'query ($name: String!) { similarContacts(name: $name) { similarity contact { name } } }'

  it('are found by parts of the name in any order, only where the viewer sees the person', async () => {
    await ancrage.run(officer, create, { input: { name: 'Wellington Koo' } })
    const find = async (email: string, name: string) =>
      (await ancrage.run(email, similar, { name })).similarContacts.map(
        ({ contact }: { contact: { name: string } }) => contact.name,
      )
    expect(await find(officer, 'Koo, Welington')).toEqual(['Wellington Koo'])
    expect(await find(officer, 'Jack Ma')).toEqual([])
    expect(await find(airport, 'Wellington Koo')).toEqual([])
  })

  it('leave out a person who has been erased', async () => {
    const { createContact } = await ancrage.run(officer, create, { input: { name: 'Marguerite Ruyters' } })
    await ancrage.run(
      'head@awex.example',
      'mutation ($input: EraseContactInput!) { eraseContact(input: $input) { id } }',
      {
        input: createContact,
      },
    )
    expect((await ancrage.run(officer, similar, { name: 'Marguerite Ruyters' })).similarContacts).toEqual([])
  })
})
