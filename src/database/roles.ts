import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Client, DatabaseError, escapeIdentifier, escapeLiteral } from 'pg'
import { ConfigError, type Config } from '../config.js'
import { StartError } from '../start-error.js'
import { scramVerifier } from './scram.js'

/** The role that the service works as, unless SERVICE_DATABASE_URL names another: it owns nothing. */
export const serviceRole = 'ancrage_service'

/**
 * The address that the service connects with. The password follows from the owner's, so that several processes agree
 * without sharing anything else.
 */
export function serviceUrl(config: Pick<Config, 'serviceDatabaseUrl'>, ownerUrl: string): string {
  if (config.serviceDatabaseUrl) return config.serviceDatabaseUrl
  const url = new URL(ownerUrl)
  if (!url.password)
    throw new ConfigError(
      'DATABASE_URL has no password, from which the one of the service’s own role would follow: ' +
        'add it, or set SERVICE_DATABASE_URL to the address of a role that owns nothing.',
    )
  url.username = serviceRole
  url.password = createHmac('sha256', decodeURIComponent(new URL(ownerUrl).password))
    .update(serviceRole)
    .digest('hex')
  return url.href
}

/** Name of the role in an address. */
export function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username)
}

/**
 * Sees to it that the service can sign in, and only as a role that the row-level policies hold for. Creates the role
 * when it is missing, and repairs it when it is our own. Throws a StartError when the role could see past the policies.
 */
export async function ensureServiceRole(ownerUrl: string, serviceUrl: string): Promise<void> {
  const role = roleOf(serviceUrl)
  if (!(await canSignIn(serviceUrl))) {
    await asOwner(ownerUrl, (owner) => putRole(owner, role, decodeURIComponent(new URL(serviceUrl).password)))
    if (!(await canSignIn(serviceUrl))) throw new StartError(`The role ${role} cannot sign in: ${howTo}`)
  }
  await asOwner(ownerUrl, (owner) => refusePower(owner, role))
}

const howTo = 'check SERVICE_DATABASE_URL, and that the server lets this role in (pg_hba.conf).'

/** False when the server refuses the name or the password; other errors are thrown. */
async function canSignIn(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    return true
  } catch (error) {
    if (error instanceof DatabaseError && error.code?.startsWith('28')) return false
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function asOwner(ownerUrl: string, work: (owner: Client) => Promise<void>): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 })
  try {
    await owner.connect()
    await work(owner)
  } finally {
    await owner.end().catch(() => undefined)
  }
}

/** A role that we did not create keeps its password: a slip in an address must not change it. */
async function putRole(owner: Client, role: string, password: string): Promise<void> {
  const verifier = escapeLiteral(scramVerifier(password))
  const name = escapeIdentifier(role)
  const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [role])
  if (rowCount === 0) {
    const rights = 'login nosuperuser nocreatedb nocreaterole nobypassrls noinherit'
    await whenRolesAreFree(() => owner.query(`create role ${name} ${rights} password ${verifier}`))
  } else if (role === serviceRole) {
    await whenRolesAreFree(() => owner.query(`alter role ${name} login noinherit password ${verifier}`))
  }
}

/** Roles belong to the whole server, where another process may change the same one at the same moment. */
async function whenRolesAreFree(change: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await change()
      return
    } catch (error) {
      const { code = '', message = '' } = error instanceof DatabaseError ? error : {}
      if (code === '42710' || code === '23505') return // Another process has just created it, with the same password.
      if (code === '42501') throw new StartError(`The role of DATABASE_URL may not manage roles: ${message}.`)
      if (attempt === 20 || !message.includes('tuple concurrently updated')) throw error
      await pause(Math.random() * 100)
    }
  }
}

/** The policies do not hold for superusers, for roles with BYPASSRLS, and for owners; nor for who may become one. */
async function refusePower(owner: Client, role: string): Promise<void> {
  const { rows } = await owner.query(
    `select
       exists (select from pg_roles where pg_has_role($1, oid, 'member') and (rolsuper or rolbypassrls or rolcreaterole))
         as mighty,
       exists (select from pg_class where pg_has_role($1, relowner, 'member'))
         or exists (select from pg_namespace where pg_has_role($1, nspowner, 'member'))
         or exists (select from pg_database where datname = current_database() and pg_has_role($1, datdba, 'member'))
         as owning`,
    [role],
  )
  const { mighty, owning } = rows[0] as { mighty: boolean; owning: boolean }
  if (mighty) throw new StartError(`The role ${role} could read past the row-level policies: ${remedy}`)
  if (owning)
    throw new StartError(`The role ${role} owns a part of the database, or may become its owner: ${remedy}`)
}

const remedy =
  'let the service connect (SERVICE_DATABASE_URL) as a role of its own that owns nothing, ' +
  'with NOSUPERUSER NOBYPASSRLS NOCREATEROLE.'
