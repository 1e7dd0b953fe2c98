import { spawn, spawnSync } from 'node:child_process'
import { closeSync, fchownSync, openSync, readFileSync, statSync } from 'node:fs'
import { totalmem } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import type { Cluster } from './cluster.js'
import { readServerNote, starterSetting } from './server-files.js'

/** A running PostgreSQL server, our child process. */
export interface ServerProcess {
  port: number
  /** Resolves when the process has ended for any reason; never rejects. */
  ended: Promise<void>
  /** Stops it with PostgreSQL's fast shutdown: rolls back open transactions, writes everything, closes connections. */
  stop(): Promise<void>
}

/** A server did not start: its port or data folder is still in use, there is too little memory, or another reason. */
export class ServerStartError extends Error {
  constructor(
    readonly reason: 'port' | 'folder' | 'memory' | 'other',
    message: string,
  ) {
    super(message)
  }
}

/**
 * Starts a server and waits until it accepts connections. Falls back to PostgreSQL's default shared memory where there
 * is too little. Throws a ServerStartError.
 */
export async function startServer(cluster: Cluster, port: number): Promise<ServerProcess> {
  return startWith(cluster, port, chooseSharedMegabytes()).catch((error: unknown) => {
    if (!(error instanceof ServerStartError) || error.reason !== 'memory') throw error
    return startWith(cluster, port, minMegabytes)
  })
}

async function startWith(cluster: Cluster, port: number, megabytes: number): Promise<ServerProcess> {
  const logSize = statSync(cluster.logFile, { throwIfNoEntry: false })?.size ?? 0
  const child = spawnServer(cluster, port, megabytes)
  const interrupt = () => void (child.pid && interruptServer(cluster, child.pid))
  // Stops the server also when the process ends without stop(), for example by an uncaught error.
  process.on('exit', interrupt)
  let isRunning = true
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      isRunning = false
      process.off('exit', interrupt)
      resolve()
    }
    child.once('exit', end)
    child.once('error', end)
  })

  while (isRunning && !isReady(cluster, child.pid)) await Promise.race([pause(15), ended])
  if (!isRunning) throw toStartError(readFileSync(cluster.logFile).subarray(logSize).toString())
  return {
    port,
    ended,
    async stop() {
      if (isRunning) interrupt()
      await ended
    },
  }
}

/** Requests a fast shutdown through pg_ctl, which works on every platform. */
export function interruptServer({ binaries, user }: Cluster, pid: number): void {
  spawnSync(binaries.pgCtl, ['kill', 'INT', String(pid)], { ...user, cwd: '/', windowsHide: true })
}

function spawnServer({ binaries, user, dataDir, logFile }: Cluster, port: number, megabytes: number) {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    shared_buffers: `${megabytes}MB`,
    [starterSetting]: process.pid,
  }
  const log = openSync(logFile, 'a', 0o600)
  if (user) fchownSync(log, user.uid, user.gid)
  try {
    return spawn(
      binaries.postgres,
      ['-D', dataDir, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
      {
        ...user,
        cwd: dataDir,
        env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C' },
        stdio: ['ignore', log, log],
        // A process group of its own: Ctrl-C reaches only the service, which stops the server last.
        detached: true,
        windowsHide: true,
      },
    )
  } finally {
    closeSync(log)
  }
}

/** PostgreSQL's default. */
const minMegabytes = 128

/** Returns an eighth of the memory of this machine or container, from 128 MB to 2 GB; the rest caches files. */
function chooseSharedMegabytes(): number {
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Infinity)
  return Math.round(Math.min(Math.max(bytes / 8 / 2 ** 20, minMegabytes), 2048))
}

function isReady({ dataDir }: Cluster, pid: number | undefined): boolean {
  const note = readServerNote(dataDir)
  return note !== undefined && note.pid === pid && note.ready
}

function toStartError(message: string): ServerStartError {
  const reason = message.includes('could not create any TCP/IP sockets')
    ? 'port'
    : /lock file "postmaster\.pid"|shared memory block .* still in use/.test(message)
      ? 'folder'
      : message.includes('could not map anonymous shared memory')
        ? 'memory'
        : 'other'
  return new ServerStartError(reason, message.trim())
}
