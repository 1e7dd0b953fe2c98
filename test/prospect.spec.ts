import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'

describe('a prospect', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService()
  })
  afterAll(() => ancrage.stop())

  const create =
    'mutation ($input: CreateProspectInput!) { createProspect(input: $input) { id version name aliases revenue { amount currency } enteredBy { code } } }'

  it('is created, and found without regard to case and accents', async () => {
    const { createProspect } = await ancrage.run(head, create, {
      input: {
        name: 'Bolloré',
        aliases: ['Groupe Bolloré'],
        country: 'FR',
        revenue: { amount: '18300000000', currency: 'EUR' },
      },
    })
    expect(createProspect).toMatchObject({
      version: 1,
      name: 'Bolloré',
      enteredBy: { code: 'awex' },
      revenue: { amount: '18300000000.00', currency: 'EUR' },
    })
    const { prospects } = await ancrage.run(
      head,
      '{ prospects(where: { name: { contains: "BOLLORE" } }) { nodes { id name } totalCount pageInfo { hasNextPage endCursor } } }',
    )
    expect(prospects).toMatchObject({
      totalCount: 1,
      nodes: [{ name: 'Bolloré' }],
      pageInfo: { hasNextPage: false },
    })
  })
})
