import { dealClient, type DealClient } from './deal-client.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const operator = 'operator@ancrage.example'

const loading = `mutation ($input: LoadExchangeRatesInput!) { loadExchangeRates(input: $input) {
  added unchanged corrected firstDay lastDay source sha256 by { email } } }`
const listing = `query ($where: ExchangeRateWhere) { exchangeRates(where: $where, orderBy: [{ day: ASC }, { currency: ASC }, { recordedAt: ASC }]) {
  nodes { currency day rate source } totalCount } }`
const summing = `query ($where: DealWhere, $currency: String, $rateOn: Date, $asOf: Date, $knownAt: DateTime) {
  dealStats(where: $where, measures: [CAPEX_LOW, CAPEX_HIGH], currency: $currency, rateOn: $rateOn, asOf: $asOf, knownAt: $knownAt) {
    values { measure exact currency openEnded } rates { currency day rate } } }`

let ancrage: TestService
let deals: DealClient
beforeAll(async () => {
  ancrage = await startTestService()
  deals = dealClient(ancrage)
})
afterAll(() => ancrage.stop())
beforeEach(() => ancrage.owner.query('truncate exchange_rate, rate_load, deal cascade'))

const load = async (text: string, more: object = {}) =>
  (await ancrage.run(operator, loading, { input: { text, ...more } })).loadExchangeRates
const errorOf = async (request: Promise<{ errors?: any[] }>) => (await request).errors?.[0]
const readSum = async (args: object) => (await ancrage.run(head, summing, args)).dealStats[0]
const pause = () => new Promise((resolve) => setTimeout(resolve, 5))

/** Test data in the published form. */
const march = 'Date,USD,JPY,\n2018-03-12,1.25,130,\n2018-03-09,1.2,N/A,\n'

describe('exchange rates', () => {
  it('are loaded by an OPERATOR, and listed for every user with their source', async () => {
    expect(await load(march, { source: 'test data' })).toMatchObject({
      added: 3,
      unchanged: 0,
      corrected: 0,
      firstDay: '2018-03-09',
      lastDay: '2018-03-12',
      source: 'test data',
      by: { email: operator },
    })
    const { exchangeRates } = await ancrage.run('cabinet@jeholet.example', listing)
    expect(exchangeRates.nodes).toEqual([
      { currency: 'USD', day: '2018-03-09', rate: '1.2', source: 'test data' },
      { currency: 'JPY', day: '2018-03-12', rate: '130', source: 'test data' },
      { currency: 'USD', day: '2018-03-12', rate: '1.25', source: 'test data' },
    ])
  })

  it('are added only once if their file is loaded again', async () => {
    await load(march)
    expect(await load(march.replace('1.25', '1.2500'))).toMatchObject({
      added: 0,
      unchanged: 3,
      corrected: 0,
    })
    expect(await load('Date, USD, \n13 March 2018, 1.3, \n')).toMatchObject({ added: 1, unchanged: 0 })
    expect((await ancrage.run(head, listing)).exchangeRates.totalCount).toBe(4)
  })

  it('that contradict stored ones are rejected with their whole file', async () => {
    await load(march)
    const text = 'Date,USD,\n2018-03-13,1.3,\n2018-03-12,1.26,\n'
    expect(await errorOf(ancrage.request(operator, loading, { input: { text } }))).toMatchObject({
      message: expect.stringContaining('For USD on 2018-03-12 another rate is known: 1.25, not 1.26.'),
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'input.text', code: 'RATE_DIFFERS' }] },
    })
    expect((await ancrage.run(head, listing)).exchangeRates.totalCount).toBe(3)
  })

  it('of a future day are rejected with their whole file', async () => {
    const text = 'Date,USD,\n2199-03-13,1.3,\n2018-03-12,1.26,\n'
    expect(await errorOf(ancrage.request(operator, loading, { input: { text } }))).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'input.text', code: 'FUTURE_DAY' }] },
    })
    expect((await ancrage.run(head, listing)).exchangeRates.totalCount).toBe(0)
  })

  it('that are corrections are stored beside the corrected ones', async () => {
    await load(march)
    const text = 'Date,USD,\n2018-03-12,1.26,\n'
    expect(await load(text, { corrects: true })).toMatchObject({ added: 0, unchanged: 0, corrected: 1 })
    const where = { currency: { eq: 'USD' }, day: { eq: '2018-03-12' } }
    const { exchangeRates } = await ancrage.run(head, listing, { where })
    expect(exchangeRates.nodes.map(({ rate }: { rate: string }) => rate)).toEqual(['1.25', '1.26'])
  })

  it('cannot be loaded by a HEAD', async () => {
    const error = await errorOf(ancrage.request(head, loading, { input: { text: march } }))
    expect(error).toMatchObject({ extensions: { code: 'FORBIDDEN' } })
  })
})

