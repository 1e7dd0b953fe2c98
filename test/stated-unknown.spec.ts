/** What is stated of a deal is not stated to be unknown as well. */
import { anAncrage, type Ancrage, type GraphqlAnswer } from './ancrage.js'

const head = 'head@awex.example'
const source = { kind: 'PRESS' }
const stated = {
  kind: 'DIRECT',
  horizon: 'FULL',
  low: 30,
  standing: 'REPORTED',
  statedOn: '2018-02-01',
  source,
}
const update = `mutation ($input: UpdateDealInput!) {
  updateDeal(input: $input) { id version jobsUnknown capexUnknown capex { low } } }`

let ancrage: Ancrage
beforeAll(async () => {
  ancrage = await anAncrage()
})
afterAll(() => ancrage.stop())

const open = async (more: object) =>
  (
    await ancrage.get(head, 'mutation ($input: OpenDealInput!) { openDeal(input: $input) { id version } }', {
      input: { codeName: 'Lotus', title: 'A centre', openedOn: '2018-01-08', ...more },
    })
  ).openDeal as { id: string; version: number }
const project = (deal: string) =>
  ancrage.get(
    head,
    'mutation ($input: ProjectJobsInput!) { projectJobs(input: $input) { deal { jobsUnknown version } } }',
    { input: { deal, ...stated } },
  )
const faultsOf = ({ errors }: GraphqlAnswer) =>
  errors?.[0]?.extensions.fields?.map(({ path, code }) => `${path} ${code}`)

describe('a number of jobs', () => {
  it('once stated is not unknown any more, as the trail says', async () => {
    const { id, version } = await open({ jobsUnknown: true })
    await expect(project(id)).resolves.toEqual({ projectJobs: { deal: { jobsUnknown: false, version } } })
    const { rows } = await ancrage.owner.query(
      `select before, after ->> 'jobsUnknown' as after from audit_entry where verb = 'projectJobs' and subject_id = $1`,
      [id],
    )
    expect(rows).toEqual([{ before: { jobsUnknown: true }, after: 'false' }])
  })

  it('is not stated to be unknown while a statement stands', async () => {
    const deal = await open({})
    await project(deal.id)
    const answer = await ancrage.ask(head, update, { input: { ...deal, jobsUnknown: true } })
    expect(faultsOf(answer)).toEqual(['input.jobsUnknown JOBS_STATED'])
  })
})

describe('a capex', () => {
  const capex = { low: '5000000', currency: 'EUR' }

  it('once stated is not unknown any more', async () => {
    const deal = await open({ capexUnknown: true })
    const { updateDeal } = await ancrage.get(head, update, { input: { ...deal, capex } })
    expect(updateDeal).toMatchObject({ capexUnknown: false, capex: { low: '5000000.00' } })
  })

  it('is not stated to be unknown while it stands, unless it is taken back with that', async () => {
    const deal = await open({ capex })
    const refused = ['input.capexUnknown STATED_AND_UNKNOWN']
    expect(faultsOf(await ancrage.ask(head, update, { input: { ...deal, capexUnknown: true } }))).toEqual(
      refused,
    )
    expect(
      faultsOf(await ancrage.ask(head, update, { input: { ...deal, capex, capexUnknown: true } })),
    ).toEqual(refused)
    const { updateDeal } = await ancrage.get(head, update, {
      input: { ...deal, capex: null, capexUnknown: true },
    })
    expect(updateDeal).toMatchObject({ capexUnknown: true, capex: null })
  })
})
