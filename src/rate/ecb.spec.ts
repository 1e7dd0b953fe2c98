import { ecbRates } from './ecb.js'

const faultOf = (text: string): object => {
  try {
    return ecbRates(text, 'input.text')
  } catch (error) {
    const [fault] = (error as { fields: { code: string; params: object }[] }).fields
    return { code: fault!.code, ...fault!.params }
  }
}

/** Forms as published; the numbers are test data. */
describe('a file of reference rates', () => {
  it('of all days has a row a day, and leaves out what is not there', () => {
    expect(
      ecbRates('Date,USD,JPY,CYP,\n2018-03-12,1.2302,131.2,N/A,\n2018-03-09,1.2291,,N/A,\n', 'f'),
    ).toEqual([
      { currency: 'USD', day: '2018-03-12', rate: '1.2302' },
      { currency: 'JPY', day: '2018-03-12', rate: '131.2' },
      { currency: 'USD', day: '2018-03-09', rate: '1.2291' },
    ])
  })

  it('of one day has spaces behind its commas, and writes the month out', () => {
    expect(ecbRates('Date, USD, JPY, \n20 November 2026, 1.1, 160.25, \n', 'f')).toEqual([
      { currency: 'USD', day: '2026-11-20', rate: '1.1' },
      { currency: 'JPY', day: '2026-11-20', rate: '160.25' },
    ])
  })

  it('may begin with a byte order mark, end its lines as Windows does, and have no comma at their ends', () => {
    expect(ecbRates('\uFEFFDate,USD\r\n2 March 2018,1.5\r\n\r\n', 'f')).toEqual([
      { currency: 'USD', day: '2018-03-02', rate: '1.5' },
    ])
  })

  it('of all days has currencies that are no more', () => {
    expect(ecbRates('Date,CYP,EEK,\n2007-03-12,0.58,15.64,\n', 'f').map(({ currency }) => currency)).toEqual([
      'CYP',
      'EEK',
    ])
  })

  it.each([
    ['', { code: 'RATES_HEADING', value: '' }],
    ['Date,USD,\n', { code: 'RATES_HEADING', value: 'Date,USD,' }],
    ['Day,USD,\n2018-03-12,1,\n', { code: 'RATES_HEADING', value: 'Day,USD,' }],
    ['Date,USD,USD,\n2018-03-12,1,1,\n', { code: 'RATES_HEADING', value: 'Date,USD,USD,' }],
    ['Date,EUR,\n2018-03-12,1,\n', { code: 'RATES_HEADING', value: 'Date,EUR,' }],
    ['Date,USD,ZZZ,\n2018-03-12,1,1,\n', { code: 'UNKNOWN_CURRENCY', value: 'ZZZ' }],
    ['Date,XAU,\n2018-03-12,1,\n', { code: 'UNKNOWN_CURRENCY', value: 'XAU' }],
    ['Date,USD,\n2018-02-30,1,\n', { code: 'RATES_LINE', line: 2, value: '2018-02-30,1,' }],
    [
      'Date,USD,\n2018-03-12,1,\n31 April 2018,1,\n',
      { code: 'RATES_LINE', line: 3, value: '31 April 2018,1,' },
    ],
    ['Date,USD,\n2018-03-12,-1,\n', { code: 'RATES_LINE', line: 2, value: '2018-03-12,-1,' }],
    ['Date,USD,\n2018-03-12,0,\n', { code: 'RATES_LINE', line: 2, value: '2018-03-12,0,' }],
    ['Date,USD,\n2018-03-12,1e3,\n', { code: 'RATES_LINE', line: 2, value: '2018-03-12,1e3,' }],
    ['Date,USD,\n2018-03-12,1,2,\n', { code: 'RATES_LINE', line: 2, value: '2018-03-12,1,2,' }],
    ['Date,USD,JPY,\n2018-03-12,1\n', { code: 'RATES_LINE', line: 2, value: '2018-03-12,1' }],
    [
      'Date,USD,\n2018-03-12,1,\n12 March 2018,2,\n',
      { code: 'RATES_TWICE', currency: 'USD', day: '2018-03-12' },
    ],
  ])('is refused where it is none: %j', (text, fault) => {
    expect(faultOf(text)).toEqual(fault)
  })
})
