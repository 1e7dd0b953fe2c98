/** ISO weeks across the ends of years. */
import { mondayOfWeek, shiftWeek, weekOf } from '../../web/src/day/week.js'

it.each([
  ['2018-07-03', '2018-W27'],
  ['2018-12-31', '2019-W01'],
  ['2021-01-03', '2020-W53'],
  ['2021-01-04', '2021-W01'],
  ['2016-01-01', '2015-W53'],
  ['2018-03-25', '2018-W12'],
  ['2018-10-28', '2018-W43'],
])('puts %s into %s', (day, week) => {
  expect(weekOf(day)).toBe(week)
})

it('goes from week to week over New Year', () => {
  expect(shiftWeek('2020-W53', 1)).toBe('2021-W01')
  expect(shiftWeek('2021-W01', -1)).toBe('2020-W53')
  expect(mondayOfWeek('2019-W01')).toBe('2018-12-31')
})
