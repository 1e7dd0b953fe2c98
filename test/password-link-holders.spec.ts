/** What an ADMIN who has had the password of an account still has once the account reads more, or is in another agency. */
import { startTestService, type TestService } from './test-service.js'
import { aMailbox, type Mailbox } from './mailbox.js'
import { aMailWorker, type MailWorker } from './mail-worker.js'

const admin = 'admin@awex.example'
const second = 'operator@ancrage.example'
const head = 'head@awex.example'
const strong = 'zwaluw kiest natte dakpan'

let ancrage: TestService
let mailing: TestService
let box: Mailbox
let worker: MailWorker
beforeAll(async () => {
  ancrage = await startTestService()
  box = await aMailbox()
  const mail = { server: box.server, from: 'Ancrage <ancrage@awex.example>' }
  mailing = await startTestService({ mail, publicUrl: 'https://ancrage.example' })
  worker = await aMailWorker(mailing.url, box.server)
}, 60_000)
afterAll(async () => {
  await worker.stop()
  await mailing.stop()
  await box.close()
  await ancrage.stop()
})

let count = 0
const mutate = async (service: TestService, as: string, name: string, input: object, selection = 'id') => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`
  return (await service.run(as, text, { input }))[name]
}
const newUser = async (service: TestService, more: object = {}) => {
  const email = `holder${++count}@awex.example`
  const user = { name: 'A holder', agency: 'awex', role: 'OFFICER', clearance: 'OPEN', language: 'EN' }
  const { id } = await mutate(service, admin, 'createUser', { ...user, email, ...more })
  return { id: id as string, email }
}
const expiresAt = () => new Date(Date.now() + 3_600_000).toISOString()
const codeOf = ({ errors }: { errors?: { extensions: { code: string } }[] }) =>
  errors?.[0]?.extensions.code ?? 'done'

/** Returns the path of a new link, which the ADMIN gets, or the mailbox of the user. */
async function linkOf(service: TestService, user: string): Promise<string> {
  const { address } = await mutate(service, admin, 'createPasswordLink', { user }, 'address')
  if (address !== null) return address as string
  await worker.run(new Date())
  return /\/password\/l_[\w-]{43}/.exec(box.received.at(-1)!.mail.text ?? '')![0]
}
async function setByLink(service: TestService, user: string, password = strong): Promise<void> {
  const body = new URLSearchParams({ password, again: password })
  const path = await linkOf(service, user)
  expect((await fetch(`${service.address}${path}`, { method: 'POST', body })).status).toBe(200)
}

interface Ways {
  email: string
  session: string
  key: string
  feed: string
  login: string
}

/** Signs in with the password of a link, and makes a key, a feed and a SQL login. */
async function takeWays(service: TestService, { id, email }: { id: string; email: string }): Promise<Ways> {
  const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
  const { token } = (await service.run(null, signIn, { input: { email, password: strong } })).signIn
  const send = async (name: string, input: object, selection: string) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
    const text = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`
    return (await service.send(token as string, text, { input })).data[name]
  }
  const { key } = await send('createApiKey', { name: 'A key', expiresAt: expiresAt() }, 'key')
  const { address } = await send('createCalendarFeed', { name: 'A feed' }, 'address')
  const login = { user: id, name: 'BI', expiresAt: expiresAt() }
  const { sqlLogin } = await send('createSqlLogin', login, 'sqlLogin { id }')
  const feed = new URL(address as string, service.address).pathname
  return { email, session: token, key, feed, login: sqlLogin.id }
}

/** Returns which ways into an account still work. */
async function waysThatWork(service: TestService, ways: Ways): Promise<string[]> {
  const works: Record<string, boolean> = {}
  for (const name of ['session', 'key'] as const)
    works[name] = codeOf(await service.send(ways[name], '{ viewer { id } }')) === 'done'
  works.feed = (await fetch(service.address + ways.feed)).status === 200
  const { rows } = await service.owner.query('select from sql_login where id = $1 and revoked_at is null', [
    ways.login,
  ])
  works.login = rows.length > 0
  const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
  const input = { email: ways.email, password: strong }
  works.password = codeOf(await service.request(null, signIn, { input })) === 'done'
  return Object.keys(works).filter((name) => works[name])
}
const every = ['session', 'key', 'feed', 'login', 'password']

const versionOf = async (service: TestService, id: string): Promise<number> =>
  (await service.run(admin, `{ users(where: { id: { eq: "${id}" } }) { nodes { version } } }`)).users.nodes[0]
    .version
const changeByTwo = async (service: TestService, approver: string, id: string, changes: object) => {
  await mutate(service, admin, 'updateUser', { id, version: await versionOf(service, id), ...changes })
  await approve(service, approver, id)
}
const approve = async (service: TestService, approver: string, id: string) => {
  const pending = `{ userChanges(where: { user: { id: { eq: "${id}" } }, status: { eq: PENDING } }) { nodes { id } } }`
  const [change] = (await service.run(approver, pending)).userChanges.nodes
  await mutate(service, approver, 'approveUserChange', { id: change.id })
}
const aSecretDeal = async (service: TestService): Promise<string> => {
  const input = { codeName: `Lotus ${++count}`, title: 'A secret plant', confidentiality: 'SECRET' }
  return (await mutate(service, head, 'openDeal', input)).id
}
/** What makes an account read more, or puts it out of the reach of its ADMIN. */
const events: [string, (service: TestService, id: string) => Promise<void>][] = [
  ['is raised', (service, id) => changeByTwo(service, second, id, { role: 'HEAD' })],
  [
    'is put on a need-to-know list',
    async (service, id) => {
      await mutate(service, head, 'addToNeedToKnow', { deal: await aSecretDeal(service), user: id })
    },
  ],
  [
    'moves to another agency',
    (service, id) => changeByTwo(service, 'admin@liege-airport.example', id, { agency: 'liege-airport' }),
  ],
]

