import { checkStakeDays, checkStakeTotal } from './stake.js'

const faultOf = (work: () => void): string | null => {
  try {
    work()
    return null
  } catch (error) {
    const { fields } = error as { fields: { path: string; code: string }[] }
    return fields.map(({ path, code }) => `${path} ${code}`).join()
  }
}

describe('checkStakeTotal', () => {
  it.each([
    ['100', [], null],
    ['51', ['49'], null],
    ['33.34', ['33.33', '33.33'], null],
    ['0.1', ['0.2', '99.7'], null],
    ['49.01', ['51'], 'input.percent OUT_OF_RANGE'],
    ['0.01', ['100.00'], 'input.percent OUT_OF_RANGE'],
  ])('checks a stake of %s %% beside %j: %s', (percent, others, fault) => {
    expect(
      faultOf(() =>
        checkStakeTotal(
          { percent },
          others.map((percent) => ({ percent })),
        ),
      ),
    ).toBe(fault)
  })
})

describe('checkStakeDays', () => {
  const now = new Date('2018-05-31T22:30:00Z') // 1 June in Brussels

  it.each([
    [null, null, null],
    ['2018-06-01', null, null],
    ['2018-06-02', null, 'input.since FUTURE_DAY'],
    [null, '2018-06-02', 'input.endedOn FUTURE_DAY'],
    ['2018-05-01', '2018-05-01', null],
    ['2018-05-02', '2018-05-01', 'input.endedOn RANGE_INVERTED'],
  ])('checks a stake from %s to %s: %s', (since, endedOn, fault) => {
    expect(faultOf(() => checkStakeDays({ since, endedOn }, now))).toBe(fault)
  })
})
