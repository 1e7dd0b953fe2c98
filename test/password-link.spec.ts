/** One-time links with which users set their passwords, and the strength of passwords. */
import { createHash } from 'node:crypto'
import { createFirstAdmin } from '../src/user/create-first-admin.js'
import { startTestService, type TestService } from './test-service.js'
import { aMailbox } from './mailbox.js'
import { aMailWorker } from './mail-worker.js'

const admin = 'admin@awex.example'
const second = 'operator@ancrage.example'
const head = 'head@awex.example'
const create =
  'mutation ($input: CreatePasswordLinkInput!) { createPasswordLink(input: $input) { address expiresAt user { email } } }'
const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
const strong = 'zwaluw kiest natte dakpan'

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService()
})
afterAll(() => ancrage.stop())

let count = 0
const aUser = async (more: object = {}) => {
  const email = `user${++count}@awex.example`
  return { email, id: await ancrage.addUser({ email, ...more }) }
}
const codeOf = ({ errors }: { errors?: { extensions: { code: string } }[] }) =>
  errors?.[0]?.extensions.code ?? 'done'
const linkOf = async (user: string, as = admin): Promise<string> =>
  (await ancrage.run(as, create, { input: { user } })).createPasswordLink.address
const open = (path: string, language = 'en') =>
  fetch(`${ancrage.address}${path}`, { headers: { 'accept-language': language } })
const submit = (path: string, password: string, again = password) =>
  fetch(`${ancrage.address}${path}`, { method: 'POST', body: new URLSearchParams({ password, again }) })
const trySignIn = async (email: string, password: string) =>
  codeOf(await ancrage.request(null, signIn, { input: { email, password } }))

