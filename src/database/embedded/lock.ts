import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'

/** Any number: no other program takes advisory locks in this database. */
const key = 20180301

/** Marks a server as used by this service, until the service ends. */
export interface Lock {
  release(): Promise<void>
}

/**
 * Holds an advisory lock in the database `postgres` at `url`. Takes it again after a lost connection, because a killed
 * server restarts at the same address.
 */
export async function holdLock(url: string): Promise<Lock> {
  let isReleased = false
  let client = await connectLocked(url)

  const keepLocked = async () => {
    while (!isReleased) {
      await new Promise((resolve) => client.once('end', resolve))
      for (let isLocked = false; !isLocked && !isReleased;) {
        isLocked = await connectLocked(url).then(
          (next) => ((client = next), true),
          () => pause(100, false),
        )
      }
    }
  }
  const ended = keepLocked()
  return {
    async release() {
      isReleased = true
      await client.end()
      await ended
      // A new connection may have been made in the meantime.
      await client.end()
    },
  }
}

/** Returns whether a running service holds the lock; undefined when no server answers. */
export async function isLocked(url: string): Promise<boolean | undefined> {
  const client = createClient(url)
  try {
    await client.connect()
    const { rows } = await client.query(
      `select exists (select from pg_locks join pg_database on pg_database.oid = pg_locks.database
        where locktype = 'advisory' and datname = 'postgres') as locked`,
    )
    return (rows[0] as { locked: boolean }).locked
  } catch {
    return undefined
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function connectLocked(url: string): Promise<Client> {
  const client = createClient(url)
  try {
    await client.connect()
    await client.query('select pg_advisory_lock($1)', [key])
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}

function createClient(url: string): Client {
  const client = new Client({
    connectionString: url,
    application_name: 'ancrage lock',
    connectionTimeoutMillis: 5000,
  })
  // A lost connection emits `end` too. Without a listener, `error` would end the process.
  client.on('error', () => undefined)
  return client
}
