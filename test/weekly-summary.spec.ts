import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'

const figures =
  'deals jobs { low high openEnded weightedLow realised dealsWithout } capex { low high currency }'
const question = `query ($agency: String!, $week: IsoWeek!, $knownAt: DateTime) { weeklySummary(agency: $agency, week: $week, knownAt: $knownAt) {
  agency { code } week from to
  opening { ...f } entered { ...f } forward { ...f } back { ...f } won { ...f } lost { ...f } paused { ...f } resumed { ...f } left { ...f }
  restatedBefore { ...f } restatedAfter { ...f } closing { ...f }
  previous { week opening { ...f } closing { ...f } forward { deals } } difference { closing { deals jobsLow jobsHigh realised } }
  movements { deal { codeName } direction from { code } to { code } effectiveOn by { email } override recordedLate }
  handovers { on to { code } } meetingsHeld { title when { precision } } meetingsComing { title }
  agreementsSigned { title } projections { horizon low high replaces { id } } facts { statement } rumours { statement } denied { statement }
  disputes { claim { statement } disputedBy { statement } } attention { deal { codeName } code since tasks facts } } }
  fragment f on Figures { ${figures} }`

describe('the weeks of the Walloon pipeline of 2018', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService({ demo: true })
  }, 60_000)
  afterAll(() => ancrage.stop())
  const summary = async (week: string, by = head, more = {}) =>
    (await ancrage.get(by, question, { agency: 'awex', week, ...more })).weeklySummary
  const said = (claims: { statement: string }[]) => claims.map(({ statement }) => statement)

  it('W22: Cainiao commits, the lead of Alibaba passes on, and a first number of jobs is stated', async () => {
    const found = await summary('2018-W22')
    expect(found).toMatchObject({
      week: '2018-W22',
      from: '2018-05-28',
      to: '2018-06-03',
      agency: { code: 'awex' },
    })
    expect([found.opening.deals, found.forward.deals, found.closing.deals]).toEqual([3, 1, 3])
    expect(found.movements).toMatchObject([
      {
        deal: { codeName: 'Plume' },
        direction: 'FORWARD',
        to: { code: 'COMMITTED' },
        effectiveOn: '2018-05-31',
      },
    ])
    expect(found.handovers).toEqual([{ on: '2018-05-28', to: { code: 'cabinet-michel' } }])
    expect(found.agreementsSigned).toHaveLength(1)
    expect(found.projections).toHaveLength(2)
    expect(found.meetingsHeld).toEqual([])
    expect(said(found.facts)).toEqual(['Talks are under way.'])
    expect(said(found.rumours)).toEqual(['The talks are at an advanced stage.'])
    expect(found.closing.jobs).toMatchObject({ low: 1000, high: null, openEnded: true })
  })

  it('W27: nothing moves; two meetings, a partnership of the prospect, and a dispute', async () => {
    const found = await summary('2018-W27')
    expect(found.movements).toEqual([])
    expect(found.meetingsHeld.map((m: any) => m.title).sort()).toEqual([
      'Royal lunch',
      'The Lambermont meeting',
    ])
    expect(found.agreementsSigned).toEqual([{ title: 'Partnership of Alibaba and Bolloré' }])
    expect(found.disputes).toHaveLength(1)
    expect([found.opening.deals, found.closing.deals]).toEqual([3, 3])
  })

  it('W10: Thunder Power enters negotiation; Namur is in W09 and W10', async () => {
    const found = await summary('2018-W10')
    expect(found.movements.map((m: any) => [m.deal.codeName, m.to.code])).toContainEqual([
      'Volt',
      'NEGOTIATION',
    ])
    for (const week of ['2018-W09', '2018-W10'])
      expect((await summary(week)).meetingsHeld).toContainEqual({
        title: 'The Namur meeting',
        when: { precision: 'EARLY_MONTH' },
      })
    expect((await summary('2018-W11')).meetingsHeld).toEqual([])
    expect((await summary('2018-W08')).meetingsComing).toContainEqual({ title: 'The Namur meeting' })
  })

  it('is not there for a week that has not begun, nor for an agency that is not', async () => {
    const { errors } = await ancrage.ask(head, question, { agency: 'awex', week: '2199-W01' })
    expect(errors![0]!.extensions.fields).toMatchObject([{ path: 'week', code: 'FUTURE_WEEK' }])
    const nobody = await ancrage.ask(head, question, { agency: 'nobody', week: '2018-W22' })
    expect(nobody.errors![0]!.extensions.fields).toMatchObject([
      { path: 'agency', code: 'UNKNOWN_REFERENCE' },
    ])
  })
})
