import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Client, DatabaseError, escapeLiteral } from 'pg'
import { ConfigError, type Config } from '../config/read-config.js'
import { StartError } from '../config/start-error.js'
import { scramVerifier } from './scram.js'

/** The role that the service works as. It owns nothing; grants and policies of the migrations name it. */
export const serviceRole = 'ancrage_service'

/**
 * The address that the service connects with. The password follows from the owner's, so that several processes agree
 * without sharing anything else. Throws a ConfigError when there is none, or when the one set names another role.
 */
export function serviceUrl(config: Pick<Config, 'serviceDatabaseUrl'>, ownerUrl: string): string {
  if (config.serviceDatabaseUrl) return asServiceRole(config.serviceDatabaseUrl)
  const url = new URL(ownerUrl)
  if (!url.password)
    throw new ConfigError(
      'DATABASE_URL has no password, from which the one of the service’s own role would follow: ' +
        `add it, or set SERVICE_DATABASE_URL to the address of the role ${serviceRole}.`,
    )
  url.username = serviceRole
  url.password = createHmac('sha256', decodeURIComponent(new URL(ownerUrl).password))
    .update(serviceRole)
    .digest('hex')
  return url.href
}

/** Another role would see nothing: what may be read and written is granted to this one. */
function asServiceRole(url: string): string {
  const role = decodeURIComponent(new URL(url).username)
  if (role === serviceRole) return url
  throw new ConfigError(
    `SERVICE_DATABASE_URL names the role ${role || '(none)'}, but the service works as ${serviceRole}: ` +
      `write postgresql://${serviceRole}:password@host:5432/database.`,
  )
}

/**
 * Sees to it that the service can sign in, and only as a role that the row-level policies hold for. Creates the role
 * when it is missing, and gives it the password of `url`. Throws a StartError when that is not possible, or when the
 * role could see past the policies.
 */
export async function ensureServiceRole(ownerUrl: string, url: string): Promise<void> {
  if (!(await canSignIn(url))) {
    await asOwner(ownerUrl, (owner) => putRole(owner, decodeURIComponent(new URL(url).password)))
    if (!(await canSignIn(url))) throw new StartError(`The role ${serviceRole} cannot sign in: ${howTo}`)
  }
  await asOwner(ownerUrl, refusePower)
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

async function putRole(owner: Client, password: string): Promise<void> {
  const verifier = escapeLiteral(scramVerifier(password))
  const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [serviceRole])
  if (rowCount === 0) {
    const rights = 'login nosuperuser nocreatedb nocreaterole nobypassrls noinherit'
    await whenRolesAreFree(() => owner.query(`create role ${serviceRole} ${rights} password ${verifier}`))
  } else {
    await refuseForeignUse(owner)
    await whenRolesAreFree(() =>
      owner.query(`alter role ${serviceRole} login noinherit password ${verifier}`),
    )
  }
}

/** A role has one password for the whole server: another one would lock the service of another database out. */
async function refuseForeignUse(owner: Client): Promise<void> {
  const { rows } = await owner.query(
    `select distinct datname from pg_shdepend join pg_database on pg_database.oid = dbid
      where refclassid = 'pg_authid'::regclass and refobjid = $1::regrole and datname <> current_database()`,
    [serviceRole],
  )
  const [other] = rows as { datname: string }[]
  if (other)
    throw new StartError(
      `The role ${serviceRole} of this server has another password, with which the database ${other.datname} uses it: ` +
        'set SERVICE_DATABASE_URL with one password for both.',
    )
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
async function refusePower(owner: Client): Promise<void> {
  const { rows } = await owner.query(
    `select
       exists (select from pg_roles where pg_has_role($1, oid, 'member') and (rolsuper or rolbypassrls or rolcreaterole))
         as mighty,
       exists (select from pg_class where pg_has_role($1, relowner, 'member'))
         or exists (select from pg_namespace where pg_has_role($1, nspowner, 'member'))
         or exists (select from pg_database where datname = current_database() and pg_has_role($1, datdba, 'member'))
         as owning`,
    [serviceRole],
  )
  const { mighty, owning } = rows[0] as { mighty: boolean; owning: boolean }
  if (mighty)
    throw new StartError(`The role ${serviceRole} could read past the row-level policies: ${remedy}`)
  if (owning)
    throw new StartError(
      `The role ${serviceRole} owns a part of the database, or may become its owner: ${remedy}`,
    )
}

const remedy = 'take that from it (NOSUPERUSER NOBYPASSRLS NOCREATEROLE, no ownership, no membership).'
