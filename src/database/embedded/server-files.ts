import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The content of `postmaster.pid`, which PostgreSQL writes for a running server. */
export interface ServerNote {
  pid: number
  port: number
  ready: boolean
}

/** Returns undefined when no server runs, or was killed, in this data directory. */
export function readServerNote(dataDir: string): ServerNote | undefined {
  const lines = readLines(join(dataDir, 'postmaster.pid'))
  if (!lines) return undefined
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/** Setting with the process id of the service that started a server. PostgreSQL allows any name with a dot. */
export const starterSetting = 'ancrage.started_by'

/** Returns the process id of the service that last started a server here, from `postmaster.opts`. */
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

/** Returns whether the process has ended but its parent has not reaped it yet, as happens in containers. */
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
