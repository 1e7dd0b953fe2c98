import { countryName, isCountry } from './country.js'
import { languages } from '../locale.js'

describe('a country code', () => {
  it.each(['BE', 'CN', 'NL', 'FR', 'DE', 'AE', 'MY', 'RU', 'XK'])('%s exists', (code) => {
    expect(isCountry(code)).toBe(true)
  })

  it.each(['be', 'BEL', 'ZZ', 'XX', 'UK', 'EU', 'AN', 'SU', '', 'B', 'toString'])(
    '%j does not exist',
    (code) => {
      expect(isCountry(code)).toBe(false)
    },
  )

  it.each([
    ['BE', 'Belgique', 'België', 'Belgien', 'Belgium'],
    ['CN', 'Chine', 'China', 'China', 'China'],
    ['NL', 'Pays-Bas', 'Nederland', 'Niederlande', 'Netherlands'],
    ['XK', 'Kosovo', 'Kosovo', 'Kosovo', 'Kosovo'],
  ])('%s has a name in every language', (code, ...names) => {
    expect(languages.map((language) => countryName(code, language))).toEqual(names)
  })

  it('is its own name when it is unknown', () => {
    expect(countryName('<b>', 'FR')).toBe('<b>')
  })
})
