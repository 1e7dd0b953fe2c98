import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'

/** Any number does: in this database of this server nobody else takes advisory locks. */
const key = 20180301

/** Marks a server as in use by this service, for as long as the service lives. */
export interface Lock {
  release(): Promise<void>
}

/**
 * Holds the lock of the server at `url` (its database `postgres`), and takes it again whenever the connection was
 * lost, because a killed server comes back at the same address.
 */
export async function holdLock(url: string): Promise<Lock> {
  let released = false
  let client = await lockedClient(url)

  const keep = async () => {
    while (!released) {
      await new Promise((resolve) => client.once('end', resolve))
      for (let taken = false; !taken && !released;) {
        taken = await lockedClient(url).then(
          (again) => ((client = again), true),
          () => pause(100, false),
        )
      }
    }
  }
  const kept = keep()
  return {
    async release() {
      released = true
      await client.end()
      await kept
      // The connection may have come back in the meantime.
      await client.end()
    },
  }
}

/** Whether a living service holds the lock; undefined when the server does not answer to this address. */
export async function isLocked(url: string): Promise<boolean | undefined> {
  const client = quietClient(url)
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

async function lockedClient(url: string): Promise<Client> {
  const client = quietClient(url)
  try {
    await client.connect()
    await client.query('select pg_advisory_lock($1)', [key])
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}

function quietClient(url: string): Client {
  const client = new Client({
    connectionString: url,
    application_name: 'ancrage lock',
    connectionTimeoutMillis: 5000,
  })
  // A lost connection ends in the event `end` as well; without a listener the error would end the process.
  client.on('error', () => undefined)
  return client
}
