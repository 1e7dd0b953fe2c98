import { setTimeout as pause } from 'node:timers/promises'
import { StartError } from '../../config/start-error.js'
import type { Cluster } from './cluster.js'
import { ServerStartError, startServer, type ServerProcess } from './server-process.js'
import { adoptOrphan } from './adopt-orphan.js'

/** A server that is brought back, at the same port, whenever it dies. */
export interface SupervisedServer {
  port: number
  stop(): Promise<void>
}

/** Milliseconds within which the left-overs of a killed server must have gone at the first start. */
const firstStartMilliseconds = 60_000

export async function superviseServer(
  cluster: Cluster,
  log: (line: string) => void,
): Promise<SupervisedServer> {
  let server = await firstStart(cluster, log)
  const { port } = server
  let stopping = false

  const supervise = async () => {
    for (;;) {
      await server.ended
      if (stopping) return
      log('The database server ended unexpectedly: starting it again.')
      const again = await restart(cluster, port, () => stopping, log)
      if (!again) return
      server = again
      log('The database server is back.')
      if (stopping) return server.stop()
    }
  }
  const supervised = supervise()
  return {
    port,
    async stop() {
      stopping = true
      await server.stop()
      await supervised
    },
  }
}

async function firstStart(cluster: Cluster, log: (line: string) => void): Promise<ServerProcess> {
  for (const deadline = Date.now() + firstStartMilliseconds; ; await pause(200)) {
    await adoptOrphan(cluster, log)
    try {
      return await startServer(cluster, anyPort())
    } catch (error) {
      const passes = error instanceof ServerStartError && ['port', 'folder'].includes(error.reason)
      if (!passes || Date.now() > deadline)
        throw new StartError(`The database server did not start: ${(error as Error).message}`)
    }
  }
}

/** Tries for as long as it takes: connections of the killed server may hold its memory, somebody else its port. */
async function restart(
  cluster: Cluster,
  port: number,
  abandoned: () => boolean,
  log: (line: string) => void,
): Promise<ServerProcess | undefined> {
  let message = ''
  for (let wait = 50; !abandoned(); wait = Math.min(wait * 1.5, 2000)) {
    try {
      return await startServer(cluster, port)
    } catch (error) {
      const obstacle = describe(error, port)
      if (obstacle !== message) log(obstacle)
      message = obstacle
      await pause(wait)
    }
  }
  return undefined
}

function describe(error: unknown, port: number): string {
  const reason = error instanceof ServerStartError ? error.reason : 'other'
  if (reason === 'folder') return 'Waiting for the last connections of the killed server to end.'
  if (reason === 'port') return `Waiting for port ${port}, which another program has taken.`
  return `The database server cannot start: ${(error as Error).message}`
}

/** Below the ports that systems give to outgoing connections, lest one of those takes it while the server restarts. */
function anyPort(): number {
  return 15_432 + Math.floor(Math.random() * 16_000)
}
