import { join } from 'node:path'
import { Client } from 'pg'
import { findBinaries } from './binaries.js'
import { openCluster, ownerUrlOf, type Cluster } from './cluster.js'
import { holdLock, isLocked } from './lock.js'
import { chooseDataFolder } from './data-folder.js'
import { readServerNote } from './server-files.js'
import { superviseServer } from './supervisor.js'

/** A PostgreSQL server of our own, running as our child. */
export interface EmbeddedServer {
  /** Address of the database `ancrage` as its owner, a superuser; the same for as long as it runs. */
  ownerUrl: string
  /** Stops the server in order; the data stays. Asked twice, it stops once. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** Undefined: `data` in the checkout, or a folder that PostgreSQL can reach where root may not run it there. */
  dataDir: string | undefined
  /** Takes one line for whoever started us. */
  log: (line: string) => void
}

/**
 * Starts the PostgreSQL that npm installed, on a free port of this machine only. A server that dies is started again at
 * the same address. Throws a StartError where somebody has to do something about it.
 */
export async function startEmbedded({ dataDir, log }: EmbeddedOptions): Promise<EmbeddedServer> {
  const place = chooseDataFolder(dataDir, log)
  const cluster = await openCluster(place, findBinaries(place), log)
  const server = await superviseServer(cluster, log)
  try {
    const lock = await holdLock(ownerUrlOf(cluster, server.port, 'postgres'))
    await createDatabase(cluster, server.port)
    let stopped: Promise<void> | undefined
    return {
      ownerUrl: ownerUrlOf(cluster, server.port, 'ancrage'),
      stop: () => (stopped ??= lock.release().then(() => server.stop())),
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Address of the database that a running service has there, as its owner; undefined where none runs. */
export async function findRunning({ dataDir, log }: EmbeddedOptions): Promise<string | undefined> {
  const place = chooseDataFolder(dataDir, log)
  const note = readServerNote(join(place.folder, 'postgres', 'cluster'))
  if (!note?.ready) return undefined
  const cluster = await openCluster(place, findBinaries(place), log)
  const runs = await isLocked(ownerUrlOf(cluster, note.port, 'postgres'))
  return runs ? ownerUrlOf(cluster, note.port, 'ancrage') : undefined
}

async function createDatabase(cluster: Cluster, port: number): Promise<void> {
  const client = new Client({ connectionString: ownerUrlOf(cluster, port, 'postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query(`select from pg_database where datname = 'ancrage'`)
    if (rowCount === 0) await client.query('create database ancrage')
    // whoever signs in to ask our database has no business in this one
    await client.query('revoke connect, temporary on database postgres from public')
  } finally {
    await client.end()
  }
}
