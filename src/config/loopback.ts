import { isIPv4 } from 'node:net'

/** Returns whether only this machine reaches the host. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
