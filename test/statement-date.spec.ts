/** A statement about jobs that is dated by a part of a month, a month, a quarter or a year. */
import { dealClient, type DealClient } from './deal-client.js'
import { createDocumentFetch, readHtmlText } from './documents.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const source = { kind: 'PRESS', name: 'L’Echo' }
const march = { from: '2018-03-01', to: '2018-03-31', precision: 'MONTH' }
const earlyMarch = { from: '2018-03-01', to: '2018-03-10', precision: 'EARLY_MONTH' }
const statement = { kind: 'DIRECT', horizon: 'FULL', standing: 'REPORTED', source }

describe('a statement about jobs of a partial date', () => {
  let ancrage: TestService
  let deals: DealClient
  beforeAll(async () => {
    ancrage = await startTestService()
    deals = dealClient(ancrage)
  }, 60_000)
  afterAll(() => ancrage.stop())

  const project = (input: object) =>
    ancrage.request(
      head,
      `mutation ($input: ProjectJobsInput!) { projectJobs(input: $input) {
        id statedOn statedWhen { from to precision text fr: text(language: FR) nl: text(language: NL) de: text(language: DE) } } }`,
      { input: { ...statement, ...input } },
    )

  it('keeps its precision, and counts from the last day of its range', async () => {
    const deal = await deals.open({ openedOn: '2018-01-08' })
    const { data } = await project({ deal, low: 50, statedWhen: earlyMarch })
    expect(data.projectJobs).toMatchObject({
      statedOn: '2018-03-10',
      statedWhen: {
        ...earlyMarch,
        text: 'early March 2018',
        ...{ fr: 'début mars 2018', nl: 'begin maart 2018', de: 'Anfang März 2018' },
      },
    })
    const countOn = async (asOf: string) =>
      (
        await ancrage.run(
          head,
          `query ($asOf: Date, $deal: ID) { pipelineStatus(asOf: $asOf, where: { id: { eq: $deal } }) { total { jobs { low } } } }`,
          { asOf, deal },
        )
      ).pipelineStatus.total.jobs.low
    expect([await countOn('2018-03-09'), await countOn('2018-03-10')]).toEqual([0, 50])
    // of two statements the later one counts: that of the day is later than the last day of early March
    await project({ deal, low: 70, statedOn: '2018-03-09' })
    expect(await countOn('2018-03-31')).toBe(50)
    await project({ deal, low: 80, statedOn: '2018-03-11' })
    expect(await countOn('2018-03-31')).toBe(80)
  })

  it('is listed in each week in which it may have been made, and changes the jobs once', async () => {
    const deal = await deals.open({ openedOn: '2018-01-08', codeName: 'Iris' })
    const { data } = await project({ deal, low: 500, statedWhen: march })
    const weeks = ['2018-W08', '2018-W09', '2018-W10', '2018-W13', '2018-W14']
    const listed: string[] = []
    let restated = 0
    for (const week of weeks) {
      const { weeklySummary } = await ancrage.run(
        head,
        'query ($week: IsoWeek!) { weeklySummary(agency: "awex", week: $week) { projections { id } restatedBefore { jobs { low } } restatedAfter { jobs { low } } } }',
        { week },
      )
      if (weeklySummary.projections.some(({ id }: { id: string }) => id === data.projectJobs.id))
        listed.push(week)
      if (weeklySummary.restatedAfter.jobs.low - weeklySummary.restatedBefore.jobs.low === 500) restated++
    }
    expect({ listed, restated }).toEqual({ listed: ['2018-W09', '2018-W10', '2018-W13'], restated: 1 })
    const fetchDocument = createDocumentFetch(ancrage)
    const words = { en: 'March 2018', fr: 'mars 2018', nl: 'maart 2018', de: 'März 2018' }
    for (const [language, month] of Object.entries(words)) {
      const { body } = await fetchDocument(head, `awex/2018-W10.html?lang=${language}`)
      expect(readHtmlText(body)).toContain(month)
    }
    const { body } = await fetchDocument(head, 'awex/2018-W10.json')
    const line = JSON.parse(body.toString()).projections.find((one: { deal: string }) => one.deal === deal)
    expect(line).toMatchObject({ on: '2018-03-31', when: march })
  })

  it('had been stated by the day of recording while its range runs', async () => {
    const deal = await deals.open({ openedOn: '2018-01-08' })
    const year = new Date().getUTCFullYear()
    const statedWhen = { from: `${year}-01-01`, to: `${year}-12-31`, precision: 'YEAR' }
    const { data } = await project({ deal, low: 9, statedWhen })
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels' }).format(new Date())
    expect(data.projectJobs).toMatchObject({ statedOn: today, statedWhen })
  })

  it.each([
    ['neither date', {}, 'input.statedOn|statedWhen ONE_OF'],
    ['both dates', { statedOn: '2018-03-01', statedWhen: march }, 'input.statedOn|statedWhen ONE_OF'],
    [
      'a range of another precision',
      { statedWhen: { ...march, precision: 'QUARTER' } },
      'input.statedWhen.precision PARTIAL_DATE_RANGE',
    ],
    [
      'a range to come',
      { statedWhen: { from: '2099-01-01', to: '2099-12-31', precision: 'YEAR' } },
      'input.statedWhen.from FUTURE_DAY',
    ],
  ])('is refused with %s', async (_, input, expected) => {
    const deal = await deals.open({ openedOn: '2018-01-08' })
    const { errors } = await project({ deal, low: 9, ...input })
    expect(
      errors!.flatMap(({ extensions }) => extensions.fields!.map(({ path, code }) => `${path} ${code}`)),
    ).toEqual([expected])
  })

  it('is corrected to another partial date', async () => {
    const deal = await deals.open({ openedOn: '2018-01-08' })
    const { data } = await project({ deal, low: 9, statedOn: '2018-02-01' })
    const { correctJobProjection } = await ancrage.run(
      head,
      'mutation ($input: CorrectJobProjectionInput!) { correctJobProjection(input: $input) { statedOn statedWhen { precision } corrects { id } } }',
      { input: { id: data.projectJobs.id, reason: 'Only the month is known', statedWhen: march } },
    )
    expect(correctJobProjection).toEqual({
      ...{ statedOn: '2018-03-31', statedWhen: { precision: 'MONTH' } },
      corrects: { id: data.projectJobs.id },
    })
  })
})
