import 'reflect-metadata'
import { NestFactory } from '@nestjs/core'
import { GraphQLSchemaHost } from '@nestjs/graphql'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import type { DataSource } from 'typeorm'
import { AppModule } from './app.module.js'
import type { ConnectionSettings } from './database/connection.js'
import { languageOf, requireAuthentication } from './database/authenticated-query.js'
import { connect, poolOf } from './database/connection.js'
import type { ServiceSecret } from './database/service-secret.js'
import { ExportService } from './export/export.service.js'
import { challengePrograms } from './http/basic-key.js'
import { callerOf, bearerOf, originOf } from './http/caller.js'
import { answerClientError } from './http/client-error.js'
import { createFastPath } from './http/fast-path.js'
import { acceptOneClickBodies } from './http/one-click-body.js'
import { markSecureRequests } from './http/secure-request.js'
import { createSecurityHeadersHook, type HstsSettings } from './http/security-headers.js'
import { serveMetrics } from './http/metrics.js'
import { serveEventStreams, type Subscriptions } from './http/event-stream.js'
import { servePages } from './http/pages.js'
import { PublicAddress } from './http/public-address.js'
import { bodyLimit, answerMalformedUrl } from './http/error.filter.js'
import { shareConnections } from './http/connection-share.js'
import {
  createBodyGuard,
  createDocumentGuard,
  guardAnonymousBody,
  limitForms,
} from './http/document-guard.js'
import { shareRequests } from './http/request-share.js'
import { dropSlowReaders } from './http/slow-readers.js'
import { timeoutOptions, connectionLimits, type TimeoutSettings } from './http/timeouts.js'
import { createFormatter } from './graphql.js'
import { ChangeStreams } from './live/change-streams.js'
import { QueryExecutor } from './read/query-executor.js'
import { MailScheduler } from './mail/mail-scheduler.js'
import type { Settings } from './config/settings.js'
import { OpenIdService } from './user/openid/openid.service.js'
import { Usage } from './user/usage.js'

interface AccessSettings {
  trustProxy?: string[] | undefined
  metricsToken?: string | undefined
}

/** Creates the service on a database whose schema is up to date. It does not listen yet. */
export async function createService(
  url: string,
  settings: Settings & ConnectionSettings & TimeoutSettings & AccessSettings & HstsSettings,
  serviceSecret: ServiceSecret,
): Promise<NestFastifyApplication> {
  const source = await connect(url, settings)
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(source, settings, serviceSecret),
    new FastifyAdapter({
      ...timeoutOptions(settings),
      bodyLimit,
      frameworkErrors: answerMalformedUrl(settings),
      clientErrorHandler: answerClientError(settings),
      forceCloseConnections: true,
      ...(settings.trustProxy && { trustProxy: settings.trustProxy }),
    }),
    { logger: ['error', 'warn'], abortOnError: false },
  )
  const server = app.getHttpAdapter().getInstance()
  markSecureRequests(server, settings.publicUrl)
  acceptOneClickBodies(server)
  shareConnections(server.server, connectionLimits, settings.trustProxy)
  dropSlowReaders(server.server)
  const usage = app.get(Usage)
  server.addHook('onRoute', limitForms)
  server.addHook('onRequest', guardAnonymousBody)
  server.addHook(
    'onRequest',
    shareRequests(Math.ceil(settings.poolSize / 2), (token) => usage.userOf(token)),
  )
  server.addHook('onSend', createSecurityHeadersHook(settings))
  server.addHook('onSend', challengePrograms)
  server.addHook('onClose', async () => {
    await app.get(MailScheduler).stop()
    await app.get(ExportService).stop()
    await usage.stop()
    await source.destroy()
  })
  const openId = app.get(OpenIdService)
  server.addHook('onRequest', async (request) => {
    const bearer = bearerOf(request)
    if (bearer && openId.isConfigured) await openId.admit(bearer, originOf(request))
  })
  const isAuthenticated = async (token: Buffer) =>
    usage.userOf(token) !== undefined || (await languageOf(poolOf(source), token)) !== null
  server.addHook('onRequest', createBodyGuard(isAuthenticated))
  const executor = app.get(QueryExecutor)
  server.addHook(
    'preHandler',
    createFastPath((posted, request, reply) => executor.answerEarly(posted, callerOf(request, reply))),
  )
  server.addHook('preHandler', createDocumentGuard(isAuthenticated))
  serveEventStreams(server, subscriptionsOf(app, source), settings)
  serveMetrics(server, poolOf(source), settings.metricsToken)
  await servePages(server, app.get(PublicAddress), settings.demo)
  app.get(MailScheduler).start()
  return app
}

/** Returns what answers subscriptions. The schema is there once the application has started. */
const subscriptionsOf = (app: NestFastifyApplication, source: DataSource): Subscriptions => ({
  schema: () => app.get(GraphQLSchemaHost).schema,
  authenticate: (token) => requireAuthentication(poolOf(source), token),
  formatError: createFormatter(source),
  stop: () => app.get(ChangeStreams).stop(),
})
