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
export const minReadingRate: ReadingRate = { bytesPerSecond: 4_096, patience: 30_000 }

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
      const sent = socket.bytesWritten - socket.writableLength
      const isWaiting = socket.writableLength > 0
      const required = (rate.bytesPerSecond * (now - last.since)) / 1_000
      if (!isWaiting) progress.set(socket, { sent, since: now })
      else if (now - last.since >= rate.patience) {
        if (sent - last.sent < required) socket.destroy()
        else progress.set(socket, { sent, since: now })
      }
    }
  }, rate.patience / 6).unref()
  server.once('close', () => clearInterval(timer))
}
