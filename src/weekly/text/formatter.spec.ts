import { languages } from '../../core/locale.js'
import { formatterFor, type Formatter } from './formatter.js'

/** Replaces non-breaking and narrow spaces, which look like spaces in the source of a test. */
const replaceSpaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

const formatInEachLanguage = (format: (formatter: Formatter) => string) =>
  Object.fromEntries(languages.map((language) => [language, replaceSpaces(format(formatterFor(language)))]))

describe('the formatter of each language', () => {
  it('formats numbers, changes and percentages', () => {
    expect(formatInEachLanguage((t) => t.formatNumber(1234567))).toEqual({
      FR: '1 234 567',
      NL: '1.234.567',
      DE: '1.234.567',
      EN: '1,234,567',
    })
    expect(formatInEachLanguage((t) => t.formatChange(-1000))).toEqual({
      FR: '−1 000',
      NL: '−1.000',
      DE: '−1.000',
      EN: '−1,000',
    })
    expect(formatInEachLanguage((t) => t.formatChange(2)).FR).toBe('+2')
    expect(formatInEachLanguage((t) => t.formatChange(0)).FR).toBe('0')
    expect(formatInEachLanguage((t) => t.formatPercent(60))).toEqual({
      FR: '60 %',
      NL: '60%',
      DE: '60 %',
      EN: '60%',
    })
  })

  it('formats ranges, including open-ended ranges and ranges of one number', () => {
    expect(formatInEachLanguage((t) => t.formatRange({ low: 200, high: 999 }))).toEqual({
      FR: '200 à 999',
      NL: '200 tot 999',
      DE: '200 bis 999',
      EN: '200 to 999',
    })
    expect(formatInEachLanguage((t) => t.formatRange({ low: 1000, high: null }))).toEqual({
      FR: '1 000 ou plus',
      NL: '1.000 of meer',
      DE: '1.000 oder mehr',
      EN: '1,000 or more',
    })
    expect(formatterFor('EN').formatRange({ low: 7, high: 7 })).toBe('7')
  })

  it('formats days, partial dates, and times in Brussels', () => {
    expect(formatInEachLanguage((t) => t.formatDay('2018-06-01'))).toEqual({
      FR: '1er juin 2018',
      NL: '1 juni 2018',
      DE: '1. Juni 2018',
      EN: '1 June 2018',
    })
    const early = { from: '2018-03-01', to: '2018-03-10', precision: 'EARLY_MONTH' } as const
    expect(formatInEachLanguage((t) => t.formatPartialDate(early))).toEqual({
      FR: 'début mars 2018',
      NL: 'begin maart 2018',
      DE: 'Anfang März 2018',
      EN: 'early March 2018',
    })
    expect(formatInEachLanguage((t) => t.formatInstant('2018-05-30T22:30:00Z'))).toEqual({
      FR: '31 mai 2018 à 00:30',
      NL: '31 mei 2018 om 00:30 uur',
      DE: '31. Mai 2018 um 00:30 Uhr',
      EN: '31 May 2018 at 00:30',
    })
    expect(
      replaceSpaces(formatterFor('EN').formatHours('2018-07-03T10:00:00Z', '2018-07-03T12:00:00Z')),
    ).toBe('3 July 2018 at 12:00 – 14:00')
  })

  it('formats amounts exactly, to the last digit', () => {
    expect(formatInEachLanguage((t) => t.formatMoney('12800000000', 'EUR'))).toEqual({
      FR: '12 800 000 000 €',
      NL: '€ 12.800.000.000',
      DE: '12.800.000.000 €',
      EN: '€12,800,000,000',
    })
    expect(replaceSpaces(formatterFor('DE').formatMoney('999999999999999999.99', 'EUR'))).toBe(
      '999.999.999.999.999.999,99 €',
    )
  })

  it('chooses between singular and plural', () => {
    expect(formatInEachLanguage((t) => t.translateCount('more', 1)).NL).toMatch(/^Nog 1 regel:/)
    expect(formatInEachLanguage((t) => t.translateCount('more', 1200)).NL).toMatch(/^Nog 1\.200 regels:/)
    expect(formatInEachLanguage((t) => t.translateCount('without', 1)).DE).toBe('1 Dossier ohne Angabe')
  })
})
