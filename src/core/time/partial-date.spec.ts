import { languages } from '../locale.js'
import type { Precision } from './partial-date.js'
import { partialDate, precisions, printPartialDate, readPartialDate } from './partial-date.js'

const ranges: [Precision, string, string, string][] = [
  ['DAY', '2018-05-31', '2018-05-31', '2018-05-31'],
  ['EARLY_MONTH', '2018-03-05', '2018-03-01', '2018-03-10'],
  ['MID_MONTH', '2018-03-15', '2018-03-11', '2018-03-20'],
  ['LATE_MONTH', '2018-03-21', '2018-03-21', '2018-03-31'],
  ['LATE_MONTH', '2018-04-30', '2018-04-21', '2018-04-30'],
  ['LATE_MONTH', '2018-02-25', '2018-02-21', '2018-02-28'],
  ['LATE_MONTH', '2016-02-25', '2016-02-21', '2016-02-29'],
  ['LATE_MONTH', '1900-02-21', '1900-02-21', '1900-02-28'],
  ['MONTH', '2018-02-14', '2018-02-01', '2018-02-28'],
  ['MONTH', '2016-02-14', '2016-02-01', '2016-02-29'],
  ['MONTH', '2018-12-31', '2018-12-01', '2018-12-31'],
  ['QUARTER', '2018-01-01', '2018-01-01', '2018-03-31'],
  ['QUARTER', '2018-05-31', '2018-04-01', '2018-06-30'],
  ['QUARTER', '2018-09-30', '2018-07-01', '2018-09-30'],
  ['QUARTER', '2018-10-28', '2018-10-01', '2018-12-31'],
  ['YEAR', '2018-03-25', '2018-01-01', '2018-12-31'],
  ['BEFORE', '2018-05-30', '1900-01-01', '2018-05-30'],
]

describe('a partial date', () => {
  it.each(ranges)('%s around %s runs from %s to %s', (precision, day, from, to) => {
    expect(partialDate(precision, day)).toEqual({ from, to, precision })
  })

  const examples: Record<Precision, [string, string, string, string, string][]> = {
    DAY: [
      ['2018-05-31', '31 mai 2018', '31 mei 2018', '31. Mai 2018', '31 May 2018'],
      ['2018-06-01', '1er juin 2018', '1 juni 2018', '1. Juni 2018', '1 June 2018'],
      ['2016-02-29', '29 février 2016', '29 februari 2016', '29. Februar 2016', '29 February 2016'],
      ['2018-08-21', '21 août 2018', '21 augustus 2018', '21. August 2018', '21 August 2018'],
    ],
    EARLY_MONTH: [
      ['2018-03-01', 'début mars 2018', 'begin maart 2018', 'Anfang März 2018', 'early March 2018'],
      ['2018-04-01', 'début avril 2018', 'begin april 2018', 'Anfang April 2018', 'early April 2018'],
    ],
    MID_MONTH: [
      ['2018-10-11', 'mi-octobre 2018', 'half oktober 2018', 'Mitte Oktober 2018', 'mid-October 2018'],
    ],
    LATE_MONTH: [
      ['2018-12-21', 'fin décembre 2018', 'eind december 2018', 'Ende Dezember 2018', 'late December 2018'],
    ],
    MONTH: [['2018-02-01', 'février 2018', 'februari 2018', 'Februar 2018', 'February 2018']],
    QUARTER: [
      ['2018-01-01', '1er trimestre 2018', '1e kwartaal 2018', '1. Quartal 2018', 'Q1 2018'],
      ['2018-04-01', '2e trimestre 2018', '2e kwartaal 2018', '2. Quartal 2018', 'Q2 2018'],
      ['2018-07-01', '3e trimestre 2018', '3e kwartaal 2018', '3. Quartal 2018', 'Q3 2018'],
      ['2018-10-01', '4e trimestre 2018', '4e kwartaal 2018', '4. Quartal 2018', 'Q4 2018'],
    ],
    YEAR: [['2018-01-01', '2018', '2018', '2018', '2018']],
    BEFORE: [
      [
        '2018-05-30',
        'avant le 31 mai 2018',
        'vóór 31 mei 2018',
        'vor dem 31. Mai 2018',
        'before 31 May 2018',
      ],
      ['2018-06-30', 'avant juillet 2018', 'vóór juli 2018', 'vor Juli 2018', 'before July 2018'],
      ['2017-12-31', 'avant 2018', 'vóór 2018', 'vor 2018', 'before 2018'],
    ],
  }

  it.each(precisions)('%s prints in French, Dutch, German and English', (precision) => {
    for (const [day, ...texts] of examples[precision]) {
      const date = partialDate(precision, day)
      expect(languages.map((language) => printPartialDate(date, language))).toEqual(texts)
    }
  })

  it.each([
    ['before 2018-05-31', '2018-05-30'],
    ['before 2018-05', '2018-04-30'],
    ['Before 2018-Q3', '2018-06-30'],
    ['before 2018', '2017-12-31'],
  ])('reads “%s” as any day until %s', (text, to) => {
    expect(readPartialDate(text)).toEqual({ from: '1900-01-01', to, precision: 'BEFORE' })
  })

  it.each(['before', 'before early 2018-03', 'before 1900', 'before before 2018'])(
    'does not read “%s”',
    (text) => {
      expect(readPartialDate(text)).toBeNull()
    },
  )

  it('rejects a day that does not exist', () => {
    expect(() => partialDate('MONTH', '2018-02-30')).toThrow(RangeError)
  })
})
