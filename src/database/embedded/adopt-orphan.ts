import { setTimeout as pause } from 'node:timers/promises'
import { StartError } from '../../config/start-error.js'
import { ownerUrlOf, type Cluster } from './cluster.js'
import { isLocked } from './lock.js'
import { interruptServer } from './server-process.js'
import { isAlive, readServerNote, readStarter } from './server-files.js'

/** Milliseconds for a running service to restart its killed server, or to take its lost lock again. */
const graceMilliseconds = 5000

/**
 * Prepares a cluster for our own start. Stops a server that outlived its killed service. Throws a StartError when a
 * running service uses the server.
 */
export async function adoptOrphan(cluster: Cluster, log: (line: string) => void): Promise<void> {
  const deadline = Date.now() + graceMilliseconds
  for (let note = readServerNote(cluster.dataDir); note; note = readServerNote(cluster.dataDir)) {
    const locked = await isLocked(ownerUrlOf(cluster, note.port, 'postgres'))
    if (locked) throw inUseError(cluster)
    if (!isStarterAlive(cluster) || Date.now() > deadline) {
      // No answer: postmaster.pid is stale, or its server is still starting. PostgreSQL's own start distinguishes them.
      if (locked === undefined) return
      log('A database server is still running without its service, which was killed: stopping it first.')
      await stopOrphan(cluster, note.pid)
    }
    await pause(100)
  }
}

/** Returns whether the service that started the last server still runs; it may be about to restart that server. */
function isStarterAlive(cluster: Cluster): boolean {
  const starter = readStarter(cluster.dataDir)
  return starter !== undefined && starter !== process.pid && isAlive(starter)
}

async function stopOrphan(cluster: Cluster, pid: number): Promise<void> {
  interruptServer(cluster, pid)
  for (const deadline = Date.now() + 30_000; isAlive(pid); await pause(50)) {
    if (Date.now() > deadline)
      throw new StartError(`The database server ${pid} does not stop: end that process first.`)
  }
}

function inUseError({ folder }: Cluster): StartError {
  return new StartError(
    `The database in ${folder} is used by another running service: stop that one, or set DATA_DIR to another folder.`,
  )
}
