import { periodOf, readPeriod } from './period.js'

it.each([
  ['2018-W22', 'WEEK', '2018-05-28', '2018-06-03'],
  ['2019-W01', 'WEEK', '2018-12-31', '2019-01-06'],
  ['2018-02', 'MONTH', '2018-02-01', '2018-02-28'],
  ['2020-02', 'MONTH', '2020-02-01', '2020-02-29'],
  ['2018-Q1', 'QUARTER', '2018-01-01', '2018-03-31'],
  ['2018-Q4', 'QUARTER', '2018-10-01', '2018-12-31'],
  ['2018', 'YEAR', '2018-01-01', '2018-12-31'],
])('reads %s as a period with its days', (code, kind, from, to) => {
  expect(readPeriod(code)).toEqual({ kind, code, from, to })
  expect(readPeriod(code.toLowerCase())?.code).toBe(code)
  for (const day of [from, to]) expect(periodOf(readPeriod(code)!.kind, day)).toBe(code)
})

it.each([
  '2018-13',
  '2018-00',
  '2018-Q5',
  '2018-Q0',
  '2018-W53',
  '1899',
  '2201',
  '18',
  '2018-05-01',
  '',
  'Q1-2018',
])('refuses %p, which is no period', (text) => expect(readPeriod(text)).toBeNull())
