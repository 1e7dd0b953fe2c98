import type { FastifyRequest, onSendHookHandler } from 'fastify'
import './secure-request.js'

/** Content security policies. Pages load everything from the service itself. */
const policies = {
  default:
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  // The editor of GraphiQL inserts style elements, and its style sheet embeds its icons.
  '/graphiql/':
    "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; " +
    "font-src 'self' data:; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
}

/** Seconds. A browser that has been here over HTTPS comes over HTTPS for a year. */
const oneYear = 31_536_000

/** Returns the headers that restrict what a browser may do with a response. */
export const securityHeaders = ({ url, isSecure }: Pick<FastifyRequest, 'url' | 'isSecure'>) => ({
  'content-security-policy': policies[url.startsWith('/graphiql/') ? '/graphiql/' : 'default'],
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  ...(isSecure && { 'strict-transport-security': `max-age=${oneYear}` }),
})

/**
 * Sets the headers on every response that Fastify sends. A generated document or page sets its own policy, and only files
 * of the pages may be stored: anything else may be confidential, or true for a moment only.
 */
export const setSecurityHeaders: onSendHookHandler = (request, reply, payload, done) => {
  const headers = securityHeaders(request)
  const policy = reply.getHeader('content-security-policy') ?? headers['content-security-policy']
  const caching = reply.getHeader('cache-control') ?? 'no-store'
  reply.headers({ ...headers, 'content-security-policy': policy, 'cache-control': caching })
  done(null, payload)
}
