/** How the process fares, for a Prometheus server: times and counts by route, never by what was asked. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { pickLanguage } from '../core/locale.js'
import { formatError, appError } from '../core/error/app-error.js'
import { bearerOf } from './caller.js'

/** Without a token whoever asks from this machine, and not through a proxy, is told. */
export function serveMetrics(server: FastifyInstance, pool: Pool, token: string | undefined): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  connections(registry, pool)
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests took, until their answer was sent.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  })
  server.addHook('onResponse', (request, reply, done) => {
    // the pattern of the address: what stands in it is nobody's business
    const route = request.routeOptions.url ?? 'none'
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000)
    done()
  })
  server.get('/metrics', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    if (!(token === undefined ? isNear(request) : has(token, request))) {
      const refusal = formatError(
        appError('unauthenticated'),
        pickLanguage(request.headers['accept-language']),
      )
      return reply
        .status(401)
        .header('www-authenticate', 'Bearer')
        .send({ errors: [refusal] })
    }
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

function connections(registry: Registry, pool: Pool): void {
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

const isNear = ({ ip, headers }: FastifyRequest): boolean =>
  /^(::1|(::ffff:)?127\.[\d.]+)$/.test(ip) &&
  !['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => name in headers)

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const has = (token: string, request: FastifyRequest): boolean =>
  timingSafeEqual(digest(bearerOf(request) ?? ''), digest(token))
