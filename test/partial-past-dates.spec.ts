/** Signatures, claims and standings of locations that are known by their month, quarter or year only. */
import { dealClient, type DealClient } from './deal-client.js'
import { createDocumentFetch, readHtmlText } from './documents.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const may = { from: '2018-05-01', to: '2018-05-31', precision: 'MONTH' }
const parties = [{ agency: 'awex' }, { name: 'Blégny' }]
const kind = { kind: 'MOU', standing: 'SIGNED' }

describe('a signature of a partial date', () => {
  let ancrage: TestService
  let deals: DealClient
  beforeAll(async () => {
    ancrage = await startTestService()
    deals = dealClient(ancrage)
  }, 60_000)
  afterAll(() => ancrage.stop())

  const fields = 'id version signedOn signedWhen { from to precision text fr: text(language: FR) }'
  const record = (input: object) =>
    ancrage.request(
      head,
      `mutation ($input: RecordAgreementInput!) { recordAgreement(input: $input) { ${fields} } }`,
      { input: { title: 'Memorandum', ...kind, parties, ...input } },
    )
  const update = (input: object) =>
    ancrage.request(
      head,
      `mutation ($input: UpdateAgreementInput!) { updateAgreement(input: $input) { ${fields} endedOn } }`,
      { input },
    )
  const faultsOf = ({ errors }: Awaited<ReturnType<typeof record>>) =>
    errors!.flatMap(({ extensions }) => extensions.fields!.map(({ path, code }) => `${path} ${code}`))

  it('keeps its precision, and has the day by which it had been signed', async () => {
    const { data } = await record({ signedWhen: { short: '2018-05' } })
    expect(data.recordAgreement).toMatchObject({
      signedOn: '2018-05-31',
      signedWhen: { ...may, text: 'May 2018', fr: 'mai 2018' },
    })
    const day = await record({ signedOn: '2018-05-15' })
    expect(day.data.recordAgreement).toMatchObject({
      signedOn: '2018-05-15',
      signedWhen: { from: '2018-05-15', to: '2018-05-15', precision: 'DAY' },
    })
  })

  it('had been signed by the end of the agreement, and by the day of recording while its range runs', async () => {
    const ended = { standing: 'ENDED', endedOn: '2018-05-20' }
    const { data } = await record({ signedWhen: may })
    const { id, version } = data.recordAgreement
    const { data: after } = await update({ id, version, ...ended })
    expect(after.updateAgreement).toMatchObject({ signedOn: '2018-05-20', signedWhen: may })
    expect(faultsOf(await record({ ...ended, endedOn: '2018-04-30', signedWhen: may }))).toEqual([
      'input.endedOn TOO_EARLY',
    ])
    const year = new Date().getUTCFullYear()
    const running = await record({ signedWhen: { short: String(year) } })
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels' }).format(new Date())
    expect(running.data.recordAgreement).toMatchObject({ signedOn: today, signedWhen: { precision: 'YEAR' } })
  })

  it('is listed in each week in which it may have been signed, and reads as its month in four languages', async () => {
    const deal = await deals.open({ openedOn: '2018-01-08', codeName: 'Blegny' })
    const { data } = await record({ title: 'Lease of Blegny', deals: [deal], signedWhen: may })
    const listed: string[] = []
    for (const week of ['2018-W17', '2018-W18', '2018-W20', '2018-W22', '2018-W23']) {
      const { weeklySummary } = await ancrage.run(
        head,
        'query ($week: IsoWeek!) { weeklySummary(agency: "awex", week: $week) { agreementsSigned { id } } }',
        { week },
      )
      if (weeklySummary.agreementsSigned.some(({ id }: { id: string }) => id === data.recordAgreement.id))
        listed.push(week)
    }
    expect(listed).toEqual(['2018-W18', '2018-W20', '2018-W22'])
    const fetchDocument = createDocumentFetch(ancrage)
    const sentences = {
      en: ['in May 2018', '31 May'],
      fr: ['en mai 2018', '31 mai'],
      nl: ['in mei 2018', '31 mei'],
      de: ['im Mai 2018', '31. Mai'],
    }
    for (const [language, [month, day]] of Object.entries(sentences)) {
      const { body } = await fetchDocument(head, `awex/2018-W20.html?lang=${language}`)
      const text = readHtmlText(body)
      expect(text).toContain(month)
      expect(text).not.toContain(day)
    }
    const { body } = await fetchDocument(head, 'awex/2018-W20.json')
    expect(JSON.parse(body.toString()).agreementsSigned).toMatchObject([{ on: '2018-05-31', when: may }])
  })

  it('was recorded as its month before a correction gives the day', async () => {
    const deal = await deals.open({ openedOn: '2018-01-08', codeName: 'Cheratte' })
    const { data } = await record({ title: 'Lease of Cheratte', deals: [deal], signedWhen: may })
    const { id, version } = data.recordAgreement
    const knownAt = new Date().toISOString()
    await new Promise((resolve) => setTimeout(resolve, 5))
    const { data: corrected } = await update({ id, version, signedOn: '2018-05-31', signedWhen: null })
    expect(corrected.updateAgreement).toMatchObject({ signedWhen: { precision: 'DAY', text: '31 May 2018' } })
    const isListed = async (variables: object) => {
      const { weeklySummary } = await ancrage.run(
        head,
        'query ($knownAt: DateTime) { weeklySummary(agency: "awex", week: "2018-W19", knownAt: $knownAt) { agreementsSigned { id } } }',
        variables,
      )
      return weeklySummary.agreementsSigned.some((row: { id: string }) => row.id === id)
    }
    expect([await isListed({ knownAt }), await isListed({})]).toEqual([true, false])
  })

  it('is counted in each period in which it may have been signed, and the cells say that they overlap', async () => {
    const where = { title: { eq: 'A lease of spring' } }
    await record({ title: 'A lease of spring', signedWhen: { short: '2018-Q2' } })
    await record({ title: 'A lease of spring', signedOn: '2018-05-03' })
    const { agreementStats } = await ancrage.run(
      head,
      `query ($where: AgreementWhere) { agreementStats(groupBy: [SIGNED_MONTH], measures: [AGREEMENTS], where: $where) {
        by { value } values { number } overlapping where } }`,
      { where },
    )
    const cells = agreementStats.map((cell: Record<string, any>) => [
      cell.by[0].value,
      Number(cell.values[0].number),
      cell.overlapping,
    ])
    expect(cells).toEqual([
      ['2018-04', 1, ['SIGNED_MONTH']],
      ['2018-05', 2, ['SIGNED_MONTH']],
      ['2018-06', 1, ['SIGNED_MONTH']],
    ])
    for (const cell of agreementStats) {
      const { agreements } = await ancrage.run(
        head,
        'query ($where: AgreementWhere) { agreements(where: $where) { totalCount } }',
        { where: cell.where },
      )
      expect(agreements.totalCount).toBe(Number(cell.values[0].number))
    }
  })

  it('is on the timeline of the deal as exactly as it is known', async () => {
    const deal = await deals.open({ openedOn: '2018-01-08', codeName: 'Dalhem' })
    await record({ title: 'Lease of Dalhem', deals: [deal], signedWhen: may })
    const { deal: read } = await ancrage.run(
      head,
      'query ($deal: ID!) { deal(id: $deal) { timeline(where: { kind: { eq: AGREEMENT_SIGNED } }) { nodes { on when { precision text } } } } }',
      { deal },
    )
    expect(read.timeline.nodes).toEqual([
      { on: '2018-05-31', when: { precision: 'MONTH', text: 'May 2018' } },
    ])
  })

  it.each([
    [
      'a day and a partial date',
      { signedOn: '2018-05-01', signedWhen: may },
      'input.signedOn|signedWhen ONE_OF',
    ],
    ['a month to come', { signedWhen: { short: '2099-01' } }, 'input.signedWhen.from FUTURE_DAY'],
    [
      'a short form beside another range',
      { signedWhen: { ...may, short: '2018' } },
      'input.signedWhen.short SHORT_OR_RANGE',
    ],
    ['half a range', { signedWhen: { from: '2018-05-01' } }, 'input.signedWhen.short SHORT_OR_RANGE'],
    ['a text that is no date', { signedWhen: { short: 'May' } }, 'input.signedWhen.short NOT_A_PARTIAL_DATE'],
  ])('is refused with %s', async (_, input, expected) => {
    expect(faultsOf(await record(input))).toEqual([expected])
  })

  describe('and a standing of a location', () => {
    const add = (input: object) =>
      ancrage.request(
        head,
        'mutation ($input: AddLocationInput!) { addLocation(input: $input) { id version since sinceWhen { precision text } } }',
        { input },
      )

    it('keeps its precision through its changes', async () => {
      const deal = await deals.open({ openedOn: '2018-01-08' })
      const place = { deal, town: 'Venlo', country: 'NL', standing: 'CANDIDATE' }
      const { data } = await add({ ...place, sinceWhen: { short: 'early 2018-03' } })
      expect(data.addLocation).toMatchObject({
        since: '2018-03-10',
        sinceWhen: { precision: 'EARLY_MONTH', text: 'early March 2018' },
      })
      const { id, version } = data.addLocation
      const { updateLocation } = await ancrage.run(
        head,
        'mutation ($input: UpdateLocationInput!) { updateLocation(input: $input) { since history { standing since sinceWhen { precision } } } }',
        { input: { id, version, standing: 'REJECTED', sinceWhen: { short: '2018-Q2' } } },
      )
      expect(updateLocation).toEqual({
        since: '2018-06-30',
        history: [
          { standing: 'CANDIDATE', since: '2018-03-10', sinceWhen: { precision: 'EARLY_MONTH' } },
          { standing: 'REJECTED', since: '2018-06-30', sinceWhen: { precision: 'QUARTER' } },
        ],
      })
    })

    it('is refused with a day and a partial date, or a month to come', async () => {
      const deal = await deals.open({ openedOn: '2018-01-08' })
      const place = { deal, town: 'Venlo', country: 'NL', standing: 'CANDIDATE' }
      expect(faultsOf(await add({ ...place, since: '2018-05-01', sinceWhen: may }))).toEqual([
        'input.since|sinceWhen ONE_OF',
      ])
      expect(faultsOf(await add({ ...place, sinceWhen: { short: '2099' } }))).toEqual([
        'input.sinceWhen.from FUTURE_DAY',
      ])
    })
  })
})

