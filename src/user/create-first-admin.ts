import type { Client } from 'pg'
import type { AgencyKind } from '../agency/agency.entity.js'
import type { Language } from '../core/locale.js'
import { StartError } from '../config/start-error.js'
import { newToken, tokenHash } from '../core/token.js'
import { uuidv7 } from '../core/uuid.js'
import { insertAgencies, insertUsers } from './bootstrap.js'

export interface FirstAdmin {
  role: 'ADMIN' | 'OPERATOR'
  email: string
  name: string
  /** Code of the agency. */
  agency: string
  /** Required when the agency does not exist yet. */
  agencyName: string | undefined
  kind: AgencyKind | undefined
  language: Language
  /** Whether the second factor of an existing one is removed. */
  removesSecondFactor: boolean
}

/**
 * Creates an ADMIN or OPERATOR, and the agency if it does not exist. Returns the secret of a one-time link with which they
 * set their password within 24 hours, and whether they need the code of a second factor. Only the hash of the secret is
 * stored. The password of an existing user stops working, and their sessions end; their second factor stays, unless it is
 * to be removed. Throws a StartError when the agency's name or kind is missing, or when the user exists with another role.
 * Each change leaves an audit entry without a user in the same transaction.
 */
export async function createFirstAdmin(
  owner: Client,
  admin: FirstAdmin,
): Promise<{ secret: string; needsCode: boolean }> {
  const secret = newToken('l')
  await owner.query('begin')
  await ensureAgency(owner, admin)
  const user = await findUser(owner, admin.email)
  if (user) await removePassword(owner, admin, user)
  else await addUser(owner, admin)
  await insertLink(owner, admin.email, secret)
  const { rowCount } = await owner.query(
    'select from totp t join "user" u on u.id = t.user_id where u.email = $1 and t.confirmed_at is not null',
    [admin.email],
  )
  await owner.query('commit')
  return { secret, needsCode: rowCount !== 0 }
}

async function ensureAgency(owner: Client, { agency, agencyName, kind }: FirstAdmin): Promise<void> {
  const { rowCount } = await owner.query('select from agency where code = $1', [agency])
  if (rowCount !== 0) return
  if (!agencyName || !kind)
    throw new StartError(`There is no agency ${agency} yet: give its --agency-name and its --kind as well.`)
  await insertAgencies(owner, [{ code: agency, name: agencyName, kind }])
  await owner.query(
    `${addEntry} select $1, clock_timestamp(), 'createAgency', 'Agency', id,
       jsonb_build_object('code', code, 'name', name, 'kind', kind, 'by', $3::text)
       from agency where code = $2`,
    [uuidv7(), agency, byCommand],
  )
}

/** What the entries name as the author of the change: there is no viewer. */
const byCommand = 'create-admin'

const addEntry = 'insert into audit_entry (id, at, verb, subject_type, subject_id, after)'

async function addUser(owner: Client, admin: FirstAdmin): Promise<void> {
  const clearance = admin.role === 'ADMIN' ? 'INTERNAL' : 'OPEN'
  await insertUsers(owner, [{ ...admin, clearance }], null)
  await owner.query(
    `${addEntry} select $1, clock_timestamp(), 'createUser', 'User', id,
       jsonb_build_object('agencyId', agency_id, 'email', email, 'name', name, 'kind', kind, 'role', role,
         'clearance', clearance, 'language', language, 'active', active, 'by', $3::text)
       from "user" where email = $2`,
    [uuidv7(), admin.email, byCommand],
  )
}

interface ExistingUser {
  id: string
  email: string
  role: string
}

async function findUser(owner: Client, email: string): Promise<ExistingUser | undefined> {
  const { rows } = await owner.query('select id, email, role from "user" where email = $1', [email])
  return (rows as ExistingUser[])[0]
}

/** Inserts a link in place of earlier ones, as `create_password_link.sql` does. No other user has made it. */
async function insertLink(owner: Client, email: string, secret: string): Promise<void> {
  await owner.query(
    `update password_link l set expires_at = now(), next_mail_at = null
       from "user" u where u.id = l.user_id and u.email = $1 and l.used_at is null and l.expires_at > now()`,
    [email],
  )
  await owner.query(
    `insert into password_link (id, user_id, token_hash, created_by_id, created_at, expires_at)
     select $1, u.id, $3, u.id, now(), now() + interval '24 hours' from "user" u where u.email = $2`,
    [uuidv7(), email, tokenHash(secret)],
  )
  await owner.query(
    `${addEntry} select $1, clock_timestamp(), 'createPasswordLink', 'User', id, jsonb_build_object('by', $3::text)
       from "user" where email = $2`,
    [uuidv7(), email, byCommand],
  )
}

async function removePassword(
  owner: Client,
  admin: FirstAdmin,
  { id, email, role }: ExistingUser,
): Promise<void> {
  if (role !== admin.role) throw new StartError(`${email} exists already, as ${role}: give another --email.`)
  await owner.query('delete from credential where user_id = $1', [id])
  await owner.query('update session set ended_at = now() where user_id = $1 and ended_at is null', [id])
  await owner.query(`select notify_account($1, 'PASSWORD_LINK', true)`, [id])
  if (admin.removesSecondFactor) await removeSecondFactor(owner, id)
}

async function removeSecondFactor(owner: Client, id: string): Promise<void> {
  await owner.query('delete from totp_recovery_code where user_id = $1', [id])
  const { rowCount } = await owner.query('delete from totp where user_id = $1', [id])
  if (rowCount === 0) return
  await owner.query(`select notify_account($1, 'SECOND_FACTOR_REMOVED', true)`, [id])
  await owner.query(
    `${addEntry} values ($1, clock_timestamp(), 'removeSecondFactor', 'User', $2, jsonb_build_object('by', $3::text))`,
    [uuidv7(), id, byCommand],
  )
}