describe('a password link', () => {
  it('sets the password of its user, once, ends their sessions, and notifies them', async () => {
    const { id, email } = await aUser()
    await ancrage.run(email, '{ viewer { id } }')
    const path = await linkOf(id)
    expect(path).toMatch(/^\/password\/l_[\w-]{43}$/)
    const page = await open(path)
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(await page.text()).toContain(email)
    const done = await submit(path, strong)
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('Your password is set')])
    expect(codeOf(await ancrage.request(email, '{ viewer { id } }'))).toBe('UNAUTHENTICATED')
    expect(await trySignIn(email, strong)).toBe('done')
    expect(await trySignIn(email, 'ancrage-demo')).toBe('UNAUTHENTICATED')
    expect([(await submit(path, 'another long one')).status, (await open(path)).status]).toEqual([404, 404])
    const { rows } = await ancrage.owner.query(
      'select kind from account_notice where user_id = $1 order by at, kind',
      [id],
    )
    expect(rows.map(({ kind }) => kind)).toEqual(['PASSWORD_LINK', 'PASSWORD_CHANGED'])
    const { history } = await ancrage.run(
      admin,
      `{ history(subject: "${id}") { nodes { verb by { email } } } }`,
    )
    expect(history.nodes.slice(-2)).toEqual([
      { verb: 'setPassword', by: { email } },
      { verb: 'createPasswordLink', by: { email: admin } },
    ])
  })

  it('stops working when its user moves to another agency: the ADMIN who has it is not theirs any more', async () => {
    const { id } = await aUser()
    const link = await linkOf(id)
    const update = 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { id } }'
    await ancrage.run(admin, update, { input: { id, version: 1, agency: 'liege-airport' } })
    expect((await open(link)).status).toBe(200)
    const pending = 'query ($id: ID!) { userChanges(where: { user: { id: { eq: $id } } }) { nodes { id } } }'
    const [change] = (await ancrage.run('admin@liege-airport.example', pending, { id })).userChanges.nodes
    const approve = 'mutation ($id: ID!) { approveUserChange(input: { id: $id }) { id } }'
    await ancrage.run('admin@liege-airport.example', approve, { id: change.id })
    expect([(await open(link)).status, (await submit(link, strong)).status]).toEqual([404, 404])
  })

  it('gives no access to an account that is raised afterwards: its password ends, with keys and feeds', async () => {
    const { id, email } = await aUser()
    expect((await submit(await linkOf(id), strong)).status).toBe(200)
    const { token } = (await ancrage.run(null, signIn, { input: { email, password: strong } })).signIn
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
    const keyText = 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key } }'
    const keyAnswer = await ancrage.send(token, keyText, { input: { name: 'A key', expiresAt } })
    const feedText =
      'mutation ($input: CreateCalendarFeedInput!) { createCalendarFeed(input: $input) { address } }'
    const feedAnswer = await ancrage.send(token, feedText, { input: { name: 'A feed' } })
    const loginText =
      'mutation ($input: CreateSqlLoginInput!) { createSqlLogin(input: $input) { sqlLogin { id } } }'
    const login = await ancrage.send(token, loginText, { input: { user: id, name: 'BI', expiresAt } })
    const changeText = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { id } }'
    const chosen = `${strong} nog eens`
    const changed = { input: { current: strong, new: chosen } }
    expect(codeOf(await ancrage.send(token, changeText, changed))).toBe('done')
    const raise =
      'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { changes { nodes { id } } } }'
    const { updateUser } = await ancrage.run(admin, raise, { input: { id, version: 1, role: 'HEAD' } })
    const approve = 'mutation ($input: ApproveUserChangeInput!) { approveUserChange(input: $input) { id } }'
    await ancrage.run(second, approve, { input: { id: updateUser.changes.nodes[0].id } })
    for (const password of [strong, chosen]) expect(await trySignIn(email, password)).toBe('UNAUTHENTICATED')
    for (const secret of [token, keyAnswer.data.createApiKey.key as string])
      expect(codeOf(await ancrage.send(secret, '{ viewer { id } }'))).toBe('UNAUTHENTICATED')
    const feed = new URL(feedAnswer.data.createCalendarFeed.address as string, ancrage.address)
    expect((await open(feed.pathname)).status).toBe(404)
    const { rows } = await ancrage.owner.query(
      'select revoked_at is not null as revoked from sql_login where id = $1',
      [login.data.createSqlLogin.sqlLogin.id],
    )
    expect(rows).toEqual([{ revoked: true }])
  })

  it('is stored as a hash only', async () => {
    const path = await linkOf((await aUser()).id)
    const secret = path.slice('/password/'.length)
    const { rows } = await ancrage.owner.query<{ token_hash: Buffer }>(
      'select token_hash from password_link order by created_at desc limit 1',
    )
    expect(rows[0]!.token_hash).toEqual(createHash('sha256').update(secret).digest())
    const { rowCount } = await ancrage.owner.query('select from audit_entry e where e::text like $1', [
      `%${secret}%`,
    ])
    expect(rowCount).toBe(0)
  })

  it('stops working when it expires, another one is made, or the user is deactivated or changes the password', async () => {
    const { id, email } = await aUser()
    const link = await linkOf(id)
    const change = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { id } }'
    await ancrage.run(email, change, { input: { current: 'ancrage-demo', new: strong } })
    expect((await submit(link, 'another long one')).status).toBe(404)
    const [first, next] = [await linkOf(id), await linkOf(id)]
    expect([(await open(first)).status, (await open(next)).status]).toEqual([404, 200])
    await ancrage.owner.query('update password_link set expires_at = now() where user_id = $1', [id])
    expect((await submit(next, strong)).status).toBe(404)
    const last = await linkOf(id)
    await ancrage.owner.query('update "user" set active = false where id = $1', [id])
    expect((await submit(last, strong)).status).toBe(404)
  })

  it.each([
    ['short', 'short', 'short'],
    ['common', '123456789012', '123456789012'],
    ['not the same twice', strong, 'another long one'],
  ])('refuses a password that is %s, and still works', async (_, password, again) => {
    const { id, email } = await aUser()
    const path = await linkOf(id)
    const answer = await submit(path, password, again)
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('role="alert"')])
    expect(await trySignIn(email, password)).toBe('UNAUTHENTICATED')
    expect((await submit(path, strong)).status).toBe(200)
  })

  it.each([
    ['FR', 'Définir votre mot de passe', 'Ce lien ne fonctionne pas'],
    ['NL', 'Uw wachtwoord instellen', 'Deze link werkt niet'],
    ['DE', 'Passwort festlegen', 'Dieser Link funktioniert nicht'],
    ['EN', 'Set your password', 'This link does not work'],
  ])('has its page in the language of the user: %s', async (language, title, gone) => {
    const { id } = await aUser({ language })
    const html = await (await open(await linkOf(id))).text()
    expect(html).toMatch(new RegExp(`<html lang="${language.toLowerCase()}-`))
    expect(html).toContain(`<h1>${title}</h1>`)
    expect(await (await open('/password/l_unknown', language.toLowerCase())).text()).toContain(gone)
  })

  it('is made only by an ADMIN of the agency, for another active person', async () => {
    const { id } = await aUser()
    for (const as of [head, second, 'admin@michel.example', 'officer@awex.example'])
      expect([as, codeOf(await ancrage.request(as, create, { input: { user: id } }))]).toEqual([
        as,
        'FORBIDDEN',
      ])
    const { viewer } = await ancrage.run(admin, '{ viewer { id } }')
    expect(codeOf(await ancrage.request(admin, create, { input: { user: viewer.id } }))).toBe('FORBIDDEN')
  })

  it('of a user with raised rights takes a second person, once for each link', async () => {
    const { id } = await aUser({ role: 'HEAD', clearance: 'SECRET' })
    const request =
      'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { changes { nodes { id resetsPassword } } } }'
    const approve =
      'mutation ($input: ApproveUserChangeInput!) { approveUserChange(input: $input) { status } }'
    const input = { user: id }
    expect(codeOf(await ancrage.request(admin, create, { input }))).toBe('FORBIDDEN')
    const { requestPasswordReset } = await ancrage.run(admin, request, { input })
    const [change] = requestPasswordReset.changes.nodes
    expect(change.resetsPassword).toBe(true)
    expect(codeOf(await ancrage.request(admin, create, { input }))).toBe('FORBIDDEN')
    await ancrage.run(second, approve, { input: { id: change.id } })
    expect((await open(await linkOf(id))).status).toBe(200)
    expect(codeOf(await ancrage.request(admin, create, { input }))).toBe('FORBIDDEN')
  })
})

