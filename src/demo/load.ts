import { Client } from 'pg'
import { StartError } from '../config/start-error.js'
import { insertAgencies, insertUsers } from '../user/bootstrap.js'
import { hashPassword } from '../user/session/password.js'
import { demoAgencies, demoPassword, demoUsers } from './people.js'

/** Any number does, as long as nothing else of this database waits for it. */
const turn = 2018_05_31

/**
 * Puts the people of the demo case in, whole or not at all, and once: false when they were there already. Two
 * processes at the same moment do not disturb each other. What they do is played afterwards, by themselves.
 */
export async function loadDemoPeople(ownerUrl: string): Promise<boolean> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query('begin')
    await owner.query('select pg_advisory_xact_lock($1)', [turn])
    const fresh = !(await isLoaded(owner))
    if (fresh) await foundPeople(owner)
    await owner.query('commit')
    return fresh
  } finally {
    await owner.end()
  }
}

async function isLoaded(owner: Client): Promise<boolean> {
  const { rows } = await owner.query(
    `select exists (select from "user" where email = $1) as loaded, exists (select from agency where code = any ($2)) as taken`,
    [demoUsers[0]?.email, demoAgencies.map(({ code }) => code)],
  )
  const { loaded, taken } = rows[0] as { loaded: boolean; taken: boolean }
  if (taken && !loaded)
    throw new StartError(
      'This database already has an agency that the demo case would bring: set DEMO=off, or DATABASE_URL to another database.',
    )
  return loaded
}

async function foundPeople(owner: Client): Promise<void> {
  await insertAgencies(owner, demoAgencies)
  await insertUsers(owner, demoUsers, await hashPassword(demoPassword))
}
