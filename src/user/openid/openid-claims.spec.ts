import { readConfig } from '../../config/read-config.js'
import { roles } from '../../core/scope.js'
import { missingClaim, personOf } from './openid-claims.js'

/** Returns the settings that these environment variables make. */
const settingsOf = (env: Record<string, string> = {}) =>
  readConfig({
    PUBLIC_URL: 'https://ancrage.example',
    OIDC_ISSUER: 'https://login.example',
    OIDC_CLIENT_ID: 'ancrage',
    OIDC_CLIENT_SECRET: 'a secret of some length',
    ...env,
  }).openId!

const settings = settingsOf()
const claims = { iss: 'https://login.example', sub: '42' }

describe('personOf', () => {
  it('returns null for claims that are absent', () => {
    expect(personOf(claims, settings)).toEqual({
      issuer: 'https://login.example',
      subject: '42',
      email: null,
      emailMayLink: false,
      name: null,
      language: null,
      agency: null,
      role: null,
      providerSession: { sub: '42', sid: null },
    })
  })

  const absent = undefined
  it.each([
    ['verified', true, 'me@awex.example', true],
    ['verified', 'true', 'me@awex.example', true],
    ['verified', 1, 'me@awex.example', true],
    ['verified', '1', 'me@awex.example', true],
    ['verified', false, null, false],
    ['verified', 'false', null, false],
    ['verified', 'yes', null, false],
    ['verified', {}, null, false],
    ['verified', null, null, false],
    ['verified', absent, null, false],
    ['trusted-issuer', true, 'me@awex.example', true],
    ['trusted-issuer', absent, 'me@awex.example', true],
    ['trusted-issuer', false, null, false],
    ['trusted-issuer', 'false', null, false],
    ['trusted-issuer', 0, null, false],
    ['never', true, 'me@awex.example', false],
    ['never', absent, 'me@awex.example', false],
    ['never', false, null, false],
  ])('trusts an address by %s with the flag %j: %j, may link: %j', (trust, flag, email, emailMayLink) => {
    const person = { ...claims, email: 'Me@Awex.example', email_verified: flag }
    expect(personOf(person, settingsOf({ OIDC_EMAIL_TRUST: trust }))).toMatchObject({ email, emailMayLink })
  })

  it('takes the first claim that has an address', () => {
    const env = { OIDC_EMAIL_CLAIM: 'email, preferred_username,upn', OIDC_EMAIL_TRUST: 'trusted-issuer' }
    const emailOf = (more: object) => personOf({ ...claims, ...more }, settingsOf(env)).email
    expect(emailOf({ preferred_username: 'me', upn: 'me@awex.example' })).toBe('me@awex.example')
    expect(emailOf({ email: 'a@awex.example', upn: 'me@awex.example' })).toBe('a@awex.example')
    expect(emailOf({ email: 'me at awex' })).toBeNull()
  })

  it('takes the subject from the configured claim, and rejects a person without it', () => {
    const byOid = settingsOf({ OIDC_SUBJECT_CLAIM: 'oid' })
    expect(personOf({ ...claims, oid: 'o-1' }, byOid)).toMatchObject({
      subject: 'o-1',
      providerSession: { sub: '42' },
    })
    expect(() => personOf(claims, byOid)).toThrow('oid is absent')
  })

  it.each([
    ['HEAD', '', 'HEAD'],
    ['chief', '', null],
    ['chief', 'chief=HEAD', 'HEAD'],
    ['HEAD', 'chief=HEAD', null],
    ['constructor', 'chief=HEAD', null],
    [['staff', 'chief'], 'chief=HEAD', 'HEAD'],
    [['staff', 'chief'], 'chief=HEAD,staff=OFFICER', 'HEAD'],
    [['staff', 'chief'], 'staff=OFFICER,chief=HEAD', 'OFFICER'],
    [7, '', null],
  ])('maps the role %j by "%s" to %s', (role, mapping, expected) => {
    expect(personOf({ ...claims, role }, settingsOf({ OIDC_ROLES: mapping })).role).toBe(expected)
  })

  it('takes no role from a claim but those of the list', () => {
    const taken = [...roles, 'OPERATOR'].filter((role) => personOf({ ...claims, role }, settings).role)
    expect(taken.sort()).toEqual(['ANALYST', 'CABINET', 'HEAD', 'OFFICER'])
    for (const role of ['ADMIN', 'OPERATOR'])
      expect(() => settingsOf({ OIDC_ROLES: `chief=${role}` })).toThrow(/OIDC_ROLES is "chief=/)
  })

  it.each([
    ['role', { role: 'OFFICER' }],
    ['realm_access.roles', { realm_access: { roles: ['x', 'OFFICER'] } }],
    ['resource_access.ancrage.roles', { resource_access: { ancrage: { roles: ['OFFICER'] } } }],
    ['resource_access.my.client.roles', { resource_access: { 'my.client': { roles: ['OFFICER'] } } }],
    ['cognito:groups', { 'cognito:groups': ['OFFICER'] }],
    ['https://ancrage.example/role', { 'https://ancrage.example/role': 'OFFICER' }],
  ])('reads the claim %s', (OIDC_ROLE_CLAIM, more) => {
    expect(personOf({ ...claims, ...more }, settingsOf({ OIDC_ROLE_CLAIM })).role).toBe('OFFICER')
    expect(personOf({ ...claims, realm_access: 'x' }, settingsOf({ OIDC_ROLE_CLAIM })).role).toBeNull()
  })

  it('joins given and family name when there is no other', () => {
    const named = { ...claims, given_name: 'Ann', family_name: 'Peeters', locale: 'nl-BE' }
    expect(personOf(named, settings)).toMatchObject({ name: 'Ann Peeters', language: 'NL' })
    expect(personOf({ ...named, name: ' Me ' }, settings).name).toBe('Me')
  })
})

describe('missingClaim', () => {
  const required = settingsOf({ OIDC_REQUIRED_CLAIMS: 'hd=awex.example|airport.example, acct=0' })
  it.each([
    [{ hd: 'awex.example', acct: 0 }, undefined],
    [{ hd: ['x', 'airport.example'], acct: '0' }, undefined],
    [{ hd: 'gmail.example', acct: 0 }, 'hd'],
    [{ acct: 0 }, 'hd'],
    [{ hd: 'awex.example', acct: 1 }, 'acct'],
  ])('of %j is %j', (more, name) => {
    expect(missingClaim({ ...claims, ...more }, required)).toBe(name)
  })
})
