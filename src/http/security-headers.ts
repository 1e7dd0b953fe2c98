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

export interface HstsSettings {
  /** Whether browsers use HTTPS for all hosts below this one as well. */
  readonly hstsSubdomains: boolean
}

/** Returns the headers that restrict what a browser may do with a response. */
export const securityHeaders = (
  { url, isSecure }: Pick<FastifyRequest, 'url' | 'isSecure'>,
  { hstsSubdomains }: HstsSettings,
) => ({
  'content-security-policy': policies[url.startsWith('/graphiql/') ? '/graphiql/' : 'default'],
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  ...(isSecure && {
    'strict-transport-security': `max-age=${oneYear}${hstsSubdomains ? '; includeSubDomains' : ''}`,
  }),
})

/**
 * Creates the hook that sets the headers on every response that Fastify sends. A generated document or page sets its own
 * policies, and only files of the pages may be stored: anything else may be confidential, or true for a moment only.
 */
export const createSecurityHeadersHook =
  (settings: HstsSettings): onSendHookHandler =>
  (request, reply, payload, done) => {
    const headers = { 'cache-control': 'no-store', ...securityHeaders(request, settings) }
    for (const [name, value] of Object.entries(headers))
      if (!ownHeaders.has(name) || !reply.hasHeader(name)) reply.header(name, value)
    done(null, payload)
  }

/** A response may set these itself. */
const ownHeaders = new Set(['content-security-policy', 'referrer-policy', 'cache-control'])
