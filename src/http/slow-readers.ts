/** Disconnects clients that read their answers too slowly: each holds memory, and an export a database connection. */
import type { Server } from 'node:http'
import type { Socket } from 'node:net'

export interface ReadingRate {
  /** Bytes per second that a client must read at least while an answer waits for it. */
  bytesPerSecond: number
  /** Milliseconds for which it may be slower. */
  patience: number
}

/** 4 kB/s: the slowest mobile network is ten times faster. */
const minReadingRate: ReadingRate = { bytesPerSecond: 4_096, patience: 30_000 }

/**
 * Returns how many bytes the system has accepted for the client, and how many wait. The stream's own `writableLength`
 * counts a chunk in full until its last byte is accepted, so that a large answer in one chunk would seem to wait while it
 * is being read. Node's own timeout of sockets reads the queue of the handle for the same reason.
 */
function progressOf(socket: Socket): { sent: number; waiting: number } {
  const { _handle: handle } = socket as { _handle?: { bytesWritten: number; writeQueueSize: number } | null }
  if (!handle) return { sent: socket.bytesWritten - socket.writableLength, waiting: socket.writableLength }
  return { sent: handle.bytesWritten - handle.writeQueueSize, waiting: handle.writeQueueSize }
}

/** Watches all connections. Bytes that the system has not accepted wait for the client. */
export function dropSlowReaders(server: Server, rate = minReadingRate): void {
  const progress = new Map<Socket, { sent: number; since: number }>()
  server.on('connection', (socket) => {
    progress.set(socket, { sent: 0, since: Date.now() })
    socket.once('close', () => progress.delete(socket))
  })
  const timer = setInterval(() => {
    const now = Date.now()
    for (const [socket, last] of progress) {
      const { sent, waiting } = progressOf(socket)
      const required = (rate.bytesPerSecond * (now - last.since)) / 1_000
      if (waiting === 0) progress.set(socket, { sent, since: now })
      else if (now - last.since >= rate.patience) {
        if (sent - last.sent < required) socket.destroy()
        else progress.set(socket, { sent, since: now })
      }
    }
  }, rate.patience / 6).unref()
  server.once('close', () => clearInterval(timer))
}
