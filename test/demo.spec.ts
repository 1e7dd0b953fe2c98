import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'

describe('the Walloon pipeline of 2018', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService({ demo: true })
  }, 60_000)
  afterAll(() => ancrage.stop())

  const status = `query ($asOf: Date, $horizon: JobHorizon) {
    pipelineStatus(agency: "awex", asOf: $asOf, horizon: $horizon) {
      stages { stage { code } figures { deals jobs { low high openEnded weightedLow dealsWithout } } deals { nodes { codeName } } }
      total { deals } open { deals }
    }
  }`
  const readStages = async (variables: object) => {
    const { pipelineStatus } = await ancrage.run(head, status, variables)
    return Object.fromEntries(
      pipelineStatus.stages
        .filter((s: any) => s.figures.deals > 0)
        .map((s: any) => [
          s.stage.code,
          { ...s.figures, deals: s.deals.nodes.map((d: any) => d.codeName).sort() },
        ]),
    )
  }

  it('had three deals in negotiation and one lost on 30 May, without job projections', async () => {
    const none = { low: 0, high: 0, openEnded: false, weightedLow: 0 }
    expect(await readStages({ asOf: '2018-05-30' })).toEqual({
      NEGOTIATION: { deals: ['Lotus', 'Plume', 'Volt'], jobs: { ...none, dealsWithout: 3 } },
      LOST: { deals: ['Angela'], jobs: { ...none, dealsWithout: 1 } },
    })
  })

  it('had Cainiao committed on 31 May, and more than a thousand jobs in negotiation', async () => {
    const stages = await readStages({ asOf: '2018-05-31' })
    expect(Object.keys(stages).sort()).toEqual(['COMMITTED', 'LOST', 'NEGOTIATION'])
    expect(stages.NEGOTIATION).toEqual({
      deals: ['Lotus', 'Volt'],
      jobs: { low: 1000, high: null, openEnded: true, weightedLow: 600, dealsWithout: 1 },
    })
    expect(stages.COMMITTED.deals).toEqual(['Plume'])
  })

  it('has 200 to 999 jobs for the horizon INITIAL, not added to the thousand', async () => {
    const { NEGOTIATION } = await readStages({ asOf: '2018-05-31', horizon: 'INITIAL' })
    expect(NEGOTIATION.jobs).toMatchObject({ low: 200, high: 999, openEnded: false })
  })

  it('did not have the thousand jobs before they were recorded', async () => {
    const query =
      'query ($knownAt: DateTime) { pipelineStatus(agency: "awex", asOf: "2018-05-31", knownAt: $knownAt) { total { jobs { low } } } }'
    expect(await ancrage.run(head, query, { knownAt: '2018-05-31T15:00:00Z' })).toEqual({
      pipelineStatus: { total: { jobs: { low: 0 } } },
    })
    expect(await ancrage.run(head, query, { knownAt: '2018-05-31T17:00:00Z' })).toEqual({
      pipelineStatus: { total: { jobs: { low: 1000 } } },
    })
  })

  it('hides the name of the secret prospect from a user without access', async () => {
    const query =
      '{ deals { nodes { title codeName prospect { name } masked } } prospects { nodes { name } } meetings { nodes { title } } agreements { nodes { title } } claims { nodes { statement } } contacts { nodes { name } } }'
    const text = JSON.stringify(await ancrage.run('analyst@logistics.example', query))
    expect(text).not.toMatch(/Alibaba|Jack Ma|Cainiao|Namur|Lambermont/)
    expect(text).toContain('Angela')
  })
})
