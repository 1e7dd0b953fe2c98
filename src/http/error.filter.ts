import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { pino } from 'pino'
import { pickLanguage } from '../core/locale.js'
import { formatError, appError, type AppError } from '../core/error/app-error.js'
import { securityHeaders } from './security-headers.js'

/** A request body is at most this many bytes. */
export const bodyLimit = 2 ** 20

const log = pino({ name: 'http' })

/** How an operation is sent. */
const methods = 'GET, POST'

/** By HTTP status: what the server itself refuses before an operation is there to be answered. */
const refusals: Record<number, () => AppError> = {
  400: () => appError('notJson'),
  404: () => appError('noSuchAddress'),
  405: () => appError('noSuchMethod', { methods }),
  413: () => appError('tooLarge', { max: `${bodyLimit / 2 ** 10} KiB` }),
  415: () => appError('notJson'),
}

/** Tells what is wrong with a request in the form of a GraphQL answer, so that a client needs to know one form only. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    // Errors of an operation are told by Apollo, and logged where they are our own.
    if (host.getType<'http' | 'graphql'>() === 'graphql') throw error
    const http = host.switchToHttp()
    const request = http.getRequest<FastifyRequest>()
    const language = pickLanguage(request.headers['accept-language'])
    const status = statusOf(error, request)
    if (status === 405) void http.getResponse<FastifyReply>().header('allow', methods)
    const refusal = refusals[status]?.()
    if (!refusal && !hasGone(request)) log.error({ err: error }, 'unforeseen')
    void http
      .getResponse<FastifyReply>()
      .status(refusal ? status : 500)
      .send({ errors: [formatError(refusal ?? appError('internal'), language)] })
  }
}

/** An address that is not even well formed leads nowhere either; no route, so no filter, gets to see it. */
export function answerMalformedUrl(_: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const language = pickLanguage(request.headers['accept-language'])
  void reply
    .status(404)
    .headers(securityHeaders(request.url))
    .send({ errors: [formatError(appError('noSuchAddress'), language)] })
}

/** A client that does not wait for its answer is no fault of ours. */
const hasGone = ({ raw }: FastifyRequest): boolean => raw.socket.destroyed

/** Where there is GraphQL, what is not there is the method. */
function statusOf(error: unknown, { url }: FastifyRequest): number {
  if (!(error instanceof HttpException)) return 500
  const status = error.getStatus()
  return status === 404 && url.split('?')[0] === '/graphql' ? 405 : status
}
