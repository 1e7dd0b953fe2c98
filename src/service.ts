import 'reflect-metadata'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { AppModule } from './app.module.js'
import type { ConnectionSettings } from './database/connection.js'
import { connect, poolOf } from './database/connection.js'
import type { Warrant } from './database/warrant.js'
import { ExportService } from './export/export.service.js'
import { askerOf, bearerOf, originOf } from './http/asker.js'
import { early } from './http/early.js'
import { protect } from './http/headers.js'
import { serveMetrics } from './http/metrics.js'
import { servePages } from './http/pages.js'
import { bodyLimit, nowhere } from './http/problem.filter.js'
import { bounded, mostConnections, type Patience } from './http/slow.js'
import { Answering } from './read/answer.js'
import { MailScheduler } from './mail/mail-scheduler.js'
import type { Settings } from './settings.js'
import { OpenIdService } from './user/openid.service.js'
import { Usage } from './user/usage.js'

interface Doors {
  trustProxy?: string[] | undefined
  metricsToken?: string | undefined
}

/** The service on a database whose schema is up to date; it does not listen yet. */
export async function createService(
  url: string,
  settings: Settings & ConnectionSettings & Patience & Doors,
  warrant: Warrant,
): Promise<NestFastifyApplication> {
  const source = await connect(url, settings)
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(source, settings, warrant),
    new FastifyAdapter({
      ...bounded(settings),
      bodyLimit,
      frameworkErrors: nowhere,
      forceCloseConnections: true,
      ...(settings.trustProxy && { trustProxy: settings.trustProxy }),
    }),
    { logger: ['error', 'warn'], abortOnError: false },
  )
  const server = app.getHttpAdapter().getInstance()
  server.server.maxConnections = mostConnections
  server.addHook('onSend', protect)
  server.addHook('onClose', async () => {
    await app.get(MailScheduler).stop()
    await app.get(ExportService).stop()
    await app.get(Usage).stop()
    await source.destroy()
  })
  const openId = app.get(OpenIdService)
  server.addHook('onRequest', async (request) => {
    const bearer = bearerOf(request)
    if (bearer && openId.isThere) await openId.admit(bearer, originOf(request))
  })
  const answering = app.get(Answering)
  server.addHook(
    'preHandler',
    early((posted, request, reply) => answering.early(posted, askerOf(request, reply))),
  )
  serveMetrics(server, poolOf(source), settings.metricsToken)
  await servePages(server, settings.demo)
  app.get(MailScheduler).start()
  return app
}
