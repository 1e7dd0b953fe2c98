// Processor time and memory of a process. Other load on the machine changes the first less than requests per second.
import { existsSync, readFileSync } from 'node:fs'

/** Returns the seconds of processor time of a process so far; 0 if it has ended. Linux only: NaN elsewhere. */
export function processorSecondsOf(pid) {
  if (!existsSync('/proc/self/stat')) return NaN
  if (!existsSync(`/proc/${pid}/stat`)) return 0
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Returns the resident memory of a process in MB. Linux only: NaN elsewhere. */
export function residentMegabytesOf(pid) {
  const status = `/proc/${pid}/status`
  return existsSync(status) ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))[1]) / 1024 : NaN
}
