import { personOf } from './openid-claims.js'

const meaning = { agencyClaim: 'agency', roleClaim: 'role', agencies: {}, roles: {} }
const claims = { iss: 'https://login.example', sub: '42' }

describe('the claims of a provider', () => {
  it('give nothing that they do not say', () => {
    expect(personOf(claims, meaning)).toEqual({
      issuer: 'https://login.example',
      subject: '42',
      email: null,
      name: null,
      language: 'EN',
      agency: null,
      role: null,
    })
  })

  it.each([
    [true, 'Me@Awex.example', 'me@awex.example'],
    [false, 'me@awex.example', null],
    [undefined, 'me@awex.example', null],
    ['true', 'me@awex.example', null],
    [true, 'me at awex', null],
  ])('vouch (%s) for the address %s', (email_verified, email, expected) => {
    expect(personOf({ ...claims, email, email_verified }, meaning).email).toBe(expected)
  })

  it.each([
    ['HEAD', {}, 'HEAD'],
    ['chief', {}, null],
    ['chief', { chief: 'HEAD' }, 'HEAD'],
    ['HEAD', { chief: 'HEAD' }, null],
    ['constructor', { chief: 'HEAD' }, null],
    [['staff', 'chief'], { chief: 'HEAD' }, 'HEAD'],
    [7, {}, null],
  ] as const)('mean with role %j under %j: %s', (role, roles, expected) => {
    expect(personOf({ ...claims, role }, { ...meaning, roles }).role).toBe(expected)
  })

  it('may lie deeper', () => {
    const deep = {
      ...claims,
      realm_access: { roles: ['x', 'OFFICER'] },
      agency: 'awex',
      locale: 'nl-BE',
      name: ' Me ',
    }
    expect(personOf(deep, { ...meaning, roleClaim: 'realm_access.roles' })).toMatchObject({
      role: 'OFFICER',
      agency: 'awex',
      language: 'NL',
      name: 'Me',
    })
  })
})
