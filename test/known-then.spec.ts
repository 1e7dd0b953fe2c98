/**
 * What a report answered as known at an instant is what it answers later with that instant, to the byte, whatever is
 * recorded, edited, corrected or withdrawn in between.
 */
import { startTestService, type TestService } from './test-service.js'
import { createDocumentFetch } from './documents.js'
import { createExportClient, toQueryString } from './exports.js'
import { Random } from '../tools/seed/random.js'
import { operations } from './known-then/operations.js'
import { World } from './known-then/world.js'

const officer = 'officer@awex.example'
const weeks = ['2018-W08', '2018-W09', '2018-W10', '2018-W11', '2018-W12']
const periods = ['2018-02', '2018-03', '2018-Q1', '2018']
const figures = 'deals jobs { low high realised realisedHigh dealsWithout } capex { currency low high }'
const status = `query ($knownAt: DateTime!) {
  all: pipelineStatus(knownAt: $knownAt) { stages { stage { code } figures { ${figures} } medianDaysInStage } open { ${figures} } total { ${figures} } }
  then: pipelineStatus(agency: "awex", asOf: "2018-03-11", knownAt: $knownAt) { open { ${figures} } total { ${figures} } }
  unmet: pipelineStatus(knownAt: $knownAt, where: { noMeetingHeldSince: { day: "2018-03-05", knownAt: $knownAt } }) { total { ${figures} } }
  what: dealStats(knownAt: $knownAt, groupBy: [SECTOR, ACTIVITY, OFFICER, PROSPECT_COUNTRY, DECISION_WEEK], measures: [DEALS]) { by { value } values { exact } }
  dealStats(knownAt: $knownAt, groupBy: [STAGE], measures: [DEALS, JOBS_LOW, JOBS_HIGH, JOBS_REALISED_HIGH, CAPEX_LOW]) { by { value } values { measure exact currency } } }`
const summaryFields = `
  opening { ${figures} } closing { ${figures} } restatedAfter { ${figures} }
  movements { effectiveOn direction from { code } to { code } override }
  meetingsHeld { ...meeting } meetingsComing { ...meeting }
  agreementsSigned { ...agreement } agreementsAnnounced { ...agreement }
  projections { low high standing } facts { id } rumours { id } denied { id } disputes { claim { id } disputedBy { id } }
  attention { code since tasks facts deal { reference } }
  firstPage(language: EN) { headline figures { label value standing } moved { ...list } coming { ...list } attention { ...list } }`
const fragments = `
  fragment list on FirstPageList { note items { name codeName text details } }
  fragment meeting on Meeting { title when { from to precision } startsAt place status topics hostAgency { code } }
  fragment agreement on Agreement { title kind standing announcedOn signedOn signedWhen { from to precision } endedOn place amount { amount currency } }`
const summary = `query ($week: IsoWeek!, $knownAt: DateTime!) { weeklySummary(agency: "awex", week: $week, knownAt: $knownAt) {
  ${summaryFields} } } ${fragments}`
const periodSummary = `query ($period: SummaryPeriod!, $knownAt: DateTime!) {
  periodSummary(agency: "awex", period: $period, knownAt: $knownAt) { ${summaryFields} } } ${fragments}`
const comparison = `query ($knownAt: DateTime!) { periodComparison(agency: "awex", period: "2018-03", with: "2018-02", knownAt: $knownAt) {
  figures { name difference { deals jobsLow jobsHigh realised } dealCount deals { deal { id } countedIn jobsLow otherJobsLow jobsChange } } } }`

describe('a report as known at an instant', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService({ costPerMinute: 1_000_000_000 })
  })
  afterAll(() => ancrage.stop())

  const done = new Set<string>()

  /** Returns what every question answers with this instant, by its name. */
  async function ask(knownAt: string): Promise<Record<string, string>> {
    const answers: Record<string, string> = {
      status: JSON.stringify(await ancrage.run(officer, status, { knownAt })),
    }
    const fetchDocument = createDocumentFetch(ancrage)
    answers['comparison'] = JSON.stringify(await ancrage.run(officer, comparison, { knownAt }))
    for (const period of periods)
      answers[period] = JSON.stringify(await ancrage.run(officer, periodSummary, { period, knownAt }))
    for (const week of weeks)
      answers[week] = JSON.stringify(await ancrage.run(officer, summary, { week, knownAt }))
    for (const week of [...weeks, ...periods]) {
      const document = await fetchDocument(officer, `awex/${week}.json?knownAt=${knownAt}`)
      expect({ week, status: document.status }).toEqual({ week, status: 200 })
      answers[`${week}.json`] = document.body.toString()
    }
    const exports = createExportClient(ancrage)
    const path = `exports/dealStats.csv?${toQueryString({ groupBy: ['STAGE'], measures: ['DEALS', 'JOBS_LOW'], knownAt })}`
    const file = await exports.fetch(officer, path)
    expect({ path, status: file.status }).toEqual({ path, status: 200 })
    answers['dealStats.csv'] = file.body.toString()
    return answers
  }

  it.each([1, 2, 3])(
    'is answered later as it was then (history %i)',
    async (seed) => {
      const world = new World(ancrage, new Random(seed))
      const answered: { knownAt: string; answers: Record<string, string> }[] = []
      await world.begin()
      for (let step = 0; step < 220; step++) {
        const pending = operations.filter(({ name }) => !done.has(name))
        const operation =
          pending.length > 0 && world.random.isTrue(0.3)
            ? world.random.one(pending)
            : world.random.one(operations)
        if (await world.try(operation.run)) done.add(operation.name)
        if (step % 20 !== 19) continue
        const knownAt = await world.pause()
        answered.push({ knownAt, answers: await ask(knownAt) })
      }
      for (const { knownAt, answers } of answered) expect(await ask(knownAt)).toEqual(answers)
    },
    400_000,
  )

  it('takes every step in one of these histories', () => {
    expect(operations.map(({ name }) => name).filter((name) => !done.has(name))).toEqual([])
  })

  it('computes an issued revision again from the instant at which it was issued', async () => {
    const world = new World(ancrage, new Random(42))
    await world.begin()
    for (let step = 0; step < 60; step++) await world.try(world.random.one(operations).run)
    const issued = await world.issue('2018-W10')
    for (let step = 0; step < 60; step++) await world.try(world.random.one(operations).run)
    const fetchDocument = createDocumentFetch(ancrage)
    const read = async (path: string) =>
      JSON.parse((await fetchDocument('head@awex.example', path)).body.toString()) as Record<string, unknown>
    const { issue: _, knownAt, ...frozen } = await read(`awex/2018-W10/${issued.revision}.json`)
    const again = await read(`awex/2018-W10.json?knownAt=${issued.issuedAt}`)
    expect(knownAt).toBe(issued.issuedAt)
    expect({ ...again, issue: _, knownAt }).toEqual({
      ...frozen,
      issue: _,
      knownAt,
    })
  }, 120_000)
})
