import { anAncrage, type Ancrage } from './ancrage.js'

const head = 'head@awex.example'

const question = `query ($where: DealWhere, $groupBy: [DealDimension!]!, $measures: [DealMeasure!]!, $agency: String, $asOf: Date, $knownAt: DateTime, $kind: JobKind = DIRECT, $horizon: JobHorizon, $rumours: Boolean, $stage: DealStageCode, $currency: String, $rateOn: Date) {
  dealStats(where: $where, groupBy: $groupBy, measures: $measures, agency: $agency, asOf: $asOf, knownAt: $knownAt, kind: $kind, horizon: $horizon, rumours: $rumours, stage: $stage, currency: $currency, rateOn: $rateOn) {
    by { dimension value label } values { ...v } total { ...v } where overlapping rates { currency day rate source } } }
  fragment v on MeasureValue { measure number exact currency openEnded }`

describe('the statistics of the demo case', () => {
  let ancrage: Ancrage
  beforeAll(async () => {
    ancrage = await anAncrage({ demo: true })
  })
  afterAll(() => ancrage.stop())

  const stats = async (asked: object, email = head) =>
    (await ancrage.get(email, question, { groupBy: [], measures: ['DEALS'], ...asked })).dealStats

  it('prints', async () => {
    console.log(
      JSON.stringify(
        await stats({
          groupBy: ['STAGE', 'TEAM_AGENCY'],
          measures: ['DEALS', 'JOBS_LOW', 'JOBS_HIGH', 'CAPEX_LOW', 'CAPEX_HIGH', 'DAYS_IN_STAGE_P90'],
          asOf: '2018-06-01',
        }),
        null,
        1,
      ).slice(0, 6000),
    )
    console.log(JSON.stringify(await stats({ measures: ['DEALS', 'JOBS_LOW', 'CAPEX_LOW'] })))
  })
})
