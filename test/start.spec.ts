/** The start of the service as a separate process, on an empty database. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { serviceUrl } from '../src/database/roles.js'
import { urlOf } from './server.js'

const serviceScript = fileURLToPath(new URL('../src/main.js', import.meta.url))
const createAdminScript = fileURLToPath(new URL('../src/cli/create-admin.js', import.meta.url))
const migrateScript = fileURLToPath(new URL('../src/cli/migrate.js', import.meta.url))
const name = `ancrage_test_${randomBytes(6).toString('hex')}`
const url = () => urlOf(process.env.TEST_OWNER_URL!, name)
const linkOf = (output: string): string => /http\S+(\/password\/\S+)/.exec(output)![1]!
const password = 'zwaluw kiest natte dakpan'

/** Sets the password by the link that the command has printed. Returns the status. */
async function setPassword(address: string, output: string): Promise<number> {
  const body = new URLSearchParams({ password, again: password })
  return (await fetch(address + linkOf(output), { method: 'POST', body })).status
}

let server: Client
beforeEach(async () => {
  server = new Client({ connectionString: process.env.TEST_OWNER_URL })
  await server.connect()
  await server.query(`create database ${name}`)
})
afterEach(async () => {
  await server.query(`drop database ${name} with (force)`)
  await server.end()
})

function run(script: string, env: NodeJS.ProcessEnv, args: string[] = []) {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH, DATABASE_URL: url(), PORT: '0', ...env },
  })
  let output = ''
  const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, output })),
  )
  const ready = new Promise<string>((resolve, reject) => {
    const collectOutput = (text: Buffer) => {
      output += text.toString()
      if (output.includes('Ctrl-C stops it.')) resolve(output)
    }
    child.stdout.on('data', collectOutput)
    child.stderr.on('data', collectOutput)
    child.on('close', () => reject(new Error(output)))
  })
  ready.catch(() => undefined)
  return { ended, ready, stop: () => (child.kill('SIGTERM'), ended) }
}

const addressIn = (output: string) => /http:\S+(?=\/graphql\n)/.exec(output)![0]

async function signIn(address: string, email: string, password: string) {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query:
        'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { name role agency { code } } } }',
      variables: { input: { email, password } },
    }),
  })
  return (await response.json()) as { data: { signIn: { viewer: object } } }
}

describe('the start', () => {
  it('of two processes at once on a fresh database loads the demo case once, and both serve it', async () => {
    const both = [run(serviceScript, { DEMO: 'on' }), run(serviceScript, { DEMO: 'on' })]
    const outputs = await Promise.all(both.map(({ ready }) => ready))
    expect(outputs.filter((output) => output.includes('Loaded the demo case.'))).toHaveLength(1)
    for (const output of outputs) {
      expect(output).toMatch(/only.*\n.*\n.*head@awex\.example/)
      const { data } = await signIn(addressIn(output), 'head@awex.example', 'ancrage-demo')
      expect(data.signIn.viewer).toMatchObject({ role: 'HEAD', agency: { code: 'awex' } })
    }
    for (const { stop } of both) expect((await stop()).code).toBe(0)
  })

  it('without demo data shows how to create the first ADMIN, who can then sign in', async () => {
    const service = run(serviceScript, {})
    const output = await service.ready
    expect(output).toContain('npm run create-admin')
    expect(output).not.toContain('ancrage-demo')

    const agency = ['--agency', 'awex', '--agency-name', 'Awex', '--kind', 'REGIONAL_AGENCY']
    const creation = await run(createAdminScript, {}, [...agency, '--email', 'ann@awex.be', '--name', 'Ann'])
      .ended
    const address = addressIn(output)
    expect(await setPassword(address, creation.output)).toBe(200)
    const { data } = await signIn(address, 'ann@awex.be', password)
    expect(data.signIn.viewer).toEqual({ name: 'Ann', role: 'ADMIN', agency: { code: 'awex' } })
    expect(await setPassword(address, creation.output)).toBe(404)
    await service.stop()
  })

  it('with DEMO=on fails if another agency has the code of a demo agency', async () => {
    const agency = ['--agency', 'awex', '--agency-name', 'Awex', '--kind', 'REGIONAL_AGENCY']
    await run(createAdminScript, {}, [...agency, '--email', 'ann@awex.be', '--name', 'Ann']).ended
    expect(await run(serviceScript, { DEMO: 'on' }).ended).toEqual({
      code: 1,
      output: expect.stringMatching(/set DEMO=off/) as string,
    })
  })
})

