/** Whoever waits for an answer may go away: what the database does for him then ends. */
import { createConnection } from 'node:net'
import type { PoolClient } from 'pg'

export interface Cancellation {
  isCancelled: () => boolean
  /** Tells once that he has gone; gives what stops listening. */
  onCancel: (listener: () => void) => () => void
}

/** What is thrown where nobody waits any more, and nobody is told. */
export class ClientDisconnected extends Error {
  override readonly name = 'Gone'
}

/** What pg knows of a connection. */
interface Backend {
  host: string
  port: number
  processID: number
  secretKey: number
}

/**
 * Runs the work of one connection, and has the server stop it when nobody waits for it any more. The connection must
 * not be used again then: the request to stop may arrive late, and would meet somebody else's statement.
 */
export async function runCancellable<T>(
  client: PoolClient,
  cancellation: Cancellation | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (!cancellation) return work()
  let gone = false
  const stop = cancellation.onCancel(() => {
    gone = true
    stopStatement(client as unknown as Backend)
  })
  try {
    return await work()
  } catch (error) {
    throw gone ? new ClientDisconnected('nobody waits', { cause: error }) : error
  } finally {
    stop()
  }
}

const cancelRequest = 80_877_102

/** Asks by a connection of its own, as PostgreSQL has it, so that no slot of a busy pool is waited for. */
function stopStatement({ host, port, processID, secretKey }: Backend): void {
  const server = createConnection(
    host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port },
  )
  // one that is not there has stopped all the same
  server.on('error', () => undefined)
  const words = [16, cancelRequest, processID, secretKey]
  server.end(Buffer.concat(words.map(int32)))
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}
