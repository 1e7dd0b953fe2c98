import type { FastifyReply, FastifyRequest } from 'fastify'
import { formatError, type AppError } from '../../core/error/app-error.js'
import { pickLanguage, translate } from '../../core/locale.js'
import { sendPage } from './page.js'

/** Sends an error as a page, in the language of the browser. */
export function sendErrorPage(request: FastifyRequest, reply: FastifyReply, error: AppError): FastifyReply {
  const language = pickLanguage(request.headers['accept-language'])
  return sendPage(reply, {
    language,
    title: translate(language, error.key === 'noSuchAddress' ? 'signInPage.notFound' : 'signInPage.error'),
    sentences: [formatError(error, language).message],
    body: '',
  })
}