describe('the short form of a partial date', () => {
  let ancrage: TestService
  let deals: DealClient
  beforeAll(async () => {
    ancrage = await startTestService()
    deals = dealClient(ancrage)
  }, 60_000)
  afterAll(() => ancrage.stop())

  it.each([
    ['2018-03-14', '2018-03-14', '2018-03-14', 'DAY'],
    ['early 2018-03', '2018-03-01', '2018-03-10', 'EARLY_MONTH'],
    ['mid 2018-03', '2018-03-11', '2018-03-20', 'MID_MONTH'],
    ['late 2016-02', '2016-02-21', '2016-02-29', 'LATE_MONTH'],
    ['2018-02', '2018-02-01', '2018-02-28', 'MONTH'],
    ['2018-Q4', '2018-10-01', '2018-12-31', 'QUARTER'],
    ['2018', '2018-01-01', '2018-12-31', 'YEAR'],
  ])('%s is %s to %s', async (short, from, to, precision) => {
    const deal = await deals.open({ openedOn: '2018-01-08', expectedDecision: { short } })
    const { deal: read } = await ancrage.run(
      head,
      'query ($deal: ID!) { deal(id: $deal) { expectedDecision { from to precision } } }',
      { deal },
    )
    expect(read.expectedDecision).toEqual({ from, to, precision })
  })

  it.each([
    '2018-Q5',
    '2018-13',
    '2018-02-30',
    'early 2018',
    'early 2018-03-01',
    '18',
    '1899',
    ' ',
    '2018-3',
  ])('refuses %j', async (short) => {
    const { errors } = await ancrage.request(
      head,
      'mutation ($input: OpenDealInput!) { openDeal(input: $input) { id } }',
      { input: { codeName: 'X', title: 'X', expectedDecision: { short } } },
    )
    expect(errors![0]!.extensions.fields).toMatchObject([
      { path: 'input.expectedDecision.short', code: 'NOT_A_PARTIAL_DATE' },
    ])
  })
})

