import { setTimeout as pause } from 'node:timers/promises'
import { StartError } from '../../config/start-error.js'
import type { Cluster } from './cluster.js'
import { ServerStartError, startServer, type ServerProcess } from './server-process.js'
import { adoptOrphan } from './adopt-orphan.js'

/** A server that is restarted, at the same port, whenever it dies. */
export interface SupervisedServer {
  port: number
  stop(): Promise<void>
}

/** Milliseconds that the first start waits for the remaining processes of a killed server to end. */
const firstStartMilliseconds = 60_000

export async function superviseServer(
  cluster: Cluster,
  log: (line: string) => void,
): Promise<SupervisedServer> {
  let server = await firstStart(cluster, log)
  const { port } = server
  let isStopping = false

  const supervise = async () => {
    for (;;) {
      await server.ended
      if (isStopping) return
      log('The database server ended unexpectedly: starting it again.')
      const next = await restart(cluster, port, () => isStopping, log)
      if (!next) return
      server = next
      log('The database server is back.')
      if (isStopping) return server.stop()
    }
  }
  const supervision = supervise()
  return {
    port,
    async stop() {
      isStopping = true
      await server.stop()
      await supervision
    },
  }
}

async function firstStart(cluster: Cluster, log: (line: string) => void): Promise<ServerProcess> {
  for (const deadline = Date.now() + firstStartMilliseconds; ; await pause(200)) {
    await adoptOrphan(cluster, log)
    try {
      return await startServer(cluster, choosePort())
    } catch (error) {
      const isTransient = error instanceof ServerStartError && ['port', 'folder'].includes(error.reason)
      if (!isTransient || Date.now() > deadline)
        throw new StartError(`The database server did not start: ${(error as Error).message}`)
    }
  }
}

/** Retries without limit: connections of the killed server may hold its memory, or another program its port. */
async function restart(
  cluster: Cluster,
  port: number,
  isStopping: () => boolean,
  log: (line: string) => void,
): Promise<ServerProcess | undefined> {
  let message = ''
  for (let wait = 50; !isStopping(); wait = Math.min(wait * 1.5, 2000)) {
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

/** Chooses a port below the ephemeral range, so that no outgoing connection takes it while the server restarts. */
function choosePort(): number {
  return 15_432 + Math.floor(Math.random() * 16_000)
}
