import { join } from 'node:path'
import { Client } from 'pg'
import { findBinaries } from './binaries.js'
import { openCluster, ownerUrlOf, type Cluster } from './cluster.js'
import { holdLock, isLocked } from './lock.js'
import { chooseDataFolder } from './data-folder.js'
import { readServerNote } from './server-files.js'
import { superviseServer } from './supervisor.js'

/** A PostgreSQL server that runs as our child process. */
export interface EmbeddedServer {
  /** Connection URL of the database `ancrage` as its owner, a superuser; it does not change while the server runs. */
  ownerUrl: string
  /** Stops the server cleanly; the data stays. A second call waits for the first. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** Undefined: `data` in the checkout; for root, another folder where PostgreSQL's user cannot enter the checkout. */
  dataDir: string | undefined
  /** Prints one line for the operator. */
  log: (line: string) => void
}

/**
 * Starts the PostgreSQL that npm installed, on a free port of the loopback interface. A server that dies is started
 * again at the same address. Throws a StartError when the operator has to act.
 */
export async function startEmbedded({ dataDir, log }: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataFolder = chooseDataFolder(dataDir, log)
  const cluster = await openCluster(dataFolder, findBinaries(dataFolder), log)
  const server = await superviseServer(cluster, log)
  try {
    const lock = await holdLock(ownerUrlOf(cluster, server.port, 'postgres'))
    await createDatabase(cluster, server.port)
    let stopping: Promise<void> | undefined
    return {
      ownerUrl: ownerUrlOf(cluster, server.port, 'ancrage'),
      stop: () => (stopping ??= lock.release().then(() => server.stop())),
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Returns the owner's connection URL of the embedded database of a running service; undefined when none runs. */
export async function findRunning({ dataDir, log }: EmbeddedOptions): Promise<string | undefined> {
  const dataFolder = chooseDataFolder(dataDir, log)
  const note = readServerNote(join(dataFolder.folder, 'postgres', 'cluster'))
  if (!note?.ready) return undefined
  const cluster = await openCluster(dataFolder, findBinaries(dataFolder), log)
  const isRunning = await isLocked(ownerUrlOf(cluster, note.port, 'postgres'))
  return isRunning ? ownerUrlOf(cluster, note.port, 'ancrage') : undefined
}

async function createDatabase(cluster: Cluster, port: number): Promise<void> {
  const client = new Client({ connectionString: ownerUrlOf(cluster, port, 'postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query(`select from pg_database where datname = 'ancrage'`)
    if (rowCount === 0) await client.query('create database ancrage')
    // SQL logins and the service need only the database `ancrage`.
    await client.query('revoke connect, temporary on database postgres from public')
  } finally {
    await client.end()
  }
}
