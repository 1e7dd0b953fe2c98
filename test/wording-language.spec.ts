/** A wording may be in any language: a code of the service, or another BCP 47 tag. */
import { dealClient } from './deal-client.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
let ancrage: TestService
let deal: string
beforeAll(async () => {
  ancrage = await startTestService()
  deal = await dealClient(ancrage).open({ openedOn: '2018-01-08' })
}, 60_000)
afterAll(() => ancrage.stop())

const record = 'mutation ($input: RecordClaimInput!) { recordClaim(input: $input) { id wordingLanguage } }'
const project = 'mutation ($input: ProjectJobsInput!) { projectJobs(input: $input) { wordingLanguage } }'
const statement = { statedOn: '2018-02-01', source: { kind: 'PRESS' }, wording: '数百个就业岗位' }
const claim = (wordingLanguage: string) =>
  ancrage.request(head, record, { input: { ...statement, deal, statement: 'Hundreds', wordingLanguage } })

it.each([
  ['FR', 'FR'],
  ['fr', 'FR'],
  ['ZH', 'zh'],
  ['zh-hans', 'zh-Hans'],
  ['pt-br', 'pt-BR'],
])('%s is accepted, and read as %s', async (given, stored) => {
  expect((await claim(given)).data?.recordClaim.wordingLanguage).toBe(stored)
  const jobs = { deal, kind: 'DIRECT', horizon: 'FULL', low: 300, standing: 'REPORTED' }
  const { projectJobs } = await ancrage.run(head, project, {
    input: { ...statement, ...jobs, wordingLanguage: given },
  })
  expect(projectJobs.wordingLanguage).toBe(stored)
})

it.each(['', 'x', 'not a language', 'z'.repeat(40)])('“%s” is refused', async (given) => {
  const { errors } = await claim(given)
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: [{ path: 'input.wordingLanguage', code: 'NOT_A_LANGUAGE' }],
  })
})

it('a literal names the code without quotes, as before', async () => {
  const { recordClaim } = await ancrage.run(
    head,
    `mutation { recordClaim(input: { deal: "${deal}", statement: "Several", wording: "plusieurs centaines", wordingLanguage: FR,
       statedOn: "2018-02-01", source: { kind: PRESS } }) { wordingLanguage } }`,
  )
  expect(recordClaim.wordingLanguage).toBe('FR')
  const { claims } = await ancrage.run(
    head,
    '{ claims(where: { wordingLanguage: { eq: "zh-Hans" } }) { totalCount } }',
  )
  expect(claims.totalCount).toBe(1)
})
