/** An erasure and texts that its user sees in part: of a deal that is masked, or of a row under embargo. */
import { createUser } from './access/fixture.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'

let ancrage: TestService
/** HEADs of the agency of the texts and of another one. */
let colleague: string
let stranger: string
beforeAll(async () => {
  ancrage = await startTestService()
  colleague = (await createUser(ancrage, { agency: 'awex', role: 'HEAD', clearance: 'SECRET' })).token
  stranger = (await createUser(ancrage, { agency: 'liege-airport', role: 'HEAD', clearance: 'SECRET' })).token
})
afterAll(() => ancrage.stop())

const mutation = (verb: string) =>
  `mutation ($input: ${verb[0]!.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input) { id version } }`
const write = async (verb: string, input: object) =>
  (await ancrage.run(head, mutation(verb), { input }))[verb]

/** Creates a contact as the HEAD of another agency, who erases it. */
async function erase(name: string): Promise<void> {
  const created = await ancrage.send(stranger, mutation('createContact'), { input: { name } })
  const input = created.data!.createContact
  const { errors } = await ancrage.send(stranger, mutation('eraseContact'), { input })
  expect(errors).toBeUndefined()
}

const requestsQuery = '{ erasureRequests(where: { answeredAt: { isNull: true } }) { nodes { id version } } }'
const previewQuery = 'query ($id: ID!) { erasurePreview(request: $id) { subjectType field } }'

describe('a claim under embargo that names an erased person', () => {
  it('makes a request to the HEADs of the circle alone', async () => {
    const { id: prospect } = await write('createProspect', { name: 'A company', confidentiality: 'OPEN' })
    const embargo = { embargoUntil: '2199-01-01T00:00:00Z', embargoCircle: { users: [] } }
    const stated = { statedOn: '2018-02-01', source: { kind: 'COMPANY' } }
    await write('recordClaim', { prospect, statement: 'Gil Grove leaves', ...stated, ...embargo })
    await erase('Gil Grove')
    expect((await ancrage.send(colleague, requestsQuery)).data!.erasureRequests.nodes).toEqual([])
    const { nodes } = (await ancrage.run(head, requestsQuery)).erasureRequests
    expect(nodes).toHaveLength(1)
    const { erasurePreview } = await ancrage.run(head, previewQuery, { id: nodes[0].id })
    expect(erasurePreview).toContainEqual({ subjectType: 'Claim', field: 'statement' })
    await write('answerErasureRequest', nodes[0])
  })
})

describe('the reason of an offered handover that names an erased person', () => {
  it('is seen by the HEAD of the other agency, and put to those of the deal', async () => {
    const deal = await write('openDeal', {
      codeName: 'Lotus',
      title: 'A title',
      confidentiality: 'INTERNAL',
      openedOn: '2018-01-08',
      prospect: (await write('createProspect', { name: 'Another company' })).id,
    })
    const offer = { to: 'liege-airport', on: '2018-02-06', reason: 'Hal Heath asked for it' }
    await write('handOverDeal', { deal: deal.id, version: deal.version, ...offer })
    await erase('Hal Heath')
    const { nodes } = (await ancrage.send(colleague, requestsQuery)).data!.erasureRequests
    expect(nodes).toHaveLength(1)
    const { data } = await ancrage.send(colleague, previewQuery, { id: nodes[0].id })
    expect(data!.erasurePreview).toContainEqual({ subjectType: 'Deal', field: 'reason' })
  })
})