describe('a sum in one currency', () => {
  const openDeal = (low: string, high: string | null, currency: string) =>
    deals.open({ codeName: currency, confidentiality: 'OPEN', capex: { low, high, currency } })

  it('is converted exactly through the euro, and lists its rates', async () => {
    await load(march)
    await openDeal('1000000.00', '2000000.00', 'EUR')
    await openDeal('125.00', '250.00', 'USD')
    await openDeal('1300.00', '2600.00', 'JPY')
    expect(await readSum({ currency: 'EUR', rateOn: '2018-03-12' })).toEqual({
      values: [
        { measure: 'CAPEX_LOW', exact: '1000110.00', currency: 'EUR', openEnded: false },
        { measure: 'CAPEX_HIGH', exact: '2000220.00', currency: 'EUR', openEnded: false },
      ],
      rates: [
        { currency: 'JPY', day: '2018-03-12', rate: '130' },
        { currency: 'USD', day: '2018-03-12', rate: '1.25' },
      ],
    })
    const inDollars = await readSum({ currency: 'USD', rateOn: '2018-03-12' })
    expect(inDollars.values[0].exact).toBe('1250137.50')
  })

  it('has no upper end if one of its amounts has none', async () => {
    await load(march)
    await openDeal('100.00', '200.00', 'EUR')
    await openDeal('125.00', null, 'USD')
    const { values } = await readSum({ currency: 'EUR', rateOn: '2018-03-12' })
    expect(values[1]).toEqual({ measure: 'CAPEX_HIGH', exact: null, currency: 'EUR', openEnded: true })
  })

  it('uses the latest rate of seven days, because there is none at weekends', async () => {
    await load(march)
    await openDeal('120.00', '120.00', 'USD')
    expect((await readSum({ currency: 'EUR', rateOn: '2018-03-11' })).values[0].exact).toBe('100.00')
    expect((await readSum({ currency: 'EUR', rateOn: '2018-03-18' })).rates).toEqual([
      { currency: 'USD', day: '2018-03-12', rate: '1.25' },
    ])
    const error = await errorOf(ancrage.request(head, summing, { currency: 'EUR', rateOn: '2018-03-19' }))
    expect(error).toMatchObject({
      message: expect.stringContaining('There is no exchange rate for USD on 2018-03-19'),
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'currency', code: 'NO_RATE' }] },
    })
  })

  it('needs no rate if all amounts are in that currency', async () => {
    await openDeal('100.00', '200.00', 'USD')
    expect(await readSum({ currency: 'USD' })).toMatchObject({
      values: [{ exact: '100.00' }, { exact: '200.00' }],
      rates: [],
    })
  })

  it('uses the rates of `asOf` by default', async () => {
    await load(march)
    await openDeal('120.00', '120.00', 'USD')
    expect((await readSum({ currency: 'EUR', asOf: '2018-03-10' })).values[0].exact).toBe('100.00')
  })

  it('as known at an instant does not include later corrections', async () => {
    await load(march)
    await openDeal('126.00', '126.00', 'USD')
    await pause()
    const knownAt = new Date().toISOString()
    await pause()
    await load('Date,USD,\n2018-03-12,1.26,\n', { corrects: true })
    expect((await readSum({ currency: 'EUR', rateOn: '2018-03-12' })).values[0].exact).toBe('100.00')
    expect((await readSum({ currency: 'EUR', rateOn: '2018-03-12', knownAt })).values[0].exact).toBe('100.80')
  })

  it.each([
    [{ currency: 'ABC' }, 'currency', 'UNKNOWN_CURRENCY'],
    [{ currency: 'EUR', rateOn: '2999-01-01' }, 'rateOn', 'NOT_A_DAY'],
    [{ currency: 'EUR', rateOn: '2199-01-01' }, 'rateOn', 'FUTURE_DAY'],
    [{ rateOn: '2018-03-12' }, 'rateOn', 'WITHOUT_EFFECT'],
  ])('is rejected for %j', async (args, path, code) => {
    const error = await errorOf(ancrage.request(head, summing, args))
    expect(error.extensions.fields).toMatchObject([{ path, code }])
  })
})
