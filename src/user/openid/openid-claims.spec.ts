import { personOf } from './openid-claims.js'

const mapping = { agencyClaim: 'agency', roleClaim: 'role', agencies: {}, roles: {} }
const claims = { iss: 'https://login.example', sub: '42' }

describe('personOf', () => {
  it('returns null for claims that are absent', () => {
    expect(personOf(claims, mapping)).toEqual({
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
  ])('accepts the address only when verified (%s): %s', (email_verified, email, expected) => {
    expect(personOf({ ...claims, email, email_verified }, mapping).email).toBe(expected)
  })

  it.each([
    ['HEAD', {}, 'HEAD'],
    ['chief', {}, null],
    ['chief', { chief: 'HEAD' }, 'HEAD'],
    ['HEAD', { chief: 'HEAD' }, null],
    ['constructor', { chief: 'HEAD' }, null],
    [['staff', 'chief'], { chief: 'HEAD' }, 'HEAD'],
    [7, {}, null],
  ] as const)('maps the role %j by %j to %s', (role, roles, expected) => {
    expect(personOf({ ...claims, role }, { ...mapping, roles }).role).toBe(expected)
  })

  it('reads nested claims', () => {
    const nested = {
      ...claims,
      realm_access: { roles: ['x', 'OFFICER'] },
      agency: 'awex',
      locale: 'nl-BE',
      name: ' Me ',
    }
    expect(personOf(nested, { ...mapping, roleClaim: 'realm_access.roles' })).toMatchObject({
      role: 'OFFICER',
      agency: 'awex',
      language: 'NL',
      name: 'Me',
    })
  })
})
