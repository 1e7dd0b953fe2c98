import type { AgencyKind } from '../../src/agency/agency.entity.js'
import type { Confidentiality, Role } from '../../src/core/scope.js'
import { instant } from './calendar.js'
import type { Random } from './random.js'
import { slug, type Names } from './names.js'
import { versionColumns, type SeedRows } from './rows.js'

export interface SeededAgency {
  id: string
  code: string
  name: string
  kind: AgencyKind
  /** The HEAD comes first. */
  users: SeededUser[]
  /** The users who may work on deals, the HEAD first. */
  workers: SeededUser[]
}
export interface SeededUser {
  id: string
  email: string
  agencyId: string
  role: Role
  clearance: Confidentiality
}
/** The rows that deals refer to. */
export interface Organisations {
  agencies: SeededAgency[]
  /** Agencies that lead deals; earlier ones lead more. */
  leads: SeededAgency[]
  sites: string[]
}

const titles: Record<AgencyKind, { count: number; name: (city: string) => string }> = {
  REGIONAL_AGENCY: { count: 4, name: (city) => `Invest in ${city}` },
  MINISTER_CABINET: { count: 4, name: (city) => `Cabinet of the minister for ${city}` },
  FEDERAL_OFFICE: { count: 3, name: (city) => `Federal office of ${city}` },
  CLUSTER: { count: 5, name: (city) => `${city} cluster` },
  INFRASTRUCTURE_OPERATOR: { count: 4, name: (city) => `${city} airport and port` },
}

const usersOfAgency = 10

export function makeOrganisations(
  rows: SeedRows,
  random: Random,
  names: Names,
  since: number,
  passwordHash: string,
): Organisations {
  const agencies = (Object.keys(titles) as AgencyKind[]).flatMap((kind) =>
    Array.from({ length: titles[kind].count }, () => makeAgency(rows, random, names, kind, since)),
  )
  for (const agency of agencies)
    for (let n = 0; n < usersOfAgency; n++) makeUser(rows, random, names, agency, n, since, passwordHash)
  makeOperator(rows, random, agencies[0]!, since, passwordHash)
  const leads = agencies.filter(({ kind }) => kind === 'REGIONAL_AGENCY' || kind === 'CLUSTER')
  return {
    agencies,
    leads,
    sites: Array.from({ length: 150 }, () => makeSite(rows, random, names, { since, leads })),
  }
}

function makeAgency(
  rows: SeedRows,
  random: Random,
  names: Names,
  kind: AgencyKind,
  since: number,
): SeededAgency {
  const name = titles[kind].name(names.city('FR'))
  const id = random.id(since)
  // Two cities may have the same name.
  const code = `${slug(name)}-${id.slice(-3)}`
  rows.add('agency', { id, code, name, kind, ...versionColumns(instant(since)) })
  return { id, code, name, kind, users: [], workers: [] }
}

const roleOf = (agency: SeededAgency, n: number): Role => {
  if (n === 0) return 'HEAD'
  if (n === 1) return 'ANALYST'
  if (n === 2) return 'ADMIN'
  return agency.kind === 'MINISTER_CABINET' ? 'CABINET' : 'OFFICER'
}

function makeUser(
  rows: SeedRows,
  random: Random,
  names: Names,
  agency: SeededAgency,
  n: number,
  since: number,
  passwordHash: string,
): void {
  const language = names.language()
  const { name, mailbox } = names.person(language)
  const role = roleOf(agency, n)
  const user: SeededUser = {
    id: random.id(since),
    email: `${n === 0 ? 'head' : `${mailbox}.${n}`}@${agency.code}.example`,
    agencyId: agency.id,
    role,
    clearance:
      role === 'HEAD' ? 'SECRET' : random.weighted({ OPEN: 1, INTERNAL: 4, RESTRICTED: 4, SECRET: 1 }),
  }
  rows.add('user', {
    id: user.id,
    agency_id: agency.id,
    email: user.email,
    name,
    role,
    clearance: user.clearance,
    language,
    active: true,
    ...versionColumns(instant(since)),
  })
  rows.add('credential', { user_id: user.id, password_hash: passwordHash, updated_at: instant(since) })
  agency.users.push(user)
  if (role === 'HEAD' || role === 'OFFICER') agency.workers.push(user)
}

/** Adds the OPERATOR of the installation, who sees no deal. */
function makeOperator(
  rows: SeedRows,
  random: Random,
  agency: SeededAgency,
  since: number,
  passwordHash: string,
): void {
  const id = random.id(since)
  rows.add('user', {
    id,
    agency_id: agency.id,
    email: `operator@${agency.code}.example`,
    name: 'Operator of the installation',
    role: 'OPERATOR',
    clearance: 'OPEN',
    language: 'EN',
    active: true,
    ...versionColumns(instant(since)),
  })
  rows.add('credential', { user_id: id, password_hash: passwordHash, updated_at: instant(since) })
}

function makeSite(
  rows: SeedRows,
  random: Random,
  names: Names,
  { since, leads }: { since: number; leads: readonly SeededAgency[] },
): string {
  const id = random.id(since)
  const municipality = names.city('FR')
  const kind = random.weighted({ GREENFIELD: 3, BROWNFIELD: 2, BUILDING: 2, BUSINESS_PARK: 3 })
  const low = random.int(1, 60)
  rows.add('site', {
    id,
    name: `${{ GREENFIELD: 'Plateau', BROWNFIELD: 'Friche', BUILDING: 'Hall', BUSINESS_PARK: 'Parc' }[kind]} ${municipality}`,
    kind,
    municipality,
    nuts3: random.one(['BE331', 'BE332', 'BE334', 'BE335', 'BE341', 'BE351', 'BE321', 'BE310']),
    area_low: low,
    area_high: low + random.int(0, 40),
    latitude: 50 + random.int(0, 700) / 1000,
    longitude: 4 + random.int(0, 2000) / 1000,
    entered_by_id: leads[0]!.id,
    ...versionColumns(instant(since)),
  })
  return id
}

/** Returns an agency to lead a deal. Each leads about half as many as the one before. */
export function pickLead(organisations: Organisations, random: Random): SeededAgency {
  return organisations.leads.find(() => random.isTrue(0.45)) ?? organisations.leads[0]!
}
