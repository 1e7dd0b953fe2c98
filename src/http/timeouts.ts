/** What a client may make the server wait for. */
import type { FastifyHttpOptions } from 'fastify'
import type { Server } from 'node:http'

export interface TimeoutSettings {
  /** Milliseconds that a client may take to send a request. */
  requestTimeout: number
}

/** Sooner than this, headers are not late. */
const headersTimeout = 10_000

/** A connection on which nothing moves for so many milliseconds is closed: a client that does not take its answer, too. */
const connectionTimeout = 120_000

/** More at one time are not let in: each of them costs memory, and a file that the process may open. */
export const maxConnections = 4_000

export const timeoutOptions = ({ requestTimeout }: TimeoutSettings): FastifyHttpOptions<Server> => ({
  requestTimeout,
  connectionTimeout,
  http: {
    requestTimeout,
    headersTimeout: Math.min(headersTimeout, requestTimeout),
    // how often Node looks; by itself, only twice a minute
    connectionsCheckingInterval: Math.min(1_000, requestTimeout / 2),
  },
})
