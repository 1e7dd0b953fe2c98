import { once } from 'node:events'
import { createServer } from 'node:net'
import { StartError } from '../config/start-error.js'

/** How many may wait to be let in: when there are more, their connections are reset. The system may allow fewer. */
export const backlog = 4_096

/** Throws where nobody can listen there, before anything else is done; later somebody else still may have taken the port. */
export async function checkFree(host: string, port: number): Promise<void> {
  const trial = createServer().listen({ host, port, exclusive: true })
  await once(trial, 'listening').catch((error: unknown) => {
    throw explainListenError(error, host, port)
  })
  await new Promise((resolve) => trial.close(resolve))
}

/** Turns the error of listening on `host` and `port` into one that says what to do; others come back as they are. */
export function explainListenError(error: unknown, host: string, port: number): unknown {
  const explain = explanations[(error as NodeJS.ErrnoException | undefined)?.code ?? '']
  return explain ? new StartError(explain(host, port)) : error
}

const explanations: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (_, port) =>
    `Port ${port} is taken: set PORT to another, for example PORT=${neighbour(port)} npm start.`,
  EACCES: (_, port) =>
    `Port ${port} is not ours to use: set PORT to 1024 or above, for example PORT=3000 npm start.`,
  EADDRNOTAVAIL: (host) =>
    `HOST ${host} is no address of this machine: set HOST to one, for example 127.0.0.1.`,
  ENOTFOUND: (host) =>
    `HOST ${host} is not known: set HOST to an address of this machine, for example 127.0.0.1.`,
}

const neighbour = (port: number) => (port < 65535 ? port + 1 : 3000)
