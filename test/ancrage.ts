/** A whole service on a database of its own, asked over HTTP as named users. */
import { randomBytes } from 'node:crypto'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { Client } from 'pg'
import { DataSource } from 'typeorm'
import { readConfig, type Config } from '../src/config/read-config.js'
import { serviceUrl } from '../src/database/roles.js'
import { insertServiceSecret } from '../src/database/service-secret.js'
import { backlog } from '../src/http/listen.js'
import { createService } from '../src/service.js'
import { insertAgencies, insertUsers } from '../src/user/bootstrap.js'
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

export interface Ancrage {
  address: string
  /** The database, as its owner. */
  url: string
  /** A connection as the database's owner, which sees everything. */
  owner: Client
  /** Asks as the user with this e-mail address; null asks as nobody. Errors come back in the answer. */
  ask: <T = any>(email: string | null, query: string, variables?: object) => Promise<GraphqlAnswer<T>>
  /** The same, for what must succeed: gives the data. */
  get: <T = any>(email: string | null, query: string, variables?: object) => Promise<T>
  /** Asks with this bearer token; null sends none. */
  send: (
    token: string | null,
    query: string,
    variables?: object,
    headers?: Record<string, string>,
  ) => Promise<GraphqlAnswer<any> & { headers: Headers }>
  /** Another process on the same database; of its own are only address, send and stop. */
  alongside: () => Promise<Ancrage>
  stop: () => Promise<void>
}

const password = 'ancrage-demo'
let hashed: Promise<string> | undefined

type Setup = Partial<Config>

/** With the demo agencies and users, and `demo` with what they did in 2018. */
export async function anAncrage({ demo = false, ...changed }: Setup = {}): Promise<Ancrage> {
  const name = `ancrage_test_${randomBytes(6).toString('hex')}`
  const server = new Client({ connectionString: process.env.TEST_OWNER_URL })
  await server.connect()
  await server.query(`create database ${name} template ${template}`)
  const url = urlOf(process.env.TEST_OWNER_URL!, name)
  const owner = new Client({ connectionString: url })
  await owner.connect()
  // a copy of a database has not its rights
  await owner.query(`revoke temporary on database ${name} from public`)
  await insertAgencies(owner, demoAgencies)
  await insertUsers(owner, demoUsers, await (hashed ??= hashPassword(password)))
  const settings = { ...readConfig({}), poolSize: 5, ...changed }
  const service = serviceUrl({ serviceDatabaseUrl: undefined }, url)
  const serviceSecret = await insertServiceSecret(owner)
  const app = await createService(service, settings, serviceSecret)
  if (demo) await loadCase(app.get(DataSource), settings, serviceSecret)
  const address = await listening(app)
  const send = sender(address)
  const ask = asker(send)
  const ancrage: Ancrage = {
    address,
    url,
    owner,
    ask,
    send,
    get: async (email, query, variables) => {
      const { data, errors } = await ask(email, query, variables)
      if (errors) throw new Error(JSON.stringify(errors, null, 2))
      return data as never
    },
    alongside: async () => {
      const other = await createService(service, settings, await insertServiceSecret(owner))
      const address = await listening(other)
      return { ...ancrage, address, send: sender(address), stop: () => other.close() }
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

async function listening(app: NestFastifyApplication): Promise<string> {
  await app.listen({ port: 0, host: '127.0.0.1', backlog })
  return app.getUrl()
}

const sender =
  (address: string): Ancrage['send'] =>
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
    // Without the second it was sent, in which two answers alike may differ.
    const told = new Headers(response.headers)
    told.delete('date')
    return { ...((await response.json()) as GraphqlAnswer<any>), headers: told }
  }

function asker(send: Ancrage['send']): Ancrage['ask'] {
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
