import { setTimeout as pause } from 'node:timers/promises'
import { StartError } from '../../config/start-error.js'
import { ownerUrlOf, type Cluster } from './cluster.js'
import { isLocked } from './lock.js'
import { interruptServer } from './server-process.js'
import { isAlive, readServerNote, readStarter } from './server-files.js'

/** Milliseconds that a living service gets to bring its killed server, or its lost lock, back. */
const graceMilliseconds = 5000

/**
 * Makes a cluster ours to start. A server that outlived its killed service is stopped; one that a living service uses
 * is left alone, and the start refused with a StartError.
 */
export async function adoptOrphan(cluster: Cluster, log: (line: string) => void): Promise<void> {
  const deadline = Date.now() + graceMilliseconds
  for (let note = readServerNote(cluster.dataDir); note; note = readServerNote(cluster.dataDir)) {
    const locked = await isLocked(ownerUrlOf(cluster, note.port, 'postgres'))
    if (locked) throw inUse(cluster)
    if (!starterLives(cluster) || Date.now() > deadline) {
      // Nobody answers: the note is a left-over, or its server is on its way; PostgreSQL itself tells them apart.
      if (locked === undefined) return
      log('A database server is still running without its service, which was killed: stopping it first.')
      await stopOrphan(cluster, note.pid)
    }
    await pause(100)
  }
}

/** A service that started the last server here and still runs may be about to start it again. */
function starterLives(cluster: Cluster): boolean {
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

function inUse({ folder }: Cluster): StartError {
  return new StartError(
    `The database in ${folder} is used by another running service: stop that one, or set DATA_DIR to another folder.`,
  )
}
