import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const officer = 'officer@awex.example'
const admin = 'admin@awex.example'
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

interface Made {
  key: string
  apiKey: { id: string; prefix: string; lastUsedAt: string | null }
}

const made = async (as = head, more: object = {}): Promise<Made> =>
  (await ancrage.get(as, create, { input: { name: 'Monthly figures', expiresAt: inDays(30), ...more } }))
    .createApiKey
const codeOf = async (token: string, query = viewer) =>
  (await ancrage.send(token, query)).errors?.[0]?.extensions.code
const idOf = async (email: string): Promise<string> =>
  (await ancrage.get(email, '{ viewer { id } }')).viewer.id

describe('an API key', () => {
  it('is shown once, and reads as its user', async () => {
    const { key, apiKey } = await made()
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

  it('is kept as its hash, and told to no audit', async () => {
    const { key, apiKey } = await made()
    const { rows } = await ancrage.owner.query<{ token_hash: Buffer }>(
      'select token_hash from api_key_secret where key_id = $1',
      [apiKey.id],
    )
    expect(rows[0]!.token_hash).toEqual(createHash('sha256').update(key).digest())
    const audited = await ancrage.owner.query<{ told: string }>(
      'select audit_entry::text as told from audit_entry',
    )
    expect(audited.rows.filter(({ told }) => told.includes(key))).toEqual([])
    expect(audited.rows.some(({ told }) => told.includes(apiKey.id))).toBe(true)
  })

  it.each([
    'mutation { signOut }',
    'mutation { createProspect(input: { name: "By a key" }) { id } }',
    `mutation { createApiKey(input: { name: "Another", expiresAt: "${inDays(1)}" }) { key } }`,
  ])('changes nothing: %s', async (mutation) => {
    const { key } = await made()
    const { errors } = await ancrage.send(key, mutation)
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(/clé d’API ne fait que lire|API key only reads/),
      extensions: { code: 'FORBIDDEN' },
    })
    expect(await codeOf(key)).toBeUndefined()
  })

  it('works no more from the request after its revocation', async () => {
    const { key, apiKey } = await made()
    expect(await codeOf(key)).toBeUndefined()
    const { revokeApiKey } = await ancrage.get(head, revoke, { input: { id: apiKey.id } })
    expect(revokeApiKey.revokedAt).not.toBeNull()
    expect(await codeOf(key)).toBe('UNAUTHENTICATED')
    expect((await ancrage.get(head, revoke, { input: { id: apiKey.id } })).revokeApiKey).toEqual(revokeApiKey)
  })

  it('works until it expires', async () => {
    const { key, apiKey } = await made()
    await ancrage.owner.query(`update api_key set expires_at = now() + interval '1 second' where id = $1`, [
      apiKey.id,
    ])
    expect(await codeOf(key)).toBeUndefined()
    await ancrage.owner.query('update api_key set expires_at = now() where id = $1', [apiKey.id])
    expect(await codeOf(key)).toBe('UNAUTHENTICATED')
  })

  it.each([
    ['a moment that has passed', inDays(-1)],
    ['a moment in more than two years', inDays(2 * 366 + 1)],
  ])('does not expire at %s', async (_, expiresAt) => {
    const { errors } = await ancrage.ask(head, create, { input: { name: 'A key', expiresAt } })
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'input.expiresAt', code: 'NOT_WITHIN' }],
    })
  })

  it('says when it was last used, without a statement more for the use', async () => {
    const { key, apiKey } = await made()
    const used = async () =>
      (
        await ancrage.get(
          head,
          `{ viewer { apiKeys(where: { id: { eq: "${apiKey.id}" } }) { nodes { lastUsedAt } } } }`,
        )
      ).viewer.apiKeys.nodes[0].lastUsedAt as string | null
    await ancrage.send(key, viewer)
    for (let tries = 0; (await used()) === null && tries < 60; tries++) await pause(100)
    expect(Math.abs(Date.parse((await used())!) - Date.now())).toBeLessThan(10_000)
  })
})

describe('API keys', () => {
  it('are listed to their user and to an ADMIN, and to nobody else', async () => {
    const { apiKey } = await made(officer)
    const listed = async (as: string) =>
      (
        await ancrage.get(
          as,
          `{ users(where: { email: { eq: "${officer}" } }) { nodes { apiKeys { nodes { id } } } } }`,
        )
      ).users.nodes[0].apiKeys.nodes as { id: string }[]
    expect(await listed(officer)).toContainEqual({ id: apiKey.id })
    expect(await listed(admin)).toContainEqual({ id: apiKey.id })
    expect(await listed(head)).toEqual([])
    const own = await ancrage.get(officer, '{ viewer { apiKeys { nodes { id } } } }')
    expect(own.viewer.apiKeys.nodes).toContainEqual({ id: apiKey.id })
  })

  it('are made and revoked for others by an ADMIN only', async () => {
    const user = await idOf(officer)
    const refused = await ancrage.ask(head, create, { input: { name: 'A key', expiresAt: inDays(1), user } })
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    const { key, apiKey } = await made(admin, { user })
    expect((await ancrage.send(key, viewer)).data).toEqual({ viewer: { email: officer } })
    const unseen = await ancrage.ask(head, revoke, { input: { id: apiKey.id } })
    expect(unseen.errors?.[0]?.extensions.code).toBe('NOT_FOUND')
    await ancrage.get(admin, revoke, { input: { id: apiKey.id } })
    expect(await codeOf(key)).toBe('UNAUTHENTICATED')
  })

  it('end with their user, and do not come back with him', async () => {
    const leaving = 'analyst@logistics.example'
    const { key } = await made(leaving)
    const id = await idOf(leaving)
    await ancrage.owner.query('update "user" set active = false where id = $1', [id])
    expect(await codeOf(key)).toBe('UNAUTHENTICATED')
    await ancrage.owner.query('update "user" set active = true where id = $1', [id])
    expect(await codeOf(key)).toBe('UNAUTHENTICATED')
  })
})
