import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ConfigError, readConfig } from './read-config.js'
import { secretSettings } from './secret-files.js'

const address = 'postgresql://owner:secret@db.example:5432/ancrage'

const trusted = 'addresses such as 10.0.0.0/8,192.0.2.7, or loopback, linklocal or uniquelocal'

const anAddress = 'an address like https://ancrage.example or https://intranet.example/ancrage'

describe('readConfig', () => {
  it('uses defaults when nothing is set', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      serviceDatabaseUrl: undefined,
      dataDir: undefined,
      demo: true,
      hstsSubdomains: false,
      requireSecondFactor: false,
      region: 'WAL',
      sessionHours: 12,
      retentionMonths: 36,
      sessionIdleMinutes: 120,
      costPerMinute: 10_000_000,
      exportDays: 90,
      trustProxy: undefined,
      openId: undefined,
      logLevel: 'info',
      statementTimeout: 15_000,
      poolSize: 10,
      requestTimeout: 30_000,
      environment: 'development',
    })
  })

  it.each([
    [{ NODE_ENV: 'production' }, false],
    [{ NODE_ENV: 'production', DEMO: 'on' }, true],
    [{ HOST: '0.0.0.0', DEMO: 'on' }, true],
    [{ HOST: '0.0.0.0', DEMO: 'off' }, false],
    [{ HOST: '0.0.0.0', DATABASE_URL: address }, false],
    [{ HOST: '127.0.0.2' }, true],
    [{ HOST: 'localhost' }, true],
    [{ HOST: '::1' }, true],
  ])('with %p loads the demo: %p', (env, demo) => {
    expect(readConfig(env).demo).toBe(demo)
  })

  it.each(['0.0.0.0', '::', '192.0.2.7', 'ancrage.example', '127.example'])(
    'asks whether to load the demo where other machines may reach %s',
    (host) => {
      expect(() => readConfig({ HOST: host })).toThrow(`DEMO is not set, and HOST is "${host}"`)
    },
  )

  describe('a secret in a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ancrage-secrets-'))
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    afterAll(() => rmSync(folder, { recursive: true }))

    it.each([
      ['DATABASE_URL', address, { databaseUrl: address, demo: false }],
      ['METRICS_TOKEN', 'a-token-of-24-characters', { metricsToken: 'a-token-of-24-characters' }],
    ])('is read for %s, without the line break at its end', (name, text, expected) => {
      const config = readConfig({ [`${name}_FILE`]: write(name, `${text}\n`) })
      expect(config).toEqual({ ...readConfig({}), ...expected })
    })

    it('is rejected beside the setting itself, when empty and when it cannot be read', () => {
      const env = {
        ...{
          METRICS_TOKEN: 'a-token-of-24-characters',
          METRICS_TOKEN_FILE: write('token', 'another-token-of-29-characters'),
        },
        ...{ DATABASE_URL_FILE: write('empty', ' \n'), SMTP_URL_FILE: join(folder, 'missing') },
      }
      expect(() => readConfig(env)).toThrow(
        new ConfigError(
          `DATABASE_URL_FILE names the file "${join(folder, 'empty')}", which is empty.\n` +
            'METRICS_TOKEN and METRICS_TOKEN_FILE are both set: remove one.\n' +
            `SMTP_URL_FILE names the file "${join(folder, 'missing')}", which cannot be read (ENOENT).`,
        ),
      )
    })

    it('never appears in a message', () => {
      const env = { DATABASE_URL_FILE: write('wrong', 'mysql://owner:hunter2@here/x') }
      expect(() => readConfig(env)).toThrow(/^(?!.*hunter2).*DATABASE_URL/)
    })
  })

  it('returns a frozen object', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true)
  })

  it('treats an empty variable as unset', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', DEMO: '' })).toEqual(readConfig({}))
  })

  it.each([
    ['PORT', '8080', { port: 8080 }],
    ['PORT', '0', { port: 0 }],
    ['HOST', '::1', { host: '::1' }],
    ['DATABASE_URL', address, { databaseUrl: address, demo: false }],
    ['DATA_DIR', 'somewhere', { dataDir: resolve('somewhere') }],
    ['DEMO', 'off', { demo: false }],
    ['REQUIRE_SECOND_FACTOR', 'on', { requireSecondFactor: true }],
    ['DEMO', 'True', { demo: true }],
    ['REGION', 'VLG', { region: 'VLG' }],
    ['PUBLIC_URL', 'https://intranet.example/ancrage/', { publicUrl: 'https://intranet.example/ancrage' }],
    ['SESSION_HOURS', '1', { sessionHours: 1 }],
    ['RETENTION_MONTHS', '1200', { retentionMonths: 1200 }],
    ['SESSION_IDLE_MINUTES', '30', { sessionIdleMinutes: 30 }],
    ['EXPORT_DAYS', '365', { exportDays: 365 }],
    ['COST_PER_MINUTE', '200000', { costPerMinute: 200_000 }],
    ['TRUST_PROXY', '10.0.0.0/8, ::1', { trustProxy: ['10.0.0.0/8', '::1'] }],
    ['TRUST_PROXY', 'loopback', { trustProxy: ['loopback'] }],
    ['METRICS_TOKEN', 'a-token-of-24-characters', { metricsToken: 'a-token-of-24-characters' }],
    ['LOG_LEVEL', 'silent', { logLevel: 'silent' }],
    ['STATEMENT_TIMEOUT', '100', { statementTimeout: 100 }],
    ['REQUEST_TIMEOUT', '1000', { requestTimeout: 1_000 }],
    ['POOL_SIZE', '90', { poolSize: 90 }],
    ['NODE_ENV', 'production', { environment: 'production', demo: false }],
  ])('accepts %s=%s', (name, text, expected) => {
    expect(readConfig({ [name]: text })).toEqual({ ...readConfig({}), ...expected })
  })

  it.each([
    ['PORT', '80a', 'a whole number from 0 to 65535'],
    ['PORT', '65536', 'a whole number from 0 to 65535'],
    ['PORT', '-1', 'a whole number from 0 to 65535'],
    ['PORT', '3e3', 'a whole number from 0 to 65535'],
    ['HOST', 'http://here', 'a host name or an IP address'],
    ['DEMO', 'perhaps', 'on or off'],
    ['DEMO', 'constructor', 'on or off'],
    ['REGION', 'wal', '2 to 5 capital letters'],
    ['PUBLIC_URL', 'ancrage.example', anAddress],
    ['PUBLIC_URL', 'ftp://ancrage.example', anAddress],
    ['PUBLIC_URL', 'https://ancrage.example/?x', anAddress],
    ['REGION', 'W', '2 to 5 capital letters'],
    ['SESSION_HOURS', '0', 'a whole number from 1 to 720'],
    ['RETENTION_MONTHS', '0', 'a whole number from 1 to 1200'],
    ['SESSION_IDLE_MINUTES', '4', 'a whole number from 5 to 43200'],
    ['COST_PER_MINUTE', '99999', 'a whole number from 100000 to 999999999'],
    ['TRUST_PROXY', 'true', trusted],
    ['TRUST_PROXY', '*', trusted],
    ['TRUST_PROXY', '10.0.0.0/33', trusted],
    ['TRUST_PROXY', '10.0.0.1/8/8', trusted],
    ['LOG_LEVEL', 'loud', 'trace, debug, info, warn, error, fatal or silent'],
    ['STATEMENT_TIMEOUT', '99', 'a whole number from 100 to 600000'],
    ['REQUEST_TIMEOUT', '999', 'a whole number from 1000 to 600000'],
    ['POOL_SIZE', '91', 'a whole number from 1 to 90'],
    ['NODE_ENV', 'prod', 'development, production or test'],
  ])('rejects %s=%s', (name, text, allowed) => {
    expect(() => readConfig({ [name]: text })).toThrow(
      new ConfigError(`${name} is "${text}", but must be ${allowed}.`),
    )
  })

  const provider = {
    PUBLIC_URL: 'https://ancrage.example/',
    OIDC_ISSUER: 'https://login.example/realm',
    OIDC_CLIENT_ID: 'ancrage',
    OIDC_CLIENT_SECRET: 'a secret of some length',
  }

  it('reads an OpenID provider when all required variables are set', () => {
    const env = { ...provider, OIDC_ROLES: 'chief=HEAD, front desk=OFFICER', OIDC_AGENCIES: 'Awex=awex' }
    expect(readConfig(env).openId).toEqual({
      issuer: 'https://login.example/realm',
      clientId: 'ancrage',
      clientSecret: 'a secret of some length',
      scope: 'openid email profile',
      audience: undefined,
      subjectClaim: 'sub',
      emailClaims: ['email'],
      emailVerifiedClaim: 'email_verified',
      emailTrust: 'verified',
      requiredClaims: {},
      agencyClaim: 'agency',
      roleClaim: 'role',
      agencies: { Awex: 'awex' },
      roles: { chief: 'HEAD', 'front desk': 'OFFICER' },
      sync: 'first',
      accountPrompt: 'login',
      logout: 'standard',
    })
    expect(readConfig(env).publicUrl).toBe('https://ancrage.example')
  })

  it.each([
    ['OIDC_SCOPE', 'openid email', { scope: 'openid email' }],
    ['OIDC_SUBJECT_CLAIM', 'oid', { subjectClaim: 'oid' }],
    ['OIDC_EMAIL_CLAIM', 'email, upn', { emailClaims: ['email', 'upn'] }],
    ['OIDC_EMAIL_VERIFIED_CLAIM', 'xms_edov', { emailVerifiedClaim: 'xms_edov' }],
    ['OIDC_EMAIL_TRUST', 'trusted-issuer', { emailTrust: 'trusted-issuer' }],
    [
      'OIDC_REQUIRED_CLAIMS',
      'hd=a.example|b.example,acct=0',
      { requiredClaims: { hd: ['a.example', 'b.example'], acct: ['0'] } },
    ],
    ['OIDC_SYNC', 'always', { sync: 'always' }],
    ['OIDC_ACCOUNT_PROMPT', 'select_account', { accountPrompt: 'select_account' }],
    ['OIDC_LOGOUT', 'cognito', { logout: 'cognito' }],
  ])('accepts %s=%s', (name, text, expected) => {
    expect(readConfig({ ...provider, [name]: text }).openId).toMatchObject(expected)
  })

  it.each([
    [{ OIDC_AUDIENCE: 'ancrage' }, /OIDC_ISSUER is missing, but must go together with OIDC_AUDIENCE/],
    [{ ...provider, OIDC_CLIENT_SECRET: 'short' }, /OIDC_CLIENT_SECRET is too short, but/],
    [{ ...provider, OIDC_ISSUER: 'http://login.example' }, /OIDC_ISSUER is "http:\/\/login.example"/],
    [{ ...provider, OIDC_ROLES: 'chief=KING' }, /OIDC_ROLES is "chief=KING"/],
    [{ ...provider, OIDC_ROLES: 'chief=ADMIN' }, /OIDC_ROLES is "chief=ADMIN"/],
    [{ ...provider, PUBLIC_URL: '' }, /PUBLIC_URL is missing, but must go together with OIDC_ISSUER/],
    [{ ...provider, OIDC_SCOPE: 'email' }, /OIDC_SCOPE is "email"/],
    [{ ...provider, OIDC_EMAIL_CLAIM: 'email,' }, /OIDC_EMAIL_CLAIM is/],
    [{ ...provider, OIDC_EMAIL_TRUST: 'all' }, /OIDC_EMAIL_TRUST is "all"/],
    [{ ...provider, OIDC_REQUIRED_CLAIMS: 'hd' }, /OIDC_REQUIRED_CLAIMS is "hd"/],
    [{ ...provider, OIDC_SYNC: 'often' }, /OIDC_SYNC is "often"/],
  ])('rejects an incomplete or invalid OpenID provider: %j', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(sentence)
  })

  it('reads a mail server together with a sender', () => {
    const mail = {
      SMTP_URL: 'smtps://me:secret@mail.example:465',
      MAIL_FROM: 'Ancrage <ancrage@awex.example>',
    }
    expect(readConfig(mail).mail).toEqual({ server: mail.SMTP_URL, from: mail.MAIL_FROM })
    expect(readConfig({}).mail).toBeUndefined()
  })

  it.each([
    [{ SMTP_URL: 'smtp://mail.example' }, /SMTP_URL is set alone/],
    [{ MAIL_FROM: 'ancrage@awex.example' }, /MAIL_FROM is set alone/],
    [
      { SMTP_URL: 'http://me:secret@mail.example', MAIL_FROM: 'a@b.example' },
      /^SMTP_URL is "http:\/\/\*\*\*", but must be/,
    ],
    [{ SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'Ancrage' }, /MAIL_FROM is "Ancrage"/],
    [{ SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'a@b.example>' }, /MAIL_FROM is/],
  ])('rejects an incomplete or invalid mail server: %j', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(sentence)
  })

  it('lists every invalid variable at once', () => {
    expect(() => readConfig({ PORT: 'x', REGION: 'y' })).toThrow(/^PORT is .*\.\nREGION is .*\.$/)
  })

  const secrets = [
    'mysql://me:hunter2@here/x',
    'me:hunter2@mail.example',
    'hunter2',
    'x://hunter2@h',
    'hunter2\u0000',
  ]
  it.each(secretSettings.flatMap((name) => secrets.map((value) => [name, value])))(
    'shows nothing of a secret: %s=%s',
    (name, value) => {
      const messageOf = () => {
        try {
          readConfig({ [name]: value })
          return ''
        } catch (error) {
          return (error as Error).message
        }
      }
      expect(messageOf()).not.toContain('hunter2')
    },
  )

  it('accepts HSTS_SUBDOMAINS only with an address of https', () => {
    const PUBLIC_URL = 'https://ancrage.example'
    expect(readConfig({ HSTS_SUBDOMAINS: 'on', PUBLIC_URL }).hstsSubdomains).toBe(true)
    for (const env of [{}, { PUBLIC_URL: 'http://ancrage.example' }])
      expect(() => readConfig({ HSTS_SUBDOMAINS: 'on', ...env })).toThrow(/^HSTS_SUBDOMAINS is on, which/)
  })

  it('loads the demo into an external database only on request', () => {
    expect(readConfig({ DATABASE_URL: address }).demo).toBe(false)
    expect(readConfig({ DATABASE_URL: address, DEMO: 'on' }).demo).toBe(true)
  })

  it('rejects a service URL without an owner URL', () => {
    expect(() => readConfig({ SERVICE_DATABASE_URL: address })).toThrow(/set SERVICE_SECRET too/)
    const alone = { SERVICE_DATABASE_URL: address, SERVICE_SECRET: 'a random text of 32 characters or more' }
    expect(readConfig(alone)).toMatchObject({ databaseUrl: undefined, demo: false })
    expect(() => readConfig({ ...alone, DEMO: 'on' })).toThrow(/only with DATABASE_URL/)
    expect(() => readConfig({ SERVICE_SECRET: 'too short' })).toThrow(/^SERVICE_SECRET is too short/)
    expect(readConfig({ DATABASE_URL: address, SERVICE_DATABASE_URL: address }).serviceDatabaseUrl).toBe(
      address,
    )
  })
})
