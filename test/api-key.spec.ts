import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const admin = 'admin@awex.example'
const operator = 'operator@ancrage.example'
const viewer = '{ viewer { email } }'
const create =
  'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key apiKey { id name prefix createdAt expiresAt lastUsedAt revokedAt user { email } } } }'
const revoke = 'mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { revokedAt } }'
const day = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString()

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

interface CreatedKey {
  key: string
  apiKey: { id: string; prefix: string; lastUsedAt: string | null }
}

const createKey = async (as = head, more: object = {}): Promise<CreatedKey> =>
  (await ancrage.run(as, create, { input: { name: 'Monthly figures', expiresAt: inDays(30), ...more } }))
    .createApiKey
const codeOf = async (token: string, query = viewer) =>
  (await ancrage.send(token, query)).errors?.[0]?.extensions.code
const idOf = async (email: string): Promise<string> =>
  (await ancrage.run(email, '{ viewer { id } }')).viewer.id

describe('an API key', () => {
  it('is shown once and authenticates as its user', async () => {
    const { key, apiKey } = await createKey()
    expect(key).toMatch(/^k_[\w-]{43}$/)
    expect(apiKey).toMatchObject({
      name: 'Monthly figures',
      prefix: key.slice(0, 8),
      lastUsedAt: null,
      revokedAt: null,
      user: { email: head },
    })
    expect((await ancrage.send(key, viewer)).data).toEqual({ viewer: { email: head } })
  })

  it('is stored as a hash and is not in the audit trail', async () => {
    const { key, apiKey } = await createKey()
    const { rows } = await ancrage.owner.query<{ token_hash: Buffer }>(
      'select token_hash from api_key_secret where key_id = $1',
      [apiKey.id],
    )
    expect(rows[0]!.token_hash).toEqual(createHash('sha256').update(key).digest())
    const trail = await ancrage.owner.query<{ entry: string }>(
      'select audit_entry::text as entry from audit_entry',
    )
    expect(trail.rows.filter(({ entry }) => entry.includes(key))).toEqual([])
    expect(trail.rows.some(({ entry }) => entry.includes(apiKey.id))).toBe(true)
  })

  it.each([
    'mutation { signOut }',
    'mutation { createProspect(input: { name: "By a key" }) { id } }',
    `mutation { createApiKey(input: { name: "Another", expiresAt: "${inDays(1)}" }) { key } }`,
  ])('cannot run a mutation: %s', async (mutation) => {
    const { key } = await createKey()
    const { errors } = await ancrage.send(key, mutation)
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(/clé d’API ne fait que lire|API key only reads/),
      extensions: { code: 'FORBIDDEN' },
    })
    expect(await codeOf(key)).toBeUndefined()
  })

  it('is rejected from the first request after its revocation', async () => {
    const { key, apiKey } = await createKey()
    expect(await codeOf(key)).toBeUndefined()
    const { revokeApiKey } = await ancrage.run(head, revoke, { input: { id: apiKey.id } })
    expect(revokeApiKey.revokedAt).not.toBeNull()
    expect(await codeOf(key)).toBe('UNAUTHENTICATED')
    expect((await ancrage.run(head, revoke, { input: { id: apiKey.id } })).revokeApiKey).toEqual(revokeApiKey)
  })

  it('works until it expires', async () => {
    const { key, apiKey } = await createKey()
    await ancrage.owner.query(`update api_key set expires_at = now() + interval '1 second' where id = $1`, [
      apiKey.id,
    ])
    expect(await codeOf(key)).toBeUndefined()
    await ancrage.owner.query('update api_key set expires_at = now() where id = $1', [apiKey.id])
    expect(await codeOf(key)).toBe('UNAUTHENTICATED')
  })

  it.each([
    ['an instant in the past', inDays(-1)],
    ['an instant in more than two years', inDays(2 * 366 + 1)],
  ])('cannot expire at %s', async (_, expiresAt) => {
    const { errors } = await ancrage.request(head, create, { input: { name: 'A key', expiresAt } })
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'input.expiresAt', code: 'NOT_WITHIN' }],
    })
  })

  it('shows when it was last used', async () => {
    const { key, apiKey } = await createKey()
    const lastUse = async () =>
      (
        await ancrage.run(
          head,
          `{ viewer { apiKeys(where: { id: { eq: "${apiKey.id}" } }) { nodes { lastUsedAt } } } }`,
        )
      ).viewer.apiKeys.nodes[0].lastUsedAt as string | null
    await ancrage.send(key, viewer)
    for (let tries = 0; (await lastUse()) === null && tries < 60; tries++) await pause(100)
    expect(Math.abs(Date.parse((await lastUse())!) - Date.now())).toBeLessThan(10_000)
  })
})

describe('API keys', () => {
  it('are listed only for their user and for an ADMIN', async () => {
    const { apiKey } = await createKey(officer)
    const listKeys = async (as: string) =>
      (
        await ancrage.run(
          as,
          `{ users(where: { email: { eq: "${officer}" } }) { nodes { apiKeys { nodes { id } } } } }`,
        )
      ).users.nodes[0].apiKeys.nodes as { id: string }[]
    expect(await listKeys(officer)).toContainEqual({ id: apiKey.id })
    expect(await listKeys(admin)).toContainEqual({ id: apiKey.id })
    expect(await listKeys(head)).toEqual([])
    const own = await ancrage.run(officer, '{ viewer { apiKeys { nodes { id } } } }')
    expect(own.viewer.apiKeys.nodes).toContainEqual({ id: apiKey.id })
  })

  it('are created only by their user, and revoked by an ADMIN of the agency as well', async () => {
    const user = await idOf(officer)
    for (const other of [head, admin, operator, 'admin@michel.example']) {
      const refused = await ancrage.request(other, create, {
        input: { name: 'A key', expiresAt: inDays(1), user },
      })
      expect([other, refused.errors?.[0]?.extensions.code]).toEqual([other, 'FORBIDDEN'])
    }
    const { key, apiKey } = await createKey(officer)
    for (const other of [head, operator, 'admin@michel.example']) {
      const unseen = await ancrage.request(other, revoke, { input: { id: apiKey.id } })
      expect([other, unseen.errors?.[0]?.extensions.code]).toEqual([other, 'NOT_FOUND'])
    }
    expect(await codeOf(key)).toBeUndefined()
    await ancrage.run(admin, revoke, { input: { id: apiKey.id } })
    expect(await codeOf(key)).toBe('UNAUTHENTICATED')
  })

  it('end when their user is deactivated, and stay invalid after reactivation', async () => {
    const leaving = 'analyst@logistics.example'
    const { key } = await createKey(leaving)
    const id = await idOf(leaving)
    await ancrage.owner.query('update "user" set active = false where id = $1', [id])
    expect(await codeOf(key)).toBe('UNAUTHENTICATED')
    await ancrage.owner.query('update "user" set active = true where id = $1', [id])
    expect(await codeOf(key)).toBe('UNAUTHENTICATED')
  })
})
