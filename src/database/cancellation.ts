/** Cancels running statements when the client disconnects. */
import { createConnection } from 'node:net'
import type { PoolClient } from 'pg'

export interface Cancellation {
  isCancelled: () => boolean
  /** Calls the listener once when the client disconnects. Returns a function that removes the listener. */
  onCancel: (listener: () => void) => () => void
}

/** The client disconnected, so this error is never sent. */
export class ClientDisconnected extends Error {
  override readonly name = 'ClientDisconnected'
}

/** The fields of a pg client that a cancel request needs. */
interface Backend {
  host: string
  port: number
  processID: number
  secretKey: number
}

/**
 * Runs work on a connection; cancels its statement and throws ClientDisconnected when the client disconnects. The
 * connection must not be used again then: the cancel request may arrive late and would hit another request's statement.
 */
export async function runCancellable<T>(
  client: PoolClient,
  cancellation: Cancellation | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (!cancellation) return work()
  let isCancelled = false
  const removeListener = cancellation.onCancel(() => {
    isCancelled = true
    cancelStatement(client as unknown as Backend)
  })
  try {
    return await work()
  } catch (error) {
    throw isCancelled ? new ClientDisconnected('the client disconnected', { cause: error }) : error
  } finally {
    removeListener()
  }
}

/** Code of the CancelRequest message in PostgreSQL's protocol. */
const cancelRequest = 80_877_102

/** Sends a CancelRequest on a connection of its own, as the protocol demands; it does not wait for the pool. */
function cancelStatement({ host, port, processID, secretKey }: Backend): void {
  const server = createConnection(
    host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port },
  )
  // A server that cannot be reached runs no statement either.
  server.on('error', () => undefined)
  const message = [16, cancelRequest, processID, secretKey]
  server.end(Buffer.concat(message.map(int32)))
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}
