import { once } from 'node:events'
import { createServer } from 'node:net'
import { StartError } from '../config/start-error.js'

/** Maximum number of connections that wait to be accepted; further ones are reset. The system may allow fewer. */
export const backlog = 4_096

/** Throws a StartError when the address is not free, before the slow start. Another process may still take it later. */
export async function checkFree(host: string, port: number): Promise<void> {
  const trial = createServer().listen({ host, port, exclusive: true })
  await once(trial, 'listening').catch((error: unknown) => {
    throw explainListenError(error, host, port)
  })
  await new Promise((resolve) => trial.close(resolve))
}

/** Returns a StartError that explains what to do about an error of `listen`. Returns other errors unchanged. */
export function explainListenError(error: unknown, host: string, port: number): unknown {
  const explain = explanations[(error as NodeJS.ErrnoException | undefined)?.code ?? '']
  return explain ? new StartError(explain(host, port)) : error
}

const explanations: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (_, port) =>
    `Port ${port} is taken: set PORT to another, for example PORT=${nextPort(port)} npm start.`,
  EACCES: (_, port) =>
    `This user may not open port ${port}: set PORT to 1024 or above, for example PORT=3000 npm start.`,
  EADDRNOTAVAIL: (host) =>
    `HOST ${host} is not an address of this machine: set HOST to one, for example 127.0.0.1.`,
  ENOTFOUND: (host) =>
    `HOST ${host} is not known: set HOST to an address of this machine, for example 127.0.0.1.`,
}

const nextPort = (port: number) => (port < 65535 ? port + 1 : 3000)