describe('the log', () => {
  it('has an operation that was refused, with its user and without its input', async () => {
    const service = run(serviceScript, { DEMO: 'on', LOG_LEVEL: 'info' })
    const address = addressIn(await service.ready)
    const send = async (query: string, token = '') => {
      const response = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ query }),
      })
      return ((await response.json()) as { data: { signIn: { token: string; viewer: { id: string } } } }).data
    }
    const { token, viewer } = (
      await send(
        'mutation { signIn(input: { email: "officer@awex.example", password: "ancrage-demo" }) { token viewer { id } } }',
      )
    ).signIn
    const create = (code: string) =>
      `createAgency(input: { code: "${code}", name: "Secret name", kind: CLUSTER }) { id }`
    await send(`mutation { a: ${create('one')} }`, token)
    await send(`mutation { a: ${create('two')} b: ${create('three')} }`, token)
    const { output } = await service.stop()
    const refusals = output
      .split('\n')
      .filter((line) => line.includes('operation refused'))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(refusals).toMatchObject(
      Array(2).fill({ user: viewer.id, operation: 'createAgency', code: 'FORBIDDEN', reason: 'forbidden' }),
    )
    expect(output).not.toMatch(/Secret name|"a"/)
    expect(output).not.toContain(token)
  }, 60_000)
})

describe('a process that only serves', () => {
  const secret = 'e7a1f0c2b94d4c3f8a6b5d2e1c0f9a8b'
  const address = () => serviceUrl({ serviceDatabaseUrl: undefined }, url())
  const serveOnly = (more: NodeJS.ProcessEnv = {}) =>
    run(serviceScript, { DATABASE_URL: '', SERVICE_DATABASE_URL: address(), SERVICE_SECRET: secret, ...more })
  const migrate = () => run(migrateScript, { SERVICE_SECRET: secret }).ended

  it('signs users in without the rights of the owner, once the database is prepared', async () => {
    expect((await serveOnly().ended).output).toMatch(
      /^The database of SERVICE_DATABASE_URL (cannot be used|was not prepared)/,
    )
    expect(await migrate()).toEqual({
      code: 0,
      output: expect.stringMatching(/is ready for this version/) as string,
    })
    const agency = ['--agency', 'awex', '--agency-name', 'Awex', '--kind', 'REGIONAL_AGENCY']
    const creation = await run(createAdminScript, {}, [...agency, '--email', 'ann@awex.be', '--name', 'Ann'])
      .ended
    const service = serveOnly()
    const address = addressIn(await service.ready)
    expect(await setPassword(address, creation.output)).toBe(200)
    const { data } = await signIn(address, 'ann@awex.be', password)
    expect(data.signIn.viewer).toMatchObject({ name: 'Ann' })
    expect((await service.stop()).code).toBe(0)
  })

  it('does not start with another secret, or on a database of another version', async () => {
    await migrate()
    expect(await serveOnly({ SERVICE_SECRET: secret.toUpperCase() }).ended).toEqual({
      code: 1,
      output: expect.stringMatching(/^SERVICE_SECRET is not the one/) as string,
    })
    const owner = new Client({ connectionString: url() })
    await owner.connect()
    await owner.query(`update definition_state set hash = 'of another version'`)
    await owner.end()
    expect((await serveOnly().ended).output).toMatch(/^The database of .* was not prepared by this version/)
  })
})

describe('users of the demo', () => {
  it('cannot sign in where the demo is off: the service does not start', async () => {
    const demo = run(serviceScript, { DEMO: 'on' })
    await demo.ready
    await demo.stop()
    expect(await run(serviceScript, { DEMO: 'off' }).ended).toEqual({
      code: 1,
      output: expect.stringMatching(/users of the demo case, whose password is public/) as string,
    })
  })
})

describe('a failed start', () => {
  const sentence = (text: RegExp) => ({ code: 1, output: expect.stringMatching(text) as string })

  it('names the wrong setting', async () => {
    expect(await run(serviceScript, { PORT: 'high' }).ended).toEqual(sentence(/^PORT is “?"?high/))
  })

  it('names the role that could not read anything', async () => {
    const other = urlOf(url(), name).replace('//', '//x:y@').replace(/@.*@/, '@')
    expect(await run(serviceScript, { SERVICE_DATABASE_URL: other }).ended).toEqual(
      sentence(/^SERVICE_DATABASE_URL names the role x/),
    )
  })

  it('reports that the database cannot be reached', async () => {
    const missingDatabase = urlOf(url(), 'no_such_database')
    expect(await run(serviceScript, { DATABASE_URL: missingDatabase }).ended).toEqual(
      sentence(/cannot be reached: .*no_such_database/),
    )
  })

  it('reports that the port is taken, before it connects to the database', async () => {
    const neighbour = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => neighbour.once('listening', resolve))
    const { port } = neighbour.address() as AddressInfo
    expect(await run(serviceScript, { PORT: String(port) }).ended).toEqual(
      sentence(new RegExp(`^Port ${port} is taken.*\\n$`)),
    )
    neighbour.close()
  })
})
