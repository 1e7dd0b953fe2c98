import { Client } from 'pg'
import { StartError } from '../config/start-error.js'
import { insertAgencies, insertUsers } from '../user/bootstrap.js'
import { hashPassword } from '../user/session/password.js'
import { demoAgencies, demoPassword, demoUsers } from './people.js'

/** Key of the advisory lock; any number that nothing else in this database locks. */
const lockKey = 2018_05_31

/**
 * Inserts the agencies and users of the demo case in one transaction; returns false if they exist already. Takes a lock,
 * so that two processes may start at once. loadCase() adds the rest as these users.
 */
export async function loadDemoPeople(ownerUrl: string): Promise<boolean> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query('begin')
    await owner.query('select pg_advisory_xact_lock($1)', [lockKey])
    const isNew = !(await isLoaded(owner))
    if (isNew) await insertPeople(owner)
    await owner.query('commit')
    return isNew
  } finally {
    await owner.end()
  }
}

/** Throws a StartError when an active user of the demo, whose password is public, could sign in without the demo. */
export async function rejectDemoPeople(ownerUrl: string): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const { rowCount } = await owner.query('select from "user" where email = any ($1) and active limit 1', [
      demoUsers.map(({ email }) => email),
    ])
    if (rowCount !== 0) throw new StartError(demoPeopleFound)
  } finally {
    await owner.end()
  }
}

const demoPeopleFound =
  'This database holds the users of the demo case, whose password is public: choose another database by DATABASE_URL ' +
  'or DATA_DIR for real data, or set DEMO=on to show the demo.'

async function isLoaded(owner: Client): Promise<boolean> {
  const { rows } = await owner.query(
    `select exists (select from "user" where email = $1) as loaded, exists (select from agency where code = any ($2)) as taken`,
    [demoUsers[0]?.email, demoAgencies.map(({ code }) => code)],
  )
  const { loaded: isLoaded, taken: isTaken } = rows[0] as { loaded: boolean; taken: boolean }
  if (isTaken && !isLoaded)
    throw new StartError(
      'This database already has an agency that the demo case would bring: set DEMO=off, or DATABASE_URL to another database.',
    )
  return isLoaded
}

async function insertPeople(owner: Client): Promise<void> {
  await insertAgencies(owner, demoAgencies)
  await insertUsers(owner, demoUsers, await hashPassword(demoPassword))
}
