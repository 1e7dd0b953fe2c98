// How much of the processors a process has used: less moved by what else runs on the machine than requests per second.
import { existsSync, readFileSync } from 'node:fs'

/** Seconds that this process has used so far, where the system tells (Linux); NaN elsewhere. */
export function secondsOf(pid) {
  if (!existsSync('/proc/self/stat')) return NaN
  if (!existsSync(`/proc/${pid}/stat`)) return 0
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}
