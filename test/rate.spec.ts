import { dealClient, type DealClient } from './deal-client.js'
import { anAncrage, type Ancrage } from './ancrage.js'

const head = 'head@awex.example'
const admin = 'admin@awex.example'

const loading = `mutation ($input: LoadExchangeRatesInput!) { loadExchangeRates(input: $input) {
  added unchanged corrected firstDay lastDay source sha256 by { email } } }`
const listing = `query ($where: ExchangeRateWhere) { exchangeRates(where: $where, orderBy: [{ day: ASC }, { currency: ASC }, { recordedAt: ASC }]) {
  nodes { currency day rate source } totalCount } }`
const summing = `query ($where: DealWhere, $currency: String, $rateOn: Date, $asOf: Date, $knownAt: DateTime) {
  dealStats(where: $where, measures: [CAPEX_LOW, CAPEX_HIGH], currency: $currency, rateOn: $rateOn, asOf: $asOf, knownAt: $knownAt) {
    values { measure exact currency openEnded } rates { currency day rate } } }`

let ancrage: Ancrage
let deals: DealClient
beforeAll(async () => {
  ancrage = await anAncrage()
  deals = dealClient(ancrage)
})
afterAll(() => ancrage.stop())
beforeEach(() => ancrage.owner.query('truncate exchange_rate, rate_load, deal cascade'))

const load = async (text: string, more: object = {}) =>
  (await ancrage.get(admin, loading, { input: { text, ...more } })).loadExchangeRates
const refused = async (asking: Promise<{ errors?: any[] }>) => (await asking).errors?.[0]
const sum = async (asked: object) => (await ancrage.get(head, summing, asked)).dealStats[0]
const later = () => new Promise((resolve) => setTimeout(resolve, 5))

/** Test data in the published form. */
const march = 'Date,USD,JPY,\n2018-03-12,1.25,130,\n2018-03-09,1.2,N/A,\n'

describe('exchange rates', () => {
  it('are read in by an ADMIN, and listed for everybody with their source', async () => {
    expect(await load(march, { source: 'test data' })).toMatchObject({
      added: 3,
      unchanged: 0,
      corrected: 0,
      firstDay: '2018-03-09',
      lastDay: '2018-03-12',
      source: 'test data',
      by: { email: admin },
    })
    const { exchangeRates } = await ancrage.get('cabinet@jeholet.example', listing)
    expect(exchangeRates.nodes).toEqual([
      { currency: 'USD', day: '2018-03-09', rate: '1.2', source: 'test data' },
      { currency: 'JPY', day: '2018-03-12', rate: '130', source: 'test data' },
      { currency: 'USD', day: '2018-03-12', rate: '1.25', source: 'test data' },
    ])
  })

  it('are added once, however often their file is read in', async () => {
    await load(march)
    expect(await load(march.replace('1.25', '1.2500'))).toMatchObject({
      added: 0,
      unchanged: 3,
      corrected: 0,
    })
    expect(await load('Date, USD, \n13 March 2018, 1.3, \n')).toMatchObject({ added: 1, unchanged: 0 })
    expect((await ancrage.get(head, listing)).exchangeRates.totalCount).toBe(4)
  })

  it('that contradict what is known are refused with their whole file', async () => {
    await load(march)
    const text = 'Date,USD,\n2018-03-13,1.3,\n2018-03-12,1.26,\n'
    expect(await refused(ancrage.ask(admin, loading, { input: { text } }))).toMatchObject({
      message: expect.stringContaining('For USD on 2018-03-12 another rate is known: 1.25, not 1.26.'),
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'input.text', code: 'RATE_DIFFERS' }] },
    })
    expect((await ancrage.get(head, listing)).exchangeRates.totalCount).toBe(3)
  })

  it('of a day to come are refused with their whole file', async () => {
    const text = 'Date,USD,\n2199-03-13,1.3,\n2018-03-12,1.26,\n'
    expect(await refused(ancrage.ask(admin, loading, { input: { text } }))).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'input.text', code: 'FUTURE_DAY' }] },
    })
    expect((await ancrage.get(head, listing)).exchangeRates.totalCount).toBe(0)
  })

  it('are corrected beside what they correct', async () => {
    await load(march)
    const text = 'Date,USD,\n2018-03-12,1.26,\n'
    expect(await load(text, { corrects: true })).toMatchObject({ added: 0, unchanged: 0, corrected: 1 })
    const where = { currency: { eq: 'USD' }, day: { eq: '2018-03-12' } }
    const { exchangeRates } = await ancrage.get(head, listing, { where })
    expect(exchangeRates.nodes.map(({ rate }: { rate: string }) => rate)).toEqual(['1.25', '1.26'])
  })

  it('are read in by nobody else', async () => {
    const said = await refused(ancrage.ask(head, loading, { input: { text: march } }))
    expect(said).toMatchObject({ extensions: { code: 'FORBIDDEN' } })
  })
})

