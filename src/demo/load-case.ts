/** Loads the demo case through the services of the API, as the demo users, at the instants of the case, in one transaction. */
import type { DataSource, EntityManager } from 'typeorm'
import { startOfDay } from '../core/time/day.js'
import type { Scope } from '../core/scope.js'
import { inTransaction, authenticate } from '../database/authenticated-query.js'
import type { ServiceSecret } from '../database/service-secret.js'
import type { Settings } from '../config/settings.js'
import type { RunAs } from './run-as.js'
import { startSession } from '../user/session/start-session.js'
import { loadCompanies } from './companies.js'
import { loadMeetingsAndClaims } from './meetings-and-claims.js'
import { loadDeals } from './deals.js'

/** Key of the advisory lock; any number that nothing else in this database locks. */
const lockKey = 2018_07_03

/** Returns false, and loads nothing, if there are deals already. */
export async function loadCase(
  source: DataSource,
  settings: Settings,
  serviceSecret: ServiceSecret,
): Promise<boolean> {
  return inTransaction(source, async (db) => {
    await db.query('select pg_advisory_xact_lock($1)', [lockKey])
    await db.query('select allow_past_instants($1)', [serviceSecret.secret])
    const sessions = new Map<string, Buffer>()
    const runAs: RunAs = async (email, day) => ({
      ...(await authenticateAs(db, sessions, serviceSecret, email)),
      now: eveningOf(day),
    })
    await runAs('head@awex.example', '2018-01-08')
    const [{ hasDeals }] = await db.query<[{ hasDeals: boolean }]>(
      'select exists (select from deal) as "hasDeals"',
    )
    if (!hasDeals) {
      const companies = await loadCompanies(runAs)
      await loadMeetingsAndClaims(runAs, companies, await loadDeals(runAs, companies, settings))
    }
    for (const token of sessions.values()) await db.query('select end_session($1)', [token])
    return !hasDeals
  })
}

const eveningOf = (day: string): Date => new Date(startOfDay(day).getTime() + 18 * 3_600_000)

/** Authenticates the transaction as this user from now on. */
async function authenticateAs(
  db: EntityManager,
  sessions: Map<string, Buffer>,
  serviceSecret: ServiceSecret,
  email: string,
): Promise<Omit<Scope, 'now'>> {
  const token = sessions.get(email) ?? (await startSession(db, serviceSecret, email))!
  sessions.set(email, token)
  const viewer = await authenticate(db, token)
  return { viewer, language: viewer.language, db }
}
