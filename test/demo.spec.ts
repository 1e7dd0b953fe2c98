import { readFileSync, writeFileSync } from 'node:fs'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'

/** What the case states, read over by eye against the articles. */
const stated = new URL('../../test/demo-facts.json', import.meta.url)

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
  const stagesOf = async (variables: object) => {
    const { pipelineStatus } = await ancrage.get(head, status, variables)
    return Object.fromEntries(
      pipelineStatus.stages
        .filter((s: any) => s.figures.deals > 0)
        .map((s: any) => [
          s.stage.code,
          { ...s.figures, deals: s.deals.nodes.map((d: any) => d.codeName).sort() },
        ]),
    )
  }

  it('stood at three in negotiation and one lost on 30 May, with no jobs stated', async () => {
    const none = { low: 0, high: 0, openEnded: false, weightedLow: 0 }
    expect(await stagesOf({ asOf: '2018-05-30' })).toEqual({
      NEGOTIATION: { deals: ['Lotus', 'Plume', 'Volt'], jobs: { ...none, dealsWithout: 3 } },
      LOST: { deals: ['Angela'], jobs: { ...none, dealsWithout: 1 } },
    })
  })

  it('had Cainiao committed on 31 May, and more than a thousand jobs in negotiation', async () => {
    const stages = await stagesOf({ asOf: '2018-05-31' })
    expect(Object.keys(stages).sort()).toEqual(['COMMITTED', 'LOST', 'NEGOTIATION'])
    expect(stages.NEGOTIATION).toEqual({
      deals: ['Lotus', 'Volt'],
      jobs: { low: 1000, high: null, openEnded: true, weightedLow: 600, dealsWithout: 1 },
    })
    expect(stages.COMMITTED.deals).toEqual(['Plume'])
  })

  it('counts 200 to 999 jobs at first, never added to the thousand', async () => {
    const { NEGOTIATION } = await stagesOf({ asOf: '2018-05-31', horizon: 'INITIAL' })
    expect(NEGOTIATION.jobs).toMatchObject({ low: 200, high: 999, openEnded: false })
  })

  it('knew nothing of the thousand before it was recorded', async () => {
    const known =
      'query ($knownAt: DateTime) { pipelineStatus(agency: "awex", asOf: "2018-05-31", knownAt: $knownAt) { total { jobs { low } } } }'
    expect(await ancrage.get(head, known, { knownAt: '2018-05-31T15:00:00Z' })).toEqual({
      pipelineStatus: { total: { jobs: { low: 0 } } },
    })
    expect(await ancrage.get(head, known, { knownAt: '2018-05-31T17:00:00Z' })).toEqual({
      pipelineStatus: { total: { jobs: { low: 1000 } } },
    })
  })

  it('holds every fact of the case', async () => {
    const { deals, prospects, meetings, agreements, claims } = await ancrage.get(
      head,
      `{
      deals(orderBy: [{ reference: ASC }]) { nodes { reference codeName title prospect { name } leadAgency { code } stage { code }
        team { agency { code } role until } handovers { nodes { from { code } to { code } on } } locations { nodes { site { name } town standing } }
        lossReasons { code wording source { name } } lossDestination { country } } }
      prospects(orderBy: [{ name: ASC }]) { nodes { name country headcount revenue { amount currency } stakesHeld { nodes { percent held { name } } } contacts { nodes { name decisionMaker } } } }
      meetings(orderBy: [{ title: ASC }]) { nodes { title status when { text } startsAt hostAgency { code } participants { contact { name } description } deals { codeName } } }
      agreements(orderBy: [{ title: ASC }]) { nodes { title kind standing signedOn place } }
      claims(orderBy: [{ statement: ASC }]) { nodes { statement standing grade { text } source { kind name } disputes { statement } } }
    }`,
    )
    const facts = { deals, prospects, meetings, agreements, claims }
    if (process.env.UPDATE_SNAPSHOTS) writeFileSync(stated, `${JSON.stringify(facts, null, 2)}\n`)
    expect(facts).toEqual(JSON.parse(readFileSync(stated, 'utf8')))
  })

  it('keeps the name of the secret from whoever may not know it', async () => {
    const all =
      '{ deals { nodes { title codeName prospect { name } masked } } prospects { nodes { name } } meetings { nodes { title } } agreements { nodes { title } } claims { nodes { statement } } contacts { nodes { name } } }'
    const told = JSON.stringify(await ancrage.get('analyst@logistics.example', all))
    expect(told).not.toMatch(/Alibaba|Jack Ma|Cainiao|Namur|Lambermont/)
    expect(told).toContain('Angela')
  })
})
