import type { onSendHookHandler } from 'fastify'

/** Content security policies. Pages load everything from the service itself. */
const policies = {
  default:
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  // The editor of GraphiQL inserts style elements, and its style sheet embeds its icons.
  '/graphiql/':
    "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; " +
    "font-src 'self' data:; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
}

/** Returns the headers that restrict what a browser may do with a response. */
export const securityHeaders = (url: string) => ({
  'content-security-policy': policies[url.startsWith('/graphiql/') ? '/graphiql/' : 'default'],
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
})

export const setSecurityHeaders: onSendHookHandler = (request, reply, payload, done) => {
  const headers = securityHeaders(request.url)
  // A generated document sets its own policy.
  const policy = reply.getHeader('content-security-policy') ?? headers['content-security-policy']
  reply.headers({ ...headers, 'content-security-policy': policy })
  done(null, payload)
}
