import { isNace, naceDivisions, naceSection, naceSections } from './nace.js'

describe('NACE Rev. 2', () => {
  it('has 21 sections and 88 divisions', () => {
    expect(naceSections.join('')).toBe('ABCDEFGHIJKLMNOPQRSTU')
    expect(naceDivisions).toHaveLength(88)
    expect([...naceDivisions].sort()).toEqual(naceDivisions)
  })

  it.each([
    ['01', 'A'],
    ['09', 'B'],
    ['29', 'C'],
    ['35', 'D'],
    ['49', 'H'],
    ['52', 'H'],
    ['62', 'J'],
    ['72', 'M'],
    ['99', 'U'],
  ])('puts division %s into section %s', (division, section) => {
    expect(naceSection(division)).toBe(section)
  })

  it('has no section for the numbers that are not divisions', () => {
    const all = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'))
    const unused = all.filter((division) => naceSection(division) === null)
    expect(unused).toEqual(['00', '04', '34', '40', '44', '48', '54', '57', '67', '76', '83', '89'])
  })

  it.each(['A', 'H', 'U', '01', '52', '99'])('recognises %s', (code) => {
    expect(isNace(code)).toBe(true)
  })

  it.each(['V', 'h', '00', '1', '1.1', '52.29', '520', 'H52', '', ' 52', '٥٢', 'toString'])(
    'does not recognise %j',
    (code) => {
      expect(isNace(code)).toBe(false)
    },
  )
})
