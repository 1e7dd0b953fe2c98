import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { createLogger } from '../core/logger.js'
import { pickLanguage } from '../core/locale.js'
import { formatError, appError, type AppError } from '../core/error/app-error.js'
import { isNavigation } from './navigation.js'
import { sendErrorPage } from './page/error-page.js'
import { usesHttps } from './secure-request.js'
import { securityHeaders, type HstsSettings } from './security-headers.js'

/** Maximum size of a request body, in bytes. */
export const bodyLimit = 2 ** 20

const log = createLogger('http')

/** The HTTP methods of the GraphQL endpoint. */
const methods = 'GET, POST'

/** By HTTP status: errors that the server raises before there is a GraphQL operation. */
const errorsByStatus: Record<number, (request: FastifyRequest) => AppError> = {
  400: () => appError('notJson'),
  404: () => appError('noSuchAddress'),
  405: () => appError('noSuchMethod', { methods }),
  413: ({ routeOptions: { bodyLimit: max = bodyLimit } }) =>
    appError('tooLarge', { max: `${max / 2 ** 10} KiB` }),
  415: () => appError('notJson'),
}

/**
 * Returns every error in the form of a GraphQL response, so that a client needs to handle one form only. A browser that
 * opens the address gets a page.
 */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    // Apollo formats the errors of an operation, and logs INTERNAL errors.
    if (host.getType<'http' | 'graphql'>() === 'graphql') throw error
    const http = host.switchToHttp()
    const request = http.getRequest<FastifyRequest>()
    const language = pickLanguage(request.headers['accept-language'])
    const status = statusOf(error, request)
    if (status === 405) void http.getResponse<FastifyReply>().header('allow', methods)
    const clientError = errorsByStatus[status]?.(request)
    if (!clientError && !isDisconnected(request)) log.error({ err: error }, 'unexpected error')
    const reply = http.getResponse<FastifyReply>().status(clientError ? status : 500)
    if (isNavigation(request)) void sendErrorPage(request, reply, clientError ?? appError('internal'))
    else void reply.send({ errors: [formatError(clientError ?? appError('internal'), language)] })
  }
}

/** Answers a malformed URL with 404. Fastify raises this error before routing, so the filter does not see it. */
export const answerMalformedUrl =
  ({ publicUrl, ...hsts }: HstsSettings & { publicUrl: string | undefined }) =>
  (_: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const language = pickLanguage(request.headers['accept-language'])
    void reply
      .status(404)
      .headers(securityHeaders({ url: request.url, isSecure: usesHttps(request, publicUrl) }, hsts))
      .header('cache-control', 'no-store')
      .send({ errors: [formatError(appError('noSuchAddress'), language)] })
  }

const isDisconnected = ({ raw }: FastifyRequest): boolean => raw.socket.destroyed

/** Returns 405 for /graphql: Nest answers an unknown method of a known URL with 404. */
function statusOf(error: unknown, { url }: FastifyRequest): number {
  if (!(error instanceof HttpException)) return 500
  const status = error.getStatus()
  return status === 404 && url.split('?')[0] === '/graphql' ? 405 : status
}
