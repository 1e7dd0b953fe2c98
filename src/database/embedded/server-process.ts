import { spawn, spawnSync } from 'node:child_process'
import { closeSync, fchownSync, openSync, readFileSync, statSync } from 'node:fs'
import { totalmem } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import type { Cluster } from './cluster.js'
import { readServerNote, starterSetting } from './server-files.js'

/** A running PostgreSQL server, our child process. */
export interface ServerProcess {
  port: number
  /** Settles when the process has ended, for whatever reason; never rejects. */
  ended: Promise<void>
  /** Ends it in order: open transactions are rolled back, everything is written, connections close. */
  stop(): Promise<void>
}

/** Why a server did not come up: its port or its data directory is (still) in use by another, there is too little memory, or anything else. */
export class ServerStartError extends Error {
  constructor(
    readonly reason: 'port' | 'folder' | 'memory' | 'other',
    message: string,
  ) {
    super(message)
  }
}

/** Starts a server and waits until it takes connections, if need be with as little memory as PostgreSQL itself would take. Throws ServerRefused. */
export async function startServer(cluster: Cluster, port: number): Promise<ServerProcess> {
  return startWith(cluster, port, sharedMegabytes()).catch((error: unknown) => {
    if (!(error instanceof ServerStartError) || error.reason !== 'memory') throw error
    return startWith(cluster, port, leastMegabytes)
  })
}

async function startWith(cluster: Cluster, port: number, megabytes: number): Promise<ServerProcess> {
  const logged = statSync(cluster.logFile, { throwIfNoEntry: false })?.size ?? 0
  const child = spawnServer(cluster, port, megabytes)
  const interrupt = () => void (child.pid && interruptServer(cluster, child.pid))
  // A process that ends without stop(), by an uncaught error say, still takes its server along.
  process.on('exit', interrupt)
  let running = true
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      running = false
      process.off('exit', interrupt)
      resolve()
    }
    child.once('exit', end)
    child.once('error', end)
  })

  while (running && !isReady(cluster, child.pid)) await Promise.race([pause(15), ended])
  if (!running) throw refusal(readFileSync(cluster.logFile).subarray(logged).toString())
  return {
    port,
    ended,
    async stop() {
      if (running) interrupt()
      await ended
    },
  }
}

/** Asks a server for the fast shutdown; pg_ctl knows how on every platform. */
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
        // A group of its own: Ctrl-C is for the service, which stops the server when it has finished with it.
        detached: true,
        windowsHide: true,
      },
    )
  } finally {
    closeSync(log)
  }
}

const leastMegabytes = 128

/** An eighth of the memory that this machine or container has, from PostgreSQL's own 128 MB up to 2 GB: the rest caches files. */
function sharedMegabytes(): number {
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Infinity)
  return Math.round(Math.min(Math.max(bytes / 8 / 2 ** 20, leastMegabytes), 2048))
}

function isReady({ dataDir }: Cluster, pid: number | undefined): boolean {
  const note = readServerNote(dataDir)
  return note !== undefined && note.pid === pid && note.ready
}

function refusal(message: string): ServerStartError {
  const reason = message.includes('could not create any TCP/IP sockets')
    ? 'port'
    : /lock file "postmaster\.pid"|shared memory block .* still in use/.test(message)
      ? 'folder'
      : message.includes('could not map anonymous shared memory')
        ? 'memory'
        : 'other'
  return new ServerStartError(reason, message.trim())
}
