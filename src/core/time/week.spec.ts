import { addDays } from './day.js'
import { isWeek, previousWeek, weekOf, weekRange } from './week.js'

describe('a week', () => {
  it.each(['2018-W01', '2018-W22', '2018-W52', '2015-W53', '2020-W53', '2026-W53'])('%s exists', (text) => {
    expect(isWeek(text)).toBe(true)
  })

  it.each([
    '2018-W53',
    '2019-W53',
    '2018-W00',
    '2018-W54',
    '2018-W1',
    '2018W22',
    '2018-w22',
    '2018-W22-1',
    '1899-W01',
    '',
  ])('%j does not exist', (text) => {
    expect(isWeek(text)).toBe(false)
  })

  it.each([
    ['2018-W10', '2018-03-05', '2018-03-11'],
    ['2018-W12', '2018-03-19', '2018-03-25'],
    ['2018-W22', '2018-05-28', '2018-06-03'],
    ['2018-W27', '2018-07-02', '2018-07-08'],
    ['2018-W43', '2018-10-22', '2018-10-28'],
    ['2019-W01', '2018-12-31', '2019-01-06'],
    ['2020-W53', '2020-12-28', '2021-01-03'],
    ['2016-W52', '2016-12-26', '2017-01-01'],
  ])('%s runs from %s to %s', (week, from, to) => {
    expect(weekRange(week)).toEqual({ from, to })
    expect([0, 1, 2, 3, 4, 5, 6].map((days) => weekOf(addDays(from, days)))).toEqual(Array(7).fill(week))
    expect(weekOf(addDays(from, -1))).toBe(previousWeek(week))
  })

  it.each([
    ['2018-W52', '2019-W01'],
    ['2020-W52', '2020-W53'],
    ['2020-W53', '2021-W01'],
    ['2018-W12', '2018-W13'],
  ])('%s is followed by %s', (week, next) => {
    expect(previousWeek(next)).toBe(week)
  })

  it('is rejected by arithmetic when it does not exist', () => {
    expect(() => weekRange('2018-W53')).toThrow(RangeError)
    expect(() => previousWeek('2018-W53')).toThrow(RangeError)
    expect(() => weekOf('2018-02-30')).toThrow(RangeError)
  })
})
