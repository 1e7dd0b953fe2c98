/** Partial dates as people write them, in four languages. */
import { parsePartialDate } from '../../web/src/day/partial-date.js'

const today = '2018-07-09'

const dates: [string, string, string, string][] = [
  ['2018-03-14', 'DAY', '2018-03-14', '2018-03-14'],
  ['14/3/2018', 'DAY', '2018-03-14', '2018-03-14'],
  ['14.3.2018', 'DAY', '2018-03-14', '2018-03-14'],
  ['14 March 2018', 'DAY', '2018-03-14', '2018-03-14'],
  ['1er mars 2018', 'DAY', '2018-03-01', '2018-03-01'],
  ['14. März 2018', 'DAY', '2018-03-14', '2018-03-14'],
  ['14 maart 2018', 'DAY', '2018-03-14', '2018-03-14'],
  ['today', 'DAY', '2018-07-09', '2018-07-09'],
  ['hier', 'DAY', '2018-07-08', '2018-07-08'],
  ['morgen', 'DAY', '2018-07-10', '2018-07-10'],
  ['gestern', 'DAY', '2018-07-08', '2018-07-08'],
  ['2018-02', 'MONTH', '2018-02-01', '2018-02-28'],
  ['Sept 2018', 'MONTH', '2018-09-01', '2018-09-30'],
  ['février 2020', 'MONTH', '2020-02-01', '2020-02-29'],
  ['août', 'MONTH', '2018-08-01', '2018-08-31'],
  ['oktober 2018', 'MONTH', '2018-10-01', '2018-10-31'],
  ['3/2019', 'MONTH', '2019-03-01', '2019-03-31'],
  ['early March 2018', 'EARLY_MONTH', '2018-03-01', '2018-03-10'],
  ['début mars 2018', 'EARLY_MONTH', '2018-03-01', '2018-03-10'],
  ['Anfang März 2018', 'EARLY_MONTH', '2018-03-01', '2018-03-10'],
  ['begin maart 2018', 'EARLY_MONTH', '2018-03-01', '2018-03-10'],
  ['mid-March 2018', 'MID_MONTH', '2018-03-11', '2018-03-20'],
  ['mi-mars 2018', 'MID_MONTH', '2018-03-11', '2018-03-20'],
  ['Mitte März 2018', 'MID_MONTH', '2018-03-11', '2018-03-20'],
  ['half maart 2018', 'MID_MONTH', '2018-03-11', '2018-03-20'],
  ['end of February 2018', 'LATE_MONTH', '2018-02-21', '2018-02-28'],
  ['fin février 2018', 'LATE_MONTH', '2018-02-21', '2018-02-28'],
  ['Ende Februar 2018', 'LATE_MONTH', '2018-02-21', '2018-02-28'],
  ['eind februari 2018', 'LATE_MONTH', '2018-02-21', '2018-02-28'],
  ['Q3 2018', 'QUARTER', '2018-07-01', '2018-09-30'],
  ['T3 2018', 'QUARTER', '2018-07-01', '2018-09-30'],
  ['2018-Q1', 'QUARTER', '2018-01-01', '2018-03-31'],
  ['3e trimestre 2018', 'QUARTER', '2018-07-01', '2018-09-30'],
  ['2. Quartal 2018', 'QUARTER', '2018-04-01', '2018-06-30'],
  ['4e kwartaal 2018', 'QUARTER', '2018-10-01', '2018-12-31'],
  ['2018', 'YEAR', '2018-01-01', '2018-12-31'],
  ['before 31 May 2018', 'BEFORE', '1900-01-01', '2018-05-30'],
  ['avant le 31 mai 2018', 'BEFORE', '1900-01-01', '2018-05-30'],
  ['vóór juli 2018', 'BEFORE', '1900-01-01', '2018-06-30'],
  ['vor dem 1. Juli 2018', 'BEFORE', '1900-01-01', '2018-06-30'],
  ['before 2018-03-14', 'BEFORE', '1900-01-01', '2018-03-13'],
  ['avant 2018', 'BEFORE', '1900-01-01', '2017-12-31'],
]

it.each(dates)('reads “%s” as %s from %s to %s', (text, precision, from, to) => {
  expect(parsePartialDate(text, today)).toEqual({ precision, from, to })
})

it.each([
  '',
  'soon',
  '31 February 2018',
  '2018-13',
  '14/13/2018',
  'very March 2018',
  'Q5 2018',
  'before',
  'before before 2018',
])('does not guess what “%s” means', (text) => {
  expect(parsePartialDate(text, today)).toBeNull()
})
