import { findAppError } from '../core/error/find-app-error.js'
import { resolveMeetingTime, type MeetingTimeInput, type MeetingTime } from './meeting-time.js'

const day = (from: string) => ({ from, to: from, precision: 'DAY' as const })
const march = { from: '2018-03-01', to: '2018-03-10', precision: 'EARLY_MONTH' as const }

describe('resolveMeetingTime', () => {
  it('keeps a range of days as entered', () => {
    expect(resolveMeetingTime({ when: march })).toEqual({ when: march, startsAt: null, endsAt: null })
  })

  it.each([
    ['just before midnight in summer', '2018-07-03T21:59:59.999Z', '2018-07-03'],
    ['at midnight in summer', '2018-07-03T22:00:00Z', '2018-07-04'],
    ['just before midnight in winter', '2018-01-03T22:59:59.999Z', '2018-01-03'],
    ['at midnight in winter', '2018-01-03T23:00:00Z', '2018-01-04'],
    ['as the clocks go forward', '2018-03-25T01:00:00Z', '2018-03-25'],
    ['at the end of the short day', '2018-03-25T21:59:59Z', '2018-03-25'],
    ['at the end of the long day', '2018-10-28T22:59:59Z', '2018-10-28'],
    ['on New Year’s Eve', '2018-12-31T23:00:00Z', '2019-01-01'],
  ])('derives the Brussels day from an exact start: %s', (_, startsAt, expected) => {
    expect(resolveMeetingTime({ startsAt })).toMatchObject({
      when: day(expected),
      startsAt: new Date(startsAt),
    })
    expect(resolveMeetingTime({ startsAt, when: day(expected) }).when).toEqual(day(expected))
  })

  const startsAt = '2018-07-03T10:00:00Z'
  const exact = resolveMeetingTime({ startsAt, endsAt: '2018-07-03T12:00:00Z' })

  it.each<[string, MeetingTimeInput, MeetingTime | undefined, string, string]>([
    ['a meeting without a day or a start', {}, undefined, 'input.when', 'WHEN_OR_START'],
    [
      'another day than that of the start',
      { startsAt, when: day('2018-07-04') },
      undefined,
      'input.when',
      'NOT_THE_DAY_OF_START',
    ],
    [
      'a range of days together with a start',
      { startsAt, when: { ...day('2018-07-03'), to: '2018-07-31', precision: 'MONTH' } },
      undefined,
      'input.when',
      'NOT_THE_DAY_OF_START',
    ],
    [
      'a new day that differs from the stored start',
      { when: day('2018-07-05') },
      exact,
      'input.when',
      'NOT_THE_DAY_OF_START',
    ],
    [
      'an end without a start',
      { when: march, endsAt: startsAt },
      undefined,
      'input.endsAt',
      'END_WITHOUT_START',
    ],
    [
      'an end before the start',
      { startsAt, endsAt: '2018-07-03T09:59:59Z' },
      undefined,
      'input.endsAt',
      'RANGE_INVERTED',
    ],
    [
      'a start after the stored end',
      { startsAt: '2018-07-03T12:00:01Z' },
      exact,
      'input.endsAt',
      'RANGE_INVERTED',
    ],
  ])('rejects %s', (_, input, existing, path, code) => {
    expect(faultOf(() => resolveMeetingTime(input, existing))).toMatchObject({ path, code })
  })

  it('keeps stored values that the input leaves out', () => {
    expect(resolveMeetingTime({}, exact)).toEqual(exact)
    expect(resolveMeetingTime({ endsAt: null }, exact)).toEqual({ ...exact, endsAt: null })
    expect(resolveMeetingTime({ startsAt: null }, exact)).toEqual({
      when: exact.when,
      startsAt: null,
      endsAt: null,
    })
    expect(resolveMeetingTime({ startsAt: null, when: march }, exact).when).toEqual(march)
  })
})

function faultOf(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return findAppError(error)?.fields?.[0]
  }
  return undefined
}
