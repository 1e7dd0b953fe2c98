import { languages } from '../../core/locale.js'
import { formatAmount, formatAmountRange } from './amount.js'

/** Non-breaking and narrow spaces look like spaces in the source of a test. */
const inEachLanguage = (format: (language: (typeof languages)[number]) => string) =>
  languages.map((language) => format(language).replace(/[\u00a0\u202f]/g, ' '))

describe('an amount in a sentence', () => {
  it.each([
    ['17364730000', 'EUR', ['17,4 milliards d’euros', '€ 17,4 miljard', '17,4 Mrd. Euro', '€17.4 billion']],
    ['1000000000', 'EUR', ['1 milliard d’euros', '€ 1 miljard', '1 Mrd. Euro', '€1 billion']],
    ['999960000', 'EUR', ['1 milliard d’euros', '€ 1 miljard', '1 Mrd. Euro', '€1 billion']],
    ['2500000', 'EUR', ['2,5 millions d’euros', '€ 2,5 miljoen', '2,5 Mio. Euro', '€2.5 million']],
    ['1500000', 'EUR', ['1,5 million d’euros', '€ 1,5 miljoen', '1,5 Mio. Euro', '€1.5 million']],
    ['999499', 'EUR', ['999 000 euros', '€ 999.000', '999.000 Euro', '€999,000']],
    ['350000', 'EUR', ['350 000 euros', '€ 350.000', '350.000 Euro', '€350,000']],
    ['9500.5', 'EUR', ['9 500,5 euros', '€ 9.500,5', '9.500,5 Euro', '€9,500.5']],
    [
      '12800000000',
      'USD',
      [
        '12,8 milliards de dollars des États-Unis',
        'US$ 12,8 miljard',
        '12,8 Mrd. US-Dollar',
        'US$12.8 billion',
      ],
    ],
  ])('%s %s', (amount, currency, expected) => {
    expect(inEachLanguage((language) => formatAmount(language, amount, currency))).toEqual(expected)
  })

  it.each([
    [
      '12000000000',
      '17364730000',
      [
        'entre 12 et 17,4 milliards d’euros',
        'tussen € 12 miljard en € 17,4 miljard',
        '12 bis 17,4 Mrd. Euro',
        'between €12 billion and €17.4 billion',
      ],
    ],
    [
      '900000000',
      '1200000000',
      [
        'entre 900 millions d’euros et 1,2 milliard d’euros',
        'tussen € 900 miljoen en € 1,2 miljard',
        '900 Mio. Euro bis 1,2 Mrd. Euro',
        'between €900 million and €1.2 billion',
      ],
    ],
    [
      '10000000',
      null,
      [
        'au moins 10 millions d’euros',
        'minstens € 10 miljoen',
        'mindestens 10 Mio. Euro',
        'at least €10 million',
      ],
    ],
    ['10000000', '10000001', ['10 millions d’euros', '€ 10 miljoen', '10 Mio. Euro', '€10 million']],
  ])('%s to %s', (low, high, expected) => {
    expect(inEachLanguage((language) => formatAmountRange(language, { low, high, currency: 'EUR' }))).toEqual(
      expected,
    )
  })
})
