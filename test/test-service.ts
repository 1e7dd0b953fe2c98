/** Starts the whole service on its own database, and sends it requests over HTTP as named users. */
import { randomBytes } from 'node:crypto'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { Client } from 'pg'
import { DataSource } from 'typeorm'
import { readConfig, type Config } from '../src/config/read-config.js'
import { serviceUrl } from '../src/database/roles.js'
import { insertServiceSecret } from '../src/database/service-secret.js'
import { backlog } from '../src/http/listen.js'
import { createService } from '../src/service.js'
import { insertAgencies, insertUsers, type NewUser } from '../src/user/bootstrap.js'
import { hashPassword } from '../src/user/session/password.js'
import { demoAgencies, demoUsers } from '../src/demo/people.js'
import { loadCase } from '../src/demo/load-case.js'
import { template, urlOf } from './server.js'

export interface GraphqlAnswer<T = Record<string, never>> {
  data?: T
  errors?: {
    message: string
    path?: string[]
    extensions: {
      code: string
      fields?: { path: string; code: string }[]
      missing?: { code: string }[]
    } & Record<string, unknown>
  }[]
}

export interface TestService {
  address: string
  /** The routes of the server as a tree, as Fastify prints them. */
  routes: string
  /** URL of the database, as its owner. */
  url: string
  /** Connection as the owner of the database, who sees all rows. */
  owner: Client
  /** Runs an operation as the user with this e-mail address; null: unauthenticated. Returns data and errors. */
  request: <T = any>(email: string | null, query: string, variables?: object) => Promise<GraphqlAnswer<T>>
  /** Runs an operation that must succeed. Returns its data; throws on errors. */
  run: <T = any>(email: string | null, query: string, variables?: object) => Promise<T>
  /** Runs an operation with this bearer token; null: without a token. */
  send: (
    token: string | null,
    query: string,
    variables?: object,
    headers?: Record<string, string>,
  ) => Promise<GraphqlAnswer<any> & { headers: Headers }>
  /** Inserts a user of Awex, by default an OFFICER of clearance OPEN, with the password of the demo. Returns the id. */
  addUser: (user: Partial<NewUser> & { email: string }) => Promise<string>
  /** Starts another process on the same database. Only address, send and stop are of the new process. */
  startSecondProcess: () => Promise<TestService>
  stop: () => Promise<void>
}

const password = 'ancrage-demo'
let passwordHash: Promise<string> | undefined

const anOfficer = {
  name: 'A user',
  role: 'OFFICER',
  agency: 'awex',
  clearance: 'OPEN',
  language: 'EN',
} as const

/** The users of the demo. Without its case an officer and an analyst read English, as most tests do. */
const englishReaders = ['officer@awex.example', 'analyst@logistics.example']
const testUsers = demoUsers.map((user) =>
  englishReaders.includes(user.email) ? { ...user, language: 'EN' as const } : user,
)

type Setup = Partial<Config>

/** Starts a service with the demo agencies and users; `demo` also loads the case of 2018. Port 0: a free one. */
export async function startTestService({
  demo = false,
  port = 0,
  ...changed
}: Setup = {}): Promise<TestService> {
  const name = `ancrage_test_${randomBytes(6).toString('hex')}`
  const server = new Client({ connectionString: process.env.TEST_OWNER_URL })
  await server.connect()
  await server.query(`create database ${name} template ${template}`)
  const url = urlOf(process.env.TEST_OWNER_URL!, name)
  const owner = new Client({ connectionString: url })
  await owner.connect()
  // a copy of a database does not have its privileges
  await owner.query(`revoke temporary on database ${name} from public`)
  await insertAgencies(owner, demoAgencies)
  await insertUsers(owner, demo ? demoUsers : testUsers, await (passwordHash ??= hashPassword(password)))
  const settings = { ...readConfig({}), poolSize: 5, ...changed }
  const service = serviceUrl({ serviceDatabaseUrl: undefined }, url)
  const serviceSecret = await insertServiceSecret(owner)
  const app = await createService(service, settings, serviceSecret)
  if (demo) await loadCase(app.get(DataSource), settings, serviceSecret)
  const address = await listen(app, port)
  const send = createSender(address)
  const request = createRequest(send)
  const ancrage: TestService = {
    address,
    routes: app.getHttpAdapter().getInstance().printRoutes(),
    url,
    owner,
    request,
    send,
    run: async (email, query, variables) => {
      const { data, errors } = await request(email, query, variables)
      if (errors) throw new Error(JSON.stringify(errors, null, 2))
      return data as never
    },
    addUser: async (user) => {
      await insertUsers(owner, [{ ...anOfficer, ...user }], await (passwordHash ??= hashPassword(password)))
      const { rows } = await owner.query<{ id: string }>('select id from "user" where email = $1', [
        user.email,
      ])
      return rows[0]!.id
    },
    startSecondProcess: async () => {
      const other = await createService(service, settings, await insertServiceSecret(owner))
      const address = await listen(other)
      return { ...ancrage, address, send: createSender(address), stop: () => other.close() }
    },
    stop: async () => {
      await app.close()
      await owner.end()
      await server.query(`drop database ${name} with (force)`)
      await server.end()
    },
  }
  return ancrage
}

async function listen(app: NestFastifyApplication, port = 0): Promise<string> {
  await app.listen({ port, host: '127.0.0.1', backlog })
  return app.getUrl()
}

const createSender =
  (address: string): TestService['send'] =>
  async (token, query, variables = {}, headers = {}) => {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    })
    // Without the date, in which two equal answers may differ.
    const responseHeaders = new Headers(response.headers)
    responseHeaders.delete('date')
    return { ...((await response.json()) as GraphqlAnswer<any>), headers: responseHeaders }
  }

function createRequest(send: TestService['send']): TestService['request'] {
  const tokens = new Map<string, Promise<string>>()
  const signIn = async (email: string) => {
    const { data, errors } = await send(
      null,
      'mutation ($input: SignInInput!) { signIn(input: $input) { token } }',
      { input: { email, password } },
    )
    if (errors) throw new Error(JSON.stringify(errors))
    return data.signIn.token as string
  }
  return async (email, query, variables) => {
    if (email !== null && !tokens.has(email)) tokens.set(email, signIn(email))
    return send(email === null ? null : await tokens.get(email)!, query, variables)
  }
}
