// Processor time of a process: other load on the machine changes it less than it changes requests per second.
import { existsSync, readFileSync } from 'node:fs'

/** Returns the seconds of processor time of a process so far; 0 if it has ended. Linux only: NaN elsewhere. */
export function processorSecondsOf(pid) {
  if (!existsSync('/proc/self/stat')) return NaN
  if (!existsSync(`/proc/${pid}/stat`)) return 0
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}
