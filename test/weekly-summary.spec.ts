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
  agreementsSigned { title } agreementsAnnounced { title } projections { horizon low high replaces { id } } facts { statement } rumours { statement } denied { statement }
  disputes { claim { statement } disputedBy { statement } } attention { deal { codeName } code since tasks facts } } }
  fragment f on Figures { ${figures} }`

describe('the weeks of the Walloon pipeline of 2018', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService({ demo: true })
  }, 60_000)
  afterAll(() => ancrage.stop())
  const readSummary = async (week: string, by = head, more = {}) =>
    (await ancrage.run(by, question, { agency: 'awex', week, ...more })).weeklySummary
  const statementsOf = (claims: { statement: string }[]) => claims.map(({ statement }) => statement)

  it('have in W22 the commitment of Cainiao, the handover of Alibaba and the first job projections', async () => {
    const answer = await readSummary('2018-W22')
    expect(answer).toMatchObject({
      week: '2018-W22',
      from: '2018-05-28',
      to: '2018-06-03',
      agency: { code: 'awex' },
    })
    expect([answer.opening.deals, answer.forward.deals, answer.closing.deals]).toEqual([3, 1, 3])
    expect(answer.movements).toMatchObject([
      {
        deal: { codeName: 'Plume' },
        direction: 'FORWARD',
        to: { code: 'COMMITTED' },
        effectiveOn: '2018-05-31',
      },
    ])
    expect(answer.handovers).toEqual([{ on: '2018-05-28', to: { code: 'cabinet-michel' } }])
    expect(answer.projections).toHaveLength(2)
    expect(answer.meetingsHeld).toEqual([])
    expect(answer.agreementsSigned).toEqual([{ title: 'Partenariat entre Liège Airport et Cainiao' }])
    const [facts, rumours] = [statementsOf(answer.facts), statementsOf(answer.rumours)]
    expect(facts).toHaveLength(4)
    expect(facts).toEqual(
      expect.arrayContaining(['Rien n’est encore signé.', 'Des discussions sont en cours.']),
    )
    expect(rumours).toHaveLength(3)
    expect(rumours).toContain('Les discussions sont à un stade avancé.')
    expect(answer.closing.jobs).toMatchObject({ low: 1000, high: null, openEnded: true })
  })

  it('have in W27 no moves, but two meetings, a partnership of the prospect and a dispute', async () => {
    const answer = await readSummary('2018-W27')
    expect(answer.movements).toEqual([])
    expect(answer.meetingsHeld.map((m: any) => m.title).sort()).toEqual([
      'Déjeuner royal',
      'Rencontre du Lambermont',
    ])
    expect(answer.agreementsSigned).toEqual([])
    expect(answer.agreementsAnnounced).toEqual([{ title: 'Partenariat entre Alibaba et Bolloré' }])
    expect([answer.opening.deals, answer.closing.deals]).toEqual([3, 3])
  })

  it.each([head, 'head@michel.example'])(
    'have in W27 both sides of the memorandum among the disputes only, for %s',
    async (email) => {
      const agency = email === head ? 'awex' : 'cabinet-michel'
      const { facts, rumours, denied, disputes } = await readSummary('2018-W27', email, { agency })
      const memorandum = 'Alibaba fait dépendre son annonce de la signature d’un mémorandum.'
      expect(disputes).toMatchObject([
        {
          claim: { statement: memorandum },
          disputedBy: { statement: expect.stringMatching(/^C’est totalement faux/) },
        },
      ])
      expect(JSON.stringify([facts, rumours, denied])).not.toMatch(/mémorandum|totalement faux/)
    },
  )

  it('have in W10 the negotiation of Thunder Power, and the Namur meeting in W09 and W10', async () => {
    const answer = await readSummary('2018-W10')
    expect(answer.movements.map((m: any) => [m.deal.codeName, m.to.code])).toContainEqual([
      'Volt',
      'NEGOTIATION',
    ])
    for (const week of ['2018-W09', '2018-W10'])
      expect((await readSummary(week)).meetingsHeld).toContainEqual({
        title: 'Réunion de Namur',
        when: { precision: 'EARLY_MONTH' },
      })
    expect((await readSummary('2018-W11')).meetingsHeld).toEqual([])
    expect((await readSummary('2018-W08')).meetingsComing).toContainEqual({ title: 'Réunion de Namur' })
  })

  it('cannot be read in the future or for an unknown agency', async () => {
    const { errors } = await ancrage.request(head, question, { agency: 'awex', week: '2199-W01' })
    expect(errors![0]!.extensions.fields).toMatchObject([{ path: 'week', code: 'FUTURE_WEEK' }])
    const unknownAgency = await ancrage.request(head, question, {
      agency: 'no-such-agency',
      week: '2018-W22',
    })
    expect(unknownAgency.errors![0]!.extensions.fields).toMatchObject([
      { path: 'agency', code: 'UNKNOWN_REFERENCE' },
    ])
  })
})
