import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What PostgreSQL itself writes about a running server, in `postmaster.pid`. */
export interface ServerNote {
  pid: number
  port: number
  ready: boolean
}

/** Undefined when no server runs on this data directory, nor was killed there. */
export function readServerNote(dataDir: string): ServerNote | undefined {
  const lines = readLines(join(dataDir, 'postmaster.pid'))
  if (!lines) return undefined
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/** The setting that tells which service started a server; any name with a dot is allowed. */
export const starterSetting = 'ancrage.started_by'

/** Process id of the service that last started a server here, as kept in `postmaster.opts`. */
export function readStarter(dataDir: string): number | undefined {
  const options = readLines(join(dataDir, 'postmaster.opts'))?.join(' ') ?? ''
  const pid = new RegExp(`${starterSetting}=(\\d+)`).exec(options)?.[1]
  return pid === undefined ? undefined : Number(pid)
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Ended, but not yet buried by its parent; a container's first process may take its time. */
function isZombie(pid: number): boolean {
  return process.platform === 'linux' && (readLines(`/proc/${pid}/stat`)?.[0] ?? ' Z ').includes(' Z ')
}

function readLines(file: string): string[] | undefined {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
