/** A figure of a deal is either stated or declared unknown. */
import { startTestService, type TestService, type GraphqlAnswer } from './test-service.js'

const head = 'head@awex.example'
const source = { kind: 'PRESS' }
const projection = {
  kind: 'DIRECT',
  horizon: 'FULL',
  low: 30,
  standing: 'REPORTED',
  statedOn: '2018-02-01',
  source,
}
const update = `mutation ($input: UpdateDealInput!) {
  updateDeal(input: $input) { id version jobsUnknown capexUnknown capex { low } } }`

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

const openDeal = async (more: object) =>
  (
    await ancrage.run(head, 'mutation ($input: OpenDealInput!) { openDeal(input: $input) { id version } }', {
      input: { codeName: 'Lotus', title: 'A centre', openedOn: '2018-01-08', ...more },
    })
  ).openDeal as { id: string; version: number }
const projectJobs = (deal: string) =>
  ancrage.run(
    head,
    'mutation ($input: ProjectJobsInput!) { projectJobs(input: $input) { deal { jobsUnknown version } } }',
    { input: { deal, ...projection } },
  )
const faultsOf = ({ errors }: GraphqlAnswer) =>
  errors?.[0]?.extensions.fields?.map(({ path, code }) => `${path} ${code}`)

describe('a number of jobs', () => {
  it('is no longer unknown once it is stated, with an audit entry', async () => {
    const { id, version } = await openDeal({ jobsUnknown: true })
    await expect(projectJobs(id)).resolves.toEqual({ projectJobs: { deal: { jobsUnknown: false, version } } })
    const { rows } = await ancrage.owner.query(
      `select before, after ->> 'jobsUnknown' as after from audit_entry where verb = 'projectJobs' and subject_id = $1`,
      [id],
    )
    expect(rows).toEqual([{ before: { jobsUnknown: true }, after: 'false' }])
  })

  it('cannot be declared unknown while there is a projection', async () => {
    const deal = await openDeal({})
    await projectJobs(deal.id)
    const answer = await ancrage.request(head, update, { input: { ...deal, jobsUnknown: true } })
    expect(faultsOf(answer)).toEqual(['input.jobsUnknown JOBS_STATED'])
  })
})

describe('a capex', () => {
  const capex = { low: '5000000', currency: 'EUR' }

  it('is no longer unknown once it is stated', async () => {
    const deal = await openDeal({ capexUnknown: true })
    const { updateDeal } = await ancrage.run(head, update, { input: { ...deal, capex } })
    expect(updateDeal).toMatchObject({ capexUnknown: false, capex: { low: '5000000.00' } })
  })

  it('can be declared unknown only if it is cleared at the same time', async () => {
    const deal = await openDeal({ capex })
    const expected = ['input.capexUnknown STATED_AND_UNKNOWN']
    expect(faultsOf(await ancrage.request(head, update, { input: { ...deal, capexUnknown: true } }))).toEqual(
      expected,
    )
    expect(
      faultsOf(await ancrage.request(head, update, { input: { ...deal, capex, capexUnknown: true } })),
    ).toEqual(expected)
    const { updateDeal } = await ancrage.run(head, update, {
      input: { ...deal, capex: null, capexUnknown: true },
    })
    expect(updateDeal).toMatchObject({ capexUnknown: true, capex: null })
  })
})
