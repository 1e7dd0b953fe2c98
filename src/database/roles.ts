import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Client, DatabaseError, escapeLiteral } from 'pg'
import { ConfigError, type Config } from '../config/read-config.js'
import { StartError } from '../config/start-error.js'
import { scramVerifier } from './scram.js'

/** The role of the service. It owns nothing; the grants and policies of the SQL definitions name it. */
export const serviceRole = 'ancrage_service'

/**
 * Returns the connection URL of the service. Its password is derived from the owner's, so that several processes agree
 * on it without sharing anything else. Throws a ConfigError when the owner has no password, or when the configured URL
 * names another role.
 */
export function serviceUrl(config: Pick<Config, 'serviceDatabaseUrl'>, ownerUrl: string): string {
  if (config.serviceDatabaseUrl) return checkServiceRole(config.serviceDatabaseUrl)
  const url = new URL(ownerUrl)
  if (!url.password)
    throw new ConfigError(
      'DATABASE_URL has no password, from which the password of the service role is derived: ' +
        `add it, or set SERVICE_DATABASE_URL to a URL with the role ${serviceRole}.`,
    )
  url.username = serviceRole
  url.password = createHmac('sha256', decodeURIComponent(new URL(ownerUrl).password))
    .update(serviceRole)
    .digest('hex')
  return url.href
}

/** Returns the connection URL; throws a ConfigError for another role, which would have no grants. */
export function checkServiceRole(url: string): string {
  const role = decodeURIComponent(new URL(url).username)
  if (role === serviceRole) return url
  throw new ConfigError(
    `SERVICE_DATABASE_URL names the role ${role || '(none)'}, but the service needs the role ${serviceRole}: ` +
      `write postgresql://${serviceRole}:password@host:5432/database.`,
  )
}

/**
 * Ensures that the service can sign in, as a role to which row-level security applies. Creates the role when it is
 * missing, with the password of `url`. Throws a StartError when that is not possible, or when the role could bypass
 * row-level security.
 */
export async function ensureServiceRole(ownerUrl: string, url: string): Promise<void> {
  if (!(await canSignIn(url))) {
    await runAsOwner(ownerUrl, (owner) => saveRole(owner, decodeURIComponent(new URL(url).password)))
    if (!(await canSignIn(url))) throw new StartError(`The role ${serviceRole} cannot sign in: ${signInHint}`)
  }
  await runAsOwner(ownerUrl, checkPrivileges)
}

const signInHint = 'check SERVICE_DATABASE_URL, and that the server accepts this role (pg_hba.conf).'

/** Returns false when the server rejects the name or the password; throws other errors. */
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

async function runAsOwner(ownerUrl: string, work: (owner: Client) => Promise<void>): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 })
  try {
    await owner.connect()
    await work(owner)
  } finally {
    await owner.end().catch(() => undefined)
  }
}

async function saveRole(owner: Client, password: string): Promise<void> {
  const verifier = escapeLiteral(scramVerifier(password))
  const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [serviceRole])
  if (rowCount === 0) {
    const rights = 'login nosuperuser nocreatedb nocreaterole nobypassrls noinherit'
    await retryRoleChange(() => owner.query(`create role ${serviceRole} ${rights} password ${verifier}`))
  } else {
    await checkNotShared(owner)
    await retryRoleChange(() => owner.query(`alter role ${serviceRole} login noinherit password ${verifier}`))
  }
}

/** Rejects a role that another database of the server uses: its one password would change for that service too. */
async function checkNotShared(owner: Client): Promise<void> {
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

const mayNotManageRoles = (message: string) =>
  new StartError(
    `The role of DATABASE_URL may not manage roles (${message}). Give it CREATEROLE. Or let an administrator of the ` +
      `server run: create role ${serviceRole} login password '…'; and set SERVICE_DATABASE_URL to ` +
      `postgresql://${serviceRole}:…@host:5432/database.`,
  )

/** Retries a change of a role: roles belong to the whole server, and another process may change the same one now. */
async function retryRoleChange(change: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await change()
      return
    } catch (error) {
      const { code = '', message = '' } = error instanceof DatabaseError ? error : {}
      if (code === '42710' || code === '23505') return // Another process has just created it, with the same password.
      if (code === '42501') throw mayNotManageRoles(message)
      if (attempt === 20 || !message.includes('tuple concurrently updated')) throw error
      await pause(Math.random() * 100)
    }
  }
}

/**
 * Rejects a role that could bypass row-level security: a superuser, one with BYPASSRLS or CREATEROLE, an owner of
 * anything in the database, and a member of such a role.
 */
async function checkPrivileges(owner: Client): Promise<void> {
  const { rows } = await owner.query(
    `select
       exists (select from pg_roles where pg_has_role($1, oid, 'member') and (rolsuper or rolbypassrls or rolcreaterole))
         as bypasses,
       exists (select from pg_class where pg_has_role($1, relowner, 'member'))
         or exists (select from pg_namespace where pg_has_role($1, nspowner, 'member'))
         or exists (select from pg_database where datname = current_database() and pg_has_role($1, datdba, 'member'))
         as owns`,
    [serviceRole],
  )
  const { bypasses, owns } = rows[0] as { bypasses: boolean; owns: boolean }
  if (bypasses) throw new StartError(`The role ${serviceRole} could bypass row-level security: ${remedy}`)
  if (owns)
    throw new StartError(
      `The role ${serviceRole} owns a part of the database, or may become its owner: ${remedy}`,
    )
}

const remedy = 'revoke that (NOSUPERUSER NOBYPASSRLS NOCREATEROLE, no ownership, no membership).'