describe.each(events)('an account that %s', (event, happens) => {
  it('ends a password of a link that was handed over, and all that was made with it', async () => {
    const user = await newUser(ancrage)
    await setByLink(ancrage, user.id)
    const ways = await takeWays(ancrage, user)
    expect(await waysThatWork(ancrage, ways)).toEqual(every)
    await happens(ancrage, user.id)
    expect(await waysThatWork(ancrage, ways)).toEqual([])
  })

  it('ends a password of a link that was mailed to the address which an ADMIN entered', async () => {
    const user = await newUser(mailing)
    await setByLink(mailing, user.id)
    const ways = await takeWays(mailing, user)
    const version = await versionOf(mailing, user.id)
    const email = `other-${user.email}`
    await mutate(mailing, admin, 'updateUser', { id: user.id, version, email })
    await happens(mailing, user.id)
    expect(await waysThatWork(mailing, { ...ways, email })).toEqual([])
  })

  it('ends what was made with a password that an ADMIN removes before', async () => {
    const user = await newUser(ancrage)
    await setByLink(ancrage, user.id)
    const ways = await takeWays(ancrage, user)
    await mutate(ancrage, admin, 'endUserSessions', { user: user.id, removePassword: true })
    await happens(ancrage, user.id)
    expect(await waysThatWork(ancrage, ways)).toEqual([])
  })

  it('keeps a password of its user that no ADMIN has had', async () => {
    const email = `holder${++count}@awex.example`
    const id = await ancrage.addUser({ email })
    await ancrage.run(email, '{ viewer { id } }')
    await happens(ancrage, id)
    expect(codeOf(await ancrage.request(email, '{ viewer { id } }'))).toBe('done')
  })

  it('revokes the keys of a MACHINE, whose maker reads less or is in another agency', async () => {
    const email = `machine${++count}@awex.example`
    const id = await ancrage.addUser({ email })
    await ancrage.owner.query(`update "user" set kind = 'MACHINE' where id = $1`, [id])
    const input = { name: 'A key', expiresAt: expiresAt(), user: id, scopes: ['deals:read'] }
    const { key } = await mutate(ancrage, head, 'createApiKey', input, 'key')
    expect(codeOf(await ancrage.send(key, '{ deals { totalCount } }'))).toBe('done')
    const raise = () => changeByTwo(ancrage, second, id, { clearance: 'SECRET' })
    await (event === 'is raised' ? raise() : happens(ancrage, id))
    expect(codeOf(await ancrage.send(key, '{ deals { totalCount } }'))).toBe('UNAUTHENTICATED')
  })
})

describe('an identity that was linked by an earlier address', () => {
  it('is removed when the account is raised, with the sessions and keys', async () => {
    const { id, email } = await newUser(ancrage)
    await ancrage.owner.query(
      `insert into user_identity (id, user_id, issuer, subject, linked_email)
       values (gen_random_uuid(), $1, 'https://provider.example', $2, 'earlier@awex.example')`,
      [id, id],
    )
    await changeByTwo(ancrage, second, id, { role: 'HEAD' })
    const { rows } = await ancrage.owner.query(
      'select removed_at is not null as removed, may_link_again from user_identity where user_id = $1',
      [id],
    )
    expect([email, rows]).toEqual([email, [{ removed: true, may_link_again: true }]])
  })
})

it('an identity that was linked by an address ends with the keys of the account', async () => {
  const email = `holder${++count}@awex.example`
  const id = await ancrage.addUser({ email })
  const { rows } = await ancrage.owner.query<{ id: string }>(
    `insert into user_identity (id, user_id, issuer, subject, linked_email)
     values (gen_random_uuid(), $1, 'https://provider.example', $2, $3) returning id`,
    [id, id, email],
  )
  const { key } = await mutate(
    ancrage,
    email,
    'createApiKey',
    { name: 'A key', expiresAt: expiresAt() },
    'key',
  )
  expect(codeOf(await ancrage.send(key, '{ viewer { id } }'))).toBe('done')
  await mutate(ancrage, admin, 'removeIdentity', { id: rows[0]!.id })
  expect(codeOf(await ancrage.send(key, '{ viewer { id } }'))).toBe('UNAUTHENTICATED')
})

describe('a password link', () => {
  it('ends keys, feeds and SQL logins as well as sessions', async () => {
    const user = await newUser(mailing)
    await setByLink(mailing, user.id)
    const ways = await takeWays(mailing, user)
    await setByLink(mailing, user.id, `${strong} nog eens`)
    expect(await waysThatWork(mailing, ways)).toEqual([])
  })

  it('that a second person approved stays known to the ADMIN, and ends with a move', async () => {
    const { id, email } = await newUser(ancrage)
    await changeByTwo(ancrage, second, id, { role: 'HEAD' })
    await mutate(ancrage, admin, 'requestPasswordReset', { user: id })
    await approve(ancrage, second, id)
    await setByLink(ancrage, id)
    const ways = await takeWays(ancrage, { id, email })
    await changeByTwo(ancrage, second, id, { clearance: 'SECRET' })
    expect(await waysThatWork(ancrage, ways)).toEqual(every)
    await changeByTwo(ancrage, 'admin@liege-airport.example', id, { agency: 'liege-airport' })
    expect(await waysThatWork(ancrage, ways)).toEqual([])
  })
})