describe('a sum in one currency', () => {
  const invest = (low: string, high: string | null, currency: string) =>
    deals.open({ codeName: currency, confidentiality: 'OPEN', capex: { low, high, currency } })

  it('goes over the euro, exactly, and says which rates it used', async () => {
    await load(march)
    await invest('1000000.00', '2000000.00', 'EUR')
    await invest('125.00', '250.00', 'USD')
    await invest('1300.00', '2600.00', 'JPY')
    expect(await sum({ currency: 'EUR', rateOn: '2018-03-12' })).toEqual({
      values: [
        { measure: 'CAPEX_LOW', exact: '1000110.00', currency: 'EUR', openEnded: false },
        { measure: 'CAPEX_HIGH', exact: '2000220.00', currency: 'EUR', openEnded: false },
      ],
      rates: [
        { currency: 'JPY', day: '2018-03-12', rate: '130' },
        { currency: 'USD', day: '2018-03-12', rate: '1.25' },
      ],
    })
    const inDollars = await sum({ currency: 'USD', rateOn: '2018-03-12' })
    expect(inDollars.values[0].exact).toBe('1250137.50')
  })

  it('has no upper end where one of them has none', async () => {
    await load(march)
    await invest('100.00', '200.00', 'EUR')
    await invest('125.00', null, 'USD')
    const { values } = await sum({ currency: 'EUR', rateOn: '2018-03-12' })
    expect(values[1]).toEqual({ measure: 'CAPEX_HIGH', exact: null, currency: 'EUR', openEnded: true })
  })

  it('takes the latest rate of seven days, for rates rest at weekends', async () => {
    await load(march)
    await invest('120.00', '120.00', 'USD')
    expect((await sum({ currency: 'EUR', rateOn: '2018-03-11' })).values[0].exact).toBe('100.00')
    expect((await sum({ currency: 'EUR', rateOn: '2018-03-18' })).rates).toEqual([
      { currency: 'USD', day: '2018-03-12', rate: '1.25' },
    ])
    const said = await refused(ancrage.ask(head, summing, { currency: 'EUR', rateOn: '2018-03-19' }))
    expect(said).toMatchObject({
      message: expect.stringContaining('There is no exchange rate for USD on 2018-03-19'),
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'currency', code: 'NO_RATE' }] },
    })
  })

  it('needs no rate where all is in that currency', async () => {
    await invest('100.00', '200.00', 'USD')
    expect(await sum({ currency: 'USD' })).toMatchObject({
      values: [{ exact: '100.00' }, { exact: '200.00' }],
      rates: [],
    })
  })

  it('takes the rates of `asOf` where no day of their own is given', async () => {
    await load(march)
    await invest('120.00', '120.00', 'USD')
    expect((await sum({ currency: 'EUR', asOf: '2018-03-10' })).values[0].exact).toBe('100.00')
  })

  it('asked again as of an instant is what it was before a correction', async () => {
    await load(march)
    await invest('126.00', '126.00', 'USD')
    await later()
    const knownAt = new Date().toISOString()
    await later()
    await load('Date,USD,\n2018-03-12,1.26,\n', { corrects: true })
    expect((await sum({ currency: 'EUR', rateOn: '2018-03-12' })).values[0].exact).toBe('100.00')
    expect((await sum({ currency: 'EUR', rateOn: '2018-03-12', knownAt })).values[0].exact).toBe('100.80')
  })

  it.each([
    [{ currency: 'ABC' }, 'currency', 'UNKNOWN_CURRENCY'],
    [{ currency: 'EUR', rateOn: '2999-01-01' }, 'rateOn', 'NOT_A_DAY'],
    [{ currency: 'EUR', rateOn: '2199-01-01' }, 'rateOn', 'FUTURE_DAY'],
    [{ rateOn: '2018-03-12' }, 'rateOn', 'WITHOUT_EFFECT'],
  ])('is refused for %j', async (asked, path, code) => {
    const said = await refused(ancrage.ask(head, summing, asked))
    expect(said.extensions.fields).toMatchObject([{ path, code }])
  })
})
