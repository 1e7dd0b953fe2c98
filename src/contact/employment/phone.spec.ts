import { AppError } from '../../core/error/app-error.js'
import { parsePhone, parsePhones } from './phone.js'

describe('a telephone number', () => {
  it.each([
    ['+32 4 225 27 27', 'BE', '+3242252727'],
    ['04 225 27 27', 'BE', '+3242252727'],
    ['04/225.27.27', 'BE', '+3242252727'],
    ['0477 00 11 22', 'BE', '+32477001122'],
    ['0032 (0)4 225 27 27', 'BE', '+3242252727'],
    ['+32 (0)4 225 27 27', 'FR', '+3242252727'],
    ['04 225 27 27 ext. 12', 'BE', '+3242252727;ext=12'],
    ['+86 571 8502 2088', 'BE', '+8657185022088'],
    ['01 42 68 53 00', 'FR', '+33142685300'],
  ])('%s of %s is stored as %s', (text, country, stored) => {
    expect(parsePhone(text, country)).toBe(stored)
    expect(parsePhone(stored, country)).toBe(stored)
  })

  it.each(['+32 4 CALL ME', '+32 4', '+1234567890123456', 'Call 04 225 27 27', '', '12'])(
    '%s is not one',
    (text) => expect(parsePhone(text, 'BE')).toBeNull(),
  )

  it('is rejected at its place', () => {
    expect(() => parsePhones(['04 225 27 27', 'none'], 'BE')).toThrow(AppError)
    expect(() => parsePhones(['04 225 27 27', 'none'], 'BE')).toThrow(/input\.phones\[1\]/)
  })
})
