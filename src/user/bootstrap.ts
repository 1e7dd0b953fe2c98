/** Inserts agencies and users as the owner of the database: for the demo case, for tests, and for the first ADMIN. */
import type { Client } from 'pg'
import type { AgencyKind } from '../agency/agency.entity.js'
import type { Language } from '../core/locale.js'
import type { Confidentiality, Role } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'

export interface NewAgency {
  code: string
  name: string
  kind: AgencyKind
}
export interface NewUser {
  email: string
  name: string
  role: Role
  agency: string
  clearance: Confidentiality
  language: Language
}

export async function insertAgencies(owner: Client, agencies: readonly NewAgency[]): Promise<void> {
  for (const { code, name, kind } of agencies)
    await owner.query(
      'insert into agency (id, code, name, kind, created_at, updated_at) values ($1, $2, $3, $4, now(), now())',
      [uuidv7(), code, name, kind],
    )
}

/** Inserts users who all have the same password; null: none. */
export async function insertUsers(
  owner: Client,
  users: readonly NewUser[],
  passwordHash: string | null,
): Promise<void> {
  for (const { email, name, role, agency, clearance, language } of users) {
    const id = uuidv7()
    await owner.query(
      `insert into "user" (id, agency_id, email, name, role, clearance, language, created_at, updated_at)
       values ($1, (select id from agency where code = $2), $3, $4, $5, $6, $7, now(), now())`,
      [id, agency, email, name, role, clearance, language],
    )
    if (passwordHash) await owner.query('select set_password($1, $2)', [id, passwordHash])
  }
}
