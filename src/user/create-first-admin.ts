import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import type { AgencyKind } from '../agency/agency.entity.js'
import { StartError } from '../config/start-error.js'
import { insertAgencies, insertUsers } from './bootstrap.js'
import { hashPassword } from './session/password.js'

export interface FirstAdmin {
  email: string
  name: string
  /** Code of the agency. */
  agency: string
  /** Needed when there is no such agency yet. */
  agencyName: string | undefined
  kind: AgencyKind | undefined
}

/**
 * Puts in an ADMIN, and the agency where it is missing; an ADMIN who is there gets a new password, and is signed out
 * everywhere. Returns the password, which is kept nowhere. Throws a StartError where something else is in the way.
 */
export async function createFirstAdmin(owner: Client, admin: FirstAdmin): Promise<string> {
  const password = randomBytes(15).toString('base64url')
  const hash = await hashPassword(password)
  await owner.query('begin')
  await ensureAgency(owner, admin)
  const existing = await findUser(owner, admin.email)
  if (existing) await renewPassword(owner, existing, hash)
  else await insertUsers(owner, [{ ...admin, role: 'ADMIN', clearance: 'INTERNAL', language: 'EN' }], hash)
  await owner.query('commit')
  return password
}

async function ensureAgency(owner: Client, { agency, agencyName, kind }: FirstAdmin): Promise<void> {
  const { rowCount } = await owner.query('select from agency where code = $1', [agency])
  if (rowCount !== 0) return
  if (!agencyName || !kind)
    throw new StartError(`There is no agency ${agency} yet: give its --agency-name and its --kind as well.`)
  await insertAgencies(owner, [{ code: agency, name: agencyName, kind }])
}

interface Existing {
  id: string
  email: string
  role: string
}

async function findUser(owner: Client, email: string): Promise<Existing | undefined> {
  const { rows } = await owner.query('select id, email, role from "user" where email = $1', [email])
  return (rows as Existing[])[0]
}

async function renewPassword(owner: Client, { id, email, role }: Existing, hash: string): Promise<void> {
  if (role !== 'ADMIN') throw new StartError(`${email} is there already, as ${role}: give another --email.`)
  await owner.query('select set_password($1, $2)', [id, hash])
  await owner.query('update session set ended_at = now() where user_id = $1 and ended_at is null', [id])
}
