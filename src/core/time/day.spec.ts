import fc from 'fast-check'
import { addDays, dayOf, daysBetween, isDay, startOfDay } from './day.js'

describe('a day', () => {
  it.each(['2018-05-31', '2016-02-29', '2000-02-29', '1900-01-01', '2200-12-31'])('%s exists', (text) => {
    expect(isDay(text)).toBe(true)
  })

  it.each([
    '2018-02-30',
    '2018-02-29',
    '1900-02-29',
    '2018-13-01',
    '2018-00-10',
    '2018-04-31',
    '1899-12-31',
    '2201-01-01',
    '2018-5-31',
    '20180531',
    '2018-W22',
    '2018-05-31T00:00',
    '2018-05-31\n',
    ' 2018-05-31',
    '+02018-05-31',
    '２０１８-05-31',
    '',
  ])('%j does not exist', (text) => {
    expect(isDay(text)).toBe(false)
  })

  it.each([
    ['winter, before midnight', '2018-01-31T22:59:59.999Z', '2018-01-31'],
    ['winter, at midnight', '2018-01-31T23:00:00.000Z', '2018-02-01'],
    ['summer, before midnight', '2018-05-30T21:59:59.999Z', '2018-05-30'],
    ['summer, at midnight', '2018-05-30T22:00:00.000Z', '2018-05-31'],
    ['the Sunday that summer time begins, at its first minute', '2018-03-24T23:00:00Z', '2018-03-25'],
    ['the Sunday that summer time begins, at its last minute', '2018-03-25T21:59:00Z', '2018-03-25'],
    ['the Sunday that summer time ends, at its first minute', '2018-10-27T22:00:00Z', '2018-10-28'],
    ['the Sunday that summer time ends, at its last minute', '2018-10-28T22:59:00Z', '2018-10-28'],
    ["New Year's Eve in Brussels", '2018-12-31T22:59:00Z', '2018-12-31'],
    ["New Year's Day in Brussels", '2018-12-31T23:00:00Z', '2019-01-01'],
  ])('is the one in Brussels: %s', (_, instant, day) => {
    expect(dayOf(new Date(instant))).toBe(day)
  })

  it.each([
    ['2018-01-15', '2018-01-14T23:00:00.000Z'],
    ['2018-03-25', '2018-03-24T23:00:00.000Z'],
    ['2018-03-26', '2018-03-25T22:00:00.000Z'],
    ['2018-10-28', '2018-10-27T22:00:00.000Z'],
    ['2018-10-29', '2018-10-28T23:00:00.000Z'],
  ])('%s begins at %s', (day, instant) => {
    expect(startOfDay(day).toISOString()).toBe(instant)
  })

  it.each([
    ['2018-03-24', 1, '2018-03-25'],
    ['2018-03-25', 1, '2018-03-26'],
    ['2018-10-28', 1, '2018-10-29'],
    ['2018-12-31', 1, '2019-01-01'],
    ['2016-02-28', 1, '2016-02-29'],
    ['2018-03-01', -1, '2018-02-28'],
    ['2018-01-01', 365, '2019-01-01'],
  ])('%s plus %i is %s', (day, days, later) => {
    expect(addDays(day, days)).toBe(later)
    expect(daysBetween(day, later)).toBe(days)
  })

  it('is rejected by arithmetic when it does not exist', () => {
    expect(() => addDays('2018-02-30', 1)).toThrow(RangeError)
    expect(() => daysBetween('2018-02-01', 'tomorrow')).toThrow(RangeError)
    expect(() => startOfDay('2018-02-30')).toThrow(RangeError)
    expect(() => dayOf(new Date(NaN))).toThrow(RangeError)
  })

  it('contains every instant from its start to the start of the next day', () => {
    const anyInstant = fc.date({
      min: new Date('1950-01-01'),
      max: new Date('2100-01-01'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const day = dayOf(instant)
        expect(startOfDay(day).getTime()).toBeLessThanOrEqual(instant.getTime())
        expect(startOfDay(addDays(day, 1)).getTime()).toBeGreaterThan(instant.getTime())
      }),
    )
  })
})
