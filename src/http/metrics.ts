/** Metrics for a Prometheus server: times and counts by route, without the content of requests. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { pickLanguage } from '../core/locale.js'
import { formatError, appError } from '../core/error/app-error.js'
import { bearerOf } from './caller.js'

/**
 * Serves /metrics to bearers of the token; without a configured token, to this machine only and not through a proxy.
 */
export function serveMetrics(server: FastifyInstance, pool: Pool, token: string | undefined): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  registerConnections(registry, pool)
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests took, until their answer was sent.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  })
  server.addHook('onResponse', (request, reply, done) => {
    // The pattern of the route: the URL itself may hold personal data.
    const route = request.routeOptions.url ?? 'none'
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000)
    done()
  })
  server.get('/metrics', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    if (!(token === undefined ? isLocal(request) : hasToken(token, request))) {
      const error = formatError(appError('unauthenticated'), pickLanguage(request.headers['accept-language']))
      return reply
        .status(401)
        .header('www-authenticate', 'Bearer')
        .send({ errors: [error] })
    }
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

function registerConnections(registry: Registry, pool: Pool): void {
  new Gauge({
    name: 'database_connections',
    help: 'Connections to the database that are open and idle, and requests that wait for one.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'open' }, pool.totalCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
}

const isLocal = ({ ip, headers }: FastifyRequest): boolean =>
  /^(::1|(::ffff:)?127\.[\d.]+)$/.test(ip) &&
  !['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => name in headers)

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Compares hashes, because timingSafeEqual requires equal lengths. */
const hasToken = (token: string, request: FastifyRequest): boolean =>
  timingSafeEqual(sha256(bearerOf(request) ?? ''), sha256(token))
