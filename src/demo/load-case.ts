/** Plays the demo case through the same services as the API: as the demo users, at the instants of the case, whole or not at all. */
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

/** Any number does, as long as nothing else of this database waits for it. */
const turn = 2018_07_03

/** False when there are deals already. */
export async function loadCase(
  source: DataSource,
  settings: Settings,
  serviceSecret: ServiceSecret,
): Promise<boolean> {
  return inTransaction(source, async (db) => {
    await db.query('select pg_advisory_xact_lock($1)', [turn])
    const sessions = new Map<string, Buffer>()
    const as: RunAs = async (email, day) => ({
      ...(await authenticateAs(db, sessions, serviceSecret, email)),
      now: eveningOf(day),
    })
    await as('head@awex.example', '2018-01-08')
    const [{ played }] = await db.query<[{ played: boolean }]>('select exists (select from deal) as played')
    if (!played) {
      const companies = await loadCompanies(as)
      await loadMeetingsAndClaims(as, companies, await loadDeals(as, companies, settings))
    }
    for (const token of sessions.values()) await db.query('select end_session($1)', [token])
    return !played
  })
}

const eveningOf = (day: string): Date => new Date(startOfDay(day).getTime() + 18 * 3_600_000)

/** From now on the database hears this user ask, as if signed in. */
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
