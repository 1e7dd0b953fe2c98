import { parseEcbRates } from './ecb.js'

const faultOf = (text: string): object => {
  try {
    return parseEcbRates(text, 'input.text')
  } catch (error) {
    const [fault] = (error as { fields: { code: string; params: object }[] }).fields
    return { code: fault!.code, ...fault!.params }
  }
}

/** The forms are as published; the numbers are test data. */
describe('parseEcbRates', () => {
  it('parses the file of all days, one row a day, and leaves out missing values', () => {
    expect(
      parseEcbRates('Date,USD,JPY,CYP,\n2018-03-12,1.2302,131.2,N/A,\n2018-03-09,1.2291,,N/A,\n', 'f'),
    ).toEqual([
      { currency: 'USD', day: '2018-03-12', rate: '1.2302' },
      { currency: 'JPY', day: '2018-03-12', rate: '131.2' },
      { currency: 'USD', day: '2018-03-09', rate: '1.2291' },
    ])
  })

  it('parses the file of one day, with spaces after commas and the month as a word', () => {
    expect(parseEcbRates('Date, USD, JPY, \n20 November 2026, 1.1, 160.25, \n', 'f')).toEqual([
      { currency: 'USD', day: '2026-11-20', rate: '1.1' },
      { currency: 'JPY', day: '2026-11-20', rate: '160.25' },
    ])
  })

  it('accepts a byte order mark, CRLF line ends and lines without a final comma', () => {
    expect(parseEcbRates('\uFEFFDate,USD\r\n2 March 2018,1.5\r\n\r\n', 'f')).toEqual([
      { currency: 'USD', day: '2018-03-02', rate: '1.5' },
    ])
  })

  it('accepts currencies that no longer exist', () => {
    expect(
      parseEcbRates('Date,CYP,EEK,\n2007-03-12,0.58,15.64,\n', 'f').map(({ currency }) => currency),
    ).toEqual(['CYP', 'EEK'])
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
  ])('rejects a malformed file: %j', (text, fault) => {
    expect(faultOf(text)).toEqual(fault)
  })
})
