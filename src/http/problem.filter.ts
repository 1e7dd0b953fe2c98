import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { pino } from 'pino'
import { pickLanguage } from '../core/locale.js'
import { explain, problem, type Problem } from '../core/problem.js'

/** A request body is at most this many bytes. */
export const bodyLimit = 2 ** 20

const log = pino({ name: 'http' })

/** By HTTP status: what the server itself refuses before an operation is there to be answered. */
const refusals: Record<number, () => Problem> = {
  400: () => problem('notJson'),
  404: () => problem('noSuchAddress'),
  413: () => problem('tooLarge', { max: `${bodyLimit / 2 ** 10} KiB` }),
  415: () => problem('notJson'),
}

/** Tells what is wrong with a request in the form of a GraphQL answer, so that a client needs to know one form only. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    // Errors of an operation are told by Apollo, and logged where they are our own.
    if (host.getType<'http' | 'graphql'>() === 'graphql') throw error
    const http = host.switchToHttp()
    const language = pickLanguage(http.getRequest<FastifyRequest>().headers['accept-language'])
    const status = error instanceof HttpException ? error.getStatus() : 500
    const refusal = refusals[status]?.()
    if (!refusal) log.error({ err: error }, 'unforeseen')
    void http
      .getResponse<FastifyReply>()
      .status(refusal ? status : 500)
      .send({ errors: [explain(refusal ?? problem('internal'), language)] })
  }
}
