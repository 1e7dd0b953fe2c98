import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import type { AgencyKind } from '../agency/agency.entity.js'
import { StartError } from '../config/start-error.js'
import { uuidv7 } from '../core/uuid.js'
import { insertAgencies, insertUsers } from './bootstrap.js'
import { hashPassword } from './session/password.js'

export interface FirstAdmin {
  role: 'ADMIN' | 'OPERATOR'
  email: string
  name: string
  /** Code of the agency. */
  agency: string
  /** Required when the agency does not exist yet. */
  agencyName: string | undefined
  kind: AgencyKind | undefined
}

/**
 * Creates an ADMIN or OPERATOR, and the agency if it does not exist. An existing one gets a new password, and their sessions end.
 * Returns the password; only its hash is stored. Each change leaves an audit entry without a user in the same transaction. Throws a StartError when the agency's name or kind is
 * missing, or when the user exists with another role.
 */
export async function createFirstAdmin(owner: Client, admin: FirstAdmin): Promise<string> {
  const password = randomBytes(15).toString('base64url')
  const hash = await hashPassword(password)
  await owner.query('begin')
  await ensureAgency(owner, admin)
  const user = await findUser(owner, admin.email)
  if (user) await renewPassword(owner, admin, user, hash)
  else await addUser(owner, admin, hash)
  await owner.query('commit')
  return password
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

async function addUser(owner: Client, admin: FirstAdmin, hash: string): Promise<void> {
  const clearance = admin.role === 'ADMIN' ? 'INTERNAL' : 'OPEN'
  await insertUsers(owner, [{ ...admin, clearance, language: 'EN' }], hash)
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

async function renewPassword(
  owner: Client,
  admin: FirstAdmin,
  { id, email, role }: ExistingUser,
  hash: string,
): Promise<void> {
  if (role !== admin.role) throw new StartError(`${email} exists already, as ${role}: give another --email.`)
  await owner.query('select set_password($1, $2)', [id, hash])
  await owner.query('update session set ended_at = now() where user_id = $1 and ended_at is null', [id])
  await owner.query(`select notify_account($1, 'PASSWORD_CHANGED', true)`, [id])
  await owner.query(
    `${addEntry} values ($1, clock_timestamp(), 'setPassword', 'User', $2, jsonb_build_object('by', $3::text))`,
    [uuidv7(), id, byCommand],
  )
}
