// How much of the processors a process has used: less moved by what else runs on the machine than requests per second.
import { existsSync, readFileSync } from 'node:fs'

/** Seconds that these processes have used so far, where the system tells (Linux); undefined elsewhere. */
export function secondsOf(pids) {
  if (!existsSync('/proc/self/stat')) return undefined
  return pids.reduce((sum, pid) => sum + secondsOfOne(pid), 0)
}

function secondsOfOne(pid) {
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : undefined
  if (!stat) return 0
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}
