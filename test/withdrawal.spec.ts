/** What was entered by mistake is withdrawn with a reason: it leaves figures and lists, and reports known before stay. */
import { dealClient, type DealClient } from './deal-client.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const reason = 'Entered on the wrong deal'
let ancrage: TestService
let deals: DealClient
beforeAll(async () => {
  ancrage = await startTestService()
  deals = dealClient(ancrage)
}, 60_000)
afterAll(() => ancrage.stop())

const write = async (verb: string, input: object, selection = 'id', email = head) => {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`
  return (await ancrage.run(email, text, { input }))[verb]
}
const refusal = async (verb: string, input: object, email = head) => {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${verb}(input: $input) { id } }`
  return (await ancrage.request(email, text, { input })).errors?.[0]
}
/** Returns the present instant, after which a write is recorded later. */
const currentInstant = async (): Promise<string> => {
  const at = new Date().toISOString()
  await new Promise((resolve) => setTimeout(resolve, 20))
  return at
}

describe('a withdrawn job projection', () => {
  const figures = async (knownAt: string | null) => {
    const { pipelineStatus, weeklySummary, dealStats } = await ancrage.run(
      head,
      `query ($knownAt: DateTime) {
        pipelineStatus(asOf: "2018-02-04", knownAt: $knownAt) { total { jobs { low realised dealsWithout } } }
        weeklySummary(agency: "awex", week: "2018-W05", knownAt: $knownAt) {
          closing { jobs { low realised dealsWithout } } projections { id }
        }
        dealStats(groupBy: [], measures: [JOBS_LOW], asOf: "2018-02-04", knownAt: $knownAt) { values { exact } }
      }`,
      { knownAt },
    )
    expect(weeklySummary.closing).toEqual(pipelineStatus.total)
    return {
      jobs: pipelineStatus.total.jobs,
      stat: dealStats[0].values[0].exact,
      news: weeklySummary.projections.map(({ id }: { id: string }) => id),
    }
  }

  it('leaves every figure and list, and what it replaced holds again', async () => {
    const deal = await deals.open({ openedOn: '2018-01-08' })
    const first = await deals.project(deal, { low: 50, statedOn: '2018-01-30' })
    const before = await figures(null)
    const mistake = await deals.project(deal, { low: 4000, statedOn: '2018-02-01', replaces: first })
    const then = await currentInstant()
    const counted = await figures(null)
    expect(counted.jobs.low).toBe(4000)

    const withdrawn = await write(
      'withdrawJobProjection',
      { id: mistake, reason },
      'withdrawnAt withdrawal { reason by { email } at } replaces { replacedBy { id } }',
    )
    expect(withdrawn).toEqual({
      withdrawnAt: expect.any(String),
      withdrawal: { reason, by: { email: head }, at: withdrawn.withdrawnAt },
      replaces: { replacedBy: null },
    })

    expect(await figures(null)).toEqual(before)
    expect(await figures(then)).toEqual(counted)
    const list = async (where: object) =>
      (
        await ancrage.run(
          head,
          'query ($where: JobProjectionWhere) { jobProjections(where: $where) { totalCount nodes { id } } }',
          { where: { deal: { id: { eq: deal } }, ...where } },
        )
      ).jobProjections.nodes.map(({ id }: { id: string }) => id)
    expect(await list({})).toEqual([first])
    expect(await list({ withdrawnAt: { isNull: false } })).toEqual([mistake])
    const { deal: read, jobProjectionStats } = await ancrage.run(
      head,
      `query ($id: ID!) {
        deal(id: $id) { currentProjection { id } jobProjections { totalCount } timeline { nodes { kind } } missing(stage: NEGOTIATION) { code } }
        jobProjectionStats(groupBy: [KIND], measures: [STATEMENTS, REPLACED]) { values { number } }
      }`,
      { id: deal },
    )
    expect(read.currentProjection.id).toBe(first)
    expect(read.jobProjections.totalCount).toBe(1)
    expect(read.timeline.nodes.filter(({ kind }: { kind: string }) => kind === 'JOBS_STATED')).toHaveLength(1)
    expect(jobProjectionStats).toEqual([{ values: [{ number: 1 }, { number: 0 }] }])
  })

  it('shows no fact, takes no change, and is withdrawn once', async () => {
    const deal = await deals.open({ openedOn: '2018-01-08' })
    const mistake = await deals.project(deal, { low: 30 })
    const missing = async () =>
      (
        await ancrage.run(
          head,
          'query ($id: ID!) { deal(id: $id) { missing(stage: NEGOTIATION) { code } } }',
          {
            id: deal,
          },
        )
      ).deal.missing.map(({ code }: { code: string }) => code)
    expect(await missing()).not.toContain('jobProjection')
    await write('withdrawJobProjection', { id: mistake, reason })
    expect(await missing()).toContain('jobProjection')
    expect((await refusal('withdrawJobProjection', { id: mistake, reason }))?.extensions.code).toBe(
      'CONFLICT',
    )
    const error = await refusal('projectJobs', {
      ...{ deal, kind: 'DIRECT', horizon: 'FULL', low: 3, standing: 'REPORTED', statedOn: '2018-02-01' },
      ...{ source: { kind: 'PRESS' }, replaces: mistake },
    })
    expect(error?.extensions.fields).toEqual([
      expect.objectContaining({ path: 'input.replaces', code: 'WITHDRAWN' }),
    ])
  })

  it('shows its reason only to viewers who see the deal in full, and is withdrawn by its team only', async () => {
    const deal = await deals.open({ openedOn: '2018-01-08', confidentiality: 'INTERNAL' })
    const id = await deals.project(deal, { low: 30 })
    const outsider = 'head@liege-airport.example'
    expect((await refusal('withdrawJobProjection', { id, reason }, outsider))?.extensions.code).toBe(
      'FORBIDDEN',
    )
    await write('withdrawJobProjection', { id, reason })
    const { jobProjections } = await ancrage.run(
      outsider,
      `{ jobProjections(where: { withdrawnAt: { isNull: false }, deal: { id: { eq: "${deal}" } } }) { nodes { id withdrawal { reason } } } }`,
    )
    expect(jobProjections.nodes).toEqual([{ id, withdrawal: null }])
  })

  it('makes a verification of its landing invalid', async () => {
    const { createDealWithout } = await import('./deal-fixtures.js')
    const { id: deal } = await createDealWithout(ancrage, null)
    const query = 'query ($id: ID!) { deal(id: $id) { verification { valid reasons projections { id } } } }'
    const read = async () => (await ancrage.run(head, query, { id: deal })).deal.verification
    const { valid, projections } = await read()
    expect(valid).toBe(true)
    await write('withdrawJobProjection', { id: projections[0].id, reason })
    expect(await read()).toMatchObject({ valid: false, reasons: ['JOBS_CHANGED'] })
  })
})
