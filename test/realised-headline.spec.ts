/** The headline of a week counts the jobs of the deals that landed in it. */
import { dealClient } from './deal-client.js'
import { createDocumentFetch, readHtmlText } from './documents.js'
import { startTestService, type TestService } from './test-service.js'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
}, 60_000)
afterAll(() => ancrage.stop())

it('a deal that landed with 48 jobs is in the headline of its week, and not of the next one', async () => {
  const deals = dealClient(ancrage)
  const id = await deals.open({ openedOn: '2018-01-08' })
  await deals.project(id, { low: 48, high: 48, standing: 'REALISED', statedOn: '2018-03-01' })
  await deals.move(id, 'COMMITTED', '2018-03-02')
  await deals.move(id, 'LANDED', '2018-03-14')
  const open = await deals.open({ openedOn: '2018-01-08', codeName: 'Open' })
  await deals.project(open, { low: 3, high: 3, standing: 'REALISED', statedOn: '2018-03-01' })
  const fetchDocument = createDocumentFetch(ancrage)
  const headline = async (week: string) => {
    const { body } = await fetchDocument('head@awex.example', `awex/${week}.html?lang=en`)
    return /Jobs realised (\d+ .*?) (?:This week|Coming up|Needs attention)/.exec(readHtmlText(body))?.[1]
  }
  expect([await headline('2018-W11'), await headline('2018-W12')]).toEqual([
    '51 48 of them by the deals won this week',
    '3 in the open deals and those won this week',
  ])
})

describe('realised jobs without an upper end ("more than 200")', () => {
  const head = 'head@awex.example'
  let service: TestService
  let id: string
  beforeAll(async () => {
    service = await startTestService()
    const deals = dealClient(service)
    id = await deals.open({ openedOn: '2018-01-08', codeName: 'Orchid' })
    await deals.project(id, { low: 200, high: null, standing: 'REALISED', statedOn: '2018-03-01' })
    const exact = await deals.open({ openedOn: '2018-01-08', codeName: 'Rose' })
    await deals.project(exact, { low: 48, high: 60, standing: 'REALISED', statedOn: '2018-03-13' })
    await deals.open({ openedOn: '2018-01-08', codeName: 'Tulip' })
  }, 60_000)
  afterAll(() => service.stop())

  it('keep it in the status, in the week and in its difference', async () => {
    const { pipelineStatus, weeklySummary } = await service.run(
      head,
      `{ pipelineStatus { total { jobs { realised realisedHigh } } }
         weeklySummary(agency: "awex", week: "2018-W11") {
           closing { jobs { realised realisedHigh } } opening { jobs { realised realisedHigh } }
           restatedBefore { jobs { realised realisedHigh } } restatedAfter { jobs { realised realisedHigh } } } }`,
      {},
    )
    expect(pipelineStatus.total.jobs).toEqual({ realised: 248, realisedHigh: null })
    expect(weeklySummary).toEqual({
      closing: { jobs: { realised: 248, realisedHigh: null } },
      opening: { jobs: { realised: 200, realisedHigh: null } },
      restatedBefore: { jobs: { realised: 0, realisedHigh: 0 } },
      restatedAfter: { jobs: { realised: 48, realisedHigh: 60 } },
    })
  })

  it('are printed as "or more" in four languages', async () => {
    const fetchDocument = createDocumentFetch(service)
    const phrases = {
      en: ['248 or more', 'has created at least 200 jobs', '48 to 60'],
      fr: ['248 ou plus', 'a créé au moins 200 emplois', '48 à 60'],
      nl: ['248 of meer', 'minstens 200 banen opgeleverd', '48 tot 60'],
      de: ['248 oder mehr', 'mindestens 200 Arbeitsplätze geschaffen', '48 bis 60'],
    }
    for (const [language, [total, deal, range]] of Object.entries(phrases)) {
      const text = readHtmlText((await fetchDocument(head, `awex/2018-W11.html?lang=${language}`)).body)
      expect(text).toContain(total)
      expect(text).toContain(range)
      const first = readHtmlText((await fetchDocument(head, `awex/2018-W09.html?lang=${language}`)).body)
      expect(first).toContain(deal)
    }
  })

  it('keep it in statistics, where a deal without a statement has none', async () => {
    const { dealStats, jobProjectionStats } = await service.run(
      head,
      `{ dealStats(groupBy: [], measures: [JOBS_REALISED, JOBS_REALISED_HIGH]) { values { exact openEnded } }
         jobProjectionStats(groupBy: [KIND], measures: [REALISED, REALISED_HIGH]) { values { exact openEnded } } }`,
      {},
    )
    const values = [
      { exact: '248', openEnded: false },
      { exact: null, openEnded: true },
    ]
    expect([dealStats[0].values, jobProjectionStats[0].values]).toEqual([values, values])
    const { none } = await service.run(
      head,
      `{ none: dealStats(groupBy: [], measures: [JOBS_REALISED, JOBS_REALISED_HIGH], where: { codeName: { eq: "Tulip" } }) { values { exact openEnded } } }`,
      {},
    )
    expect(none[0].values.map(({ exact }: { exact: string | null }) => exact)).toEqual([null, null])
  })

  it('keep it in the view of analysts', async () => {
    const { rows } = await service.owner.query(
      `select code_name, jobs_realised, jobs_realised_high, jobs_realised_open_ended from analytics.deals
        where code_name in ('Orchid', 'Rose', 'Tulip') order by 1`,
    )
    expect(rows.map((row) => Object.values(row as object))).toEqual([
      ['Orchid', 200, null, true],
      ['Rose', 48, 60, false],
      ['Tulip', null, null, false],
    ])
  })

  it('keep it in an issued summary', async () => {
    await service.run(
      head,
      'mutation ($input: IssueWeeklySummaryInput!) { issueWeeklySummary(input: $input) { id } }',
      { input: { agency: 'awex', week: '2018-W11' } },
    )
    const { body } = await createDocumentFetch(service)(head, 'awex/2018-W11/1.json')
    const content = JSON.parse(body.toString())
    expect(content.figures.closing).toMatchObject({ realised: 248, realisedHigh: null })
    expect(content.deals[id].now).toMatchObject({ realised: 200, realisedHigh: null })
  })
})