describe('the link of the first ADMIN', () => {
  it('replaces the password, sessions and earlier links of one who exists', async () => {
    const { email } = await aUser({ role: 'ADMIN' })
    await ancrage.run(email, '{ viewer { id } }')
    const renew = async () => {
      const user = { role: 'ADMIN', email, name: 'Ann', agency: 'awex' } as const
      const { secret } = await createFirstAdmin(ancrage.owner, {
        ...user,
        agencyName: undefined,
        kind: undefined,
        language: 'FR',
        removesSecondFactor: false,
      })
      return `/password/${secret}`
    }
    const [first, next] = [await renew(), await renew()]
    expect(codeOf(await ancrage.request(email, '{ viewer { id } }'))).toBe('UNAUTHENTICATED')
    expect(await trySignIn(email, 'ancrage-demo')).toBe('UNAUTHENTICATED')
    expect([(await submit(first, strong)).status, (await submit(next, strong)).status]).toEqual([404, 200])
    expect([await trySignIn(email, strong), (await submit(next, strong)).status]).toEqual(['done', 404])
  })
})

describe('behind a proxy with a path', () => {
  it('leads from the page to sign-in below that path', async () => {
    const below = await startTestService({ publicUrl: 'https://intranet.example/ancrage' })
    const user = await below.addUser({ email: 'below@awex.example' })
    const { address } = (await below.run(admin, create, { input: { user } })).createPasswordLink
    const path = (address as string).replace('https://intranet.example/ancrage', '')
    const done = await fetch(below.address + path, {
      method: 'POST',
      body: new URLSearchParams({ password: strong, again: strong }),
    })
    expect(await done.text()).toContain('href="/ancrage/auth/sign-in"')
    await below.stop()
  })
})

describe('a new password', () => {
  const change = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { id } }'

  it.each(['123456789012', 'aaaaaaaaaaaa', 'Officer of Awex', 'motdepasse123'])(
    'must not be weak: %s',
    async (weak) => {
      const { email } = await aUser({ name: 'Officer of Awex' })
      const { errors } = await ancrage.request(email, change, {
        input: { current: 'ancrage-demo', new: weak },
      })
      expect(errors?.[0]?.extensions.fields).toMatchObject([{ path: 'input.new', code: 'TOO_WEAK' }])
    },
  )
})

describe('a service with a mail server', () => {
  it('mails the link to its user, and does not show it to the ADMIN', async () => {
    const box = await aMailbox()
    const mail = { server: box.server, from: 'Ancrage <ancrage@awex.example>' }
    const mailing = await startTestService({ mail, publicUrl: 'https://ancrage.example' })
    const { createPasswordLink } = await mailing.run(admin, create, {
      input: { user: (await mailing.run(head, '{ viewer { id } }')).viewer.id },
    })
    expect(createPasswordLink).toMatchObject({ address: null, user: { email: head } })
    const worker = await aMailWorker(mailing.url, box.server)
    await worker.run(new Date())
    const [received] = box.received
    expect(received!.to).toBe(head)
    const [link] = /https:\/\/ancrage\.example\/password\/l_[\w-]{43}/.exec(received!.mail.text ?? '') ?? []
    const status = async () => (await fetch(link!.replace('https://ancrage.example', mailing.address))).status
    expect(await status()).toBe(200)
    // the mailbox of the earlier address is perhaps not theirs
    await mailing.owner.query(`update "user" set email = 'other@awex.example' where email = $1`, [head])
    expect(await status()).toBe(404)
    await worker.stop()
    await mailing.stop()
    await box.close()
  })
})
