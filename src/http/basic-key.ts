/**
 * HTTP Basic with an API key as the password, on the addresses of files: for programs that can send nothing else, such as
 * Excel, Power BI and feed readers. The name of the user is ignored. The GraphQL endpoint does not accept it.
 */
import type { FastifyRequest, onSendHookHandler } from 'fastify'
import { isApiKey } from '../core/token.js'
import './secure-request.js'

/** The route decides, because an address has several spellings (`/%65xports`). */
const isFileRoute = ({ routeOptions }: FastifyRequest): boolean =>
  /^\/(exports|questions|summaries|briefings)\//.test(routeOptions.url ?? '')

/**
 * Returns the API key of the header `Authorization: Basic …`. Anything else that is sent so is ignored: a session, the
 * password of a user, or what a proxy requires. So is a request that another site makes, because a browser would add the
 * password that it has stored (cross-site request forgery).
 */
export function basicKeyOf(request: FastifyRequest): string | undefined {
  const { headers, site } = request
  const encoded = /^Basic ([\w+/-]+=*)$/i.exec(headers.authorization ?? '')?.[1]
  if (!encoded || !isFileRoute(request) || !['same-origin', 'none'].includes(site)) return undefined
  const [, password] = /^[^:]*:(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? []
  return password !== undefined && isApiKey(password) ? password : undefined
}

/**
 * Asks programs for a name and a password when a file needs a user. A browser never gets the challenge: it would show a
 * window of its own in place of the page to sign in.
 */
export const challengePrograms: onSendHookHandler = (request, reply, payload, done) => {
  if (reply.statusCode === 401 && isFileRoute(request) && !isBrowser(request) && !sendsBearer(request))
    reply.header('www-authenticate', 'Basic realm="Ancrage", charset="UTF-8", Bearer')
  done(null, payload)
}

/** Browsers send `Sec-Fetch-Mode` only over HTTPS and to this machine. Office says `Mozilla/4.0`, if anything. */
const isBrowser = ({ headers }: FastifyRequest): boolean =>
  headers['sec-fetch-mode'] !== undefined ||
  (headers['user-agent'] ?? '').startsWith('Mozilla/5') ||
  /\btext\/html\b/i.test(headers.accept ?? '')

const sendsBearer = ({ headers }: FastifyRequest): boolean => /^Bearer /i.test(headers.authorization ?? '')