describe('a claim of a partial date', () => {
  let ancrage: TestService
  let deal: string
  beforeAll(async () => {
    ancrage = await startTestService()
    deal = await dealClient(ancrage).open({ openedOn: '2018-01-08', codeName: 'Esneux' })
  }, 60_000)
  afterAll(() => ancrage.stop())

  const fields = 'id version statedOn statedWhen { precision text }'
  const record = (input: object) =>
    ancrage.request(
      head,
      `mutation ($input: RecordClaimInput!) { recordClaim(input: $input) { ${fields} } }`,
      { input: { deal, standing: 'CONFIRMED', source: { kind: 'PRESS', name: 'L’Echo' }, ...input } },
    )
  const factsOf = async (week: string) => {
    const { weeklySummary } = await ancrage.run(
      head,
      'query ($week: IsoWeek!) { weeklySummary(agency: "awex", week: $week) { facts { statement } } }',
      { week },
    )
    return weeklySummary.facts.map(({ statement }: { statement: string }) => statement)
  }
  const weeksOf = async (statement: string) => {
    const found: string[] = []
    for (const week of ['2018-W17', '2018-W18', '2018-W20', '2018-W22', '2018-W23'])
      if ((await factsOf(week)).includes(statement)) found.push(week)
    return found
  }

  it('is listed in each week in which it may have been stated', async () => {
    const { data } = await record({ statement: 'The hall is leased', statedWhen: { short: '2018-05' } })
    expect(data.recordClaim).toMatchObject({
      statedOn: '2018-05-31',
      statedWhen: { precision: 'MONTH', text: 'May 2018' },
    })
    expect(await weeksOf('The hall is leased')).toEqual(['2018-W18', '2018-W20', '2018-W22'])
    const { body } = await createDocumentFetch(ancrage)(head, 'awex/2018-W20.html?lang=fr')
    expect(readHtmlText(body)).toContain('mai 2018')
  })

  it('is listed in the week of its last day if only the day before it is known', async () => {
    await record({ statement: 'The hall is empty', statedWhen: { short: 'before 2018-05-16' } })
    expect(await weeksOf('The hall is empty')).toEqual(['2018-W20'])
  })

  it('may be graded from its first possible day on', async () => {
    const { data } = await record({ statement: 'The hall is sold', statedWhen: { short: '2018-05' } })
    const { id, version } = data.recordClaim
    const grade = (gradedOn: string, version: number) =>
      ancrage.request(head, 'mutation ($input: GradeClaimInput!) { gradeClaim(input: $input) { id } }', {
        input: { id, version, gradedOn, standing: 'DENIED', reason: 'The owner says so' },
      })
    expect((await grade('2018-05-10', version)).errors).toBeUndefined()
    const { errors } = await grade('2018-04-30', version + 1)
    expect(errors![0]!.extensions.fields).toMatchObject([{ path: 'input.gradedOn', code: 'TOO_EARLY' }])
    expect(await factsOf('2018-W18')).toContain('The hall is sold')
    expect(await factsOf('2018-W20')).not.toContain('The hall is sold')
  })

  it('is corrected to a month, and counted in each period in which it may have been stated', async () => {
    const { data } = await record({ statement: 'The hall is let', statedOn: '2018-05-03' })
    const { id, version } = data.recordClaim
    const { correctClaim } = await ancrage.run(
      head,
      'mutation ($input: CorrectClaimInput!) { correctClaim(input: $input) { statedOn statedWhen { precision } } }',
      { input: { id, version, reason: 'Only the quarter is known', statedWhen: { short: '2018-Q2' } } },
    )
    expect(correctClaim).toEqual({ statedOn: '2018-06-30', statedWhen: { precision: 'QUARTER' } })
    const { claimStats } = await ancrage.run(
      head,
      `query ($where: ClaimWhere) { claimStats(groupBy: [STATED_MONTH], measures: [CLAIMS], where: $where) { by { value } values { number } overlapping } }`,
      { where: { statement: { eq: 'The hall is let' } } },
    )
    expect(claimStats.map((cell: any) => [cell.by[0].value, Number(cell.values[0].number)])).toEqual([
      ['2018-04', 1],
      ['2018-05', 1],
      ['2018-06', 1],
    ])
    expect(claimStats[0].overlapping).toEqual(['STATED_MONTH'])
  })

  it('has exactly one of a day and a partial date', async () => {
    for (const date of [{}, { statedOn: '2018-05-03', statedWhen: { short: '2018-05' } }]) {
      const { errors } = await record({ statement: 'Undated', ...date })
      expect(errors![0]!.extensions.fields).toMatchObject([
        { path: 'input.statedOn|statedWhen', code: 'ONE_OF' },
      ])
    }
  })
})
