/** Limits on slow and idle clients. */
import type { FastifyHttpOptions } from 'fastify'
import type { Server } from 'node:http'

export interface TimeoutSettings {
  /** Milliseconds that a client may take to send a request. */
  requestTimeout: number
}

/** Milliseconds that a client may take to send the headers, at most `requestTimeout`. */
const headersTimeout = 10_000

/** Milliseconds of inactivity after which a connection is closed, also while the client does not read its answer. */
const connectionTimeout = 120_000

/**
 * Maximum numbers of open connections: each costs memory and a file descriptor. A network may be an agency with hundreds
 * of users. The browser of each opens up to six.
 */
export const connectionLimits = { total: 4_000, perNetwork: 1_000 }

export const timeoutOptions = ({ requestTimeout }: TimeoutSettings): FastifyHttpOptions<Server> => ({
  requestTimeout,
  connectionTimeout,
  http: {
    requestTimeout,
    headersTimeout: Math.min(headersTimeout, requestTimeout),
    // Node's default is 30 seconds, too rare for timeouts of this size.
    connectionsCheckingInterval: Math.min(1_000, requestTimeout / 2),
  },
})
