import type { onSendHookHandler } from 'fastify'

/** Everything comes from the service itself: no page asks another address for anything. */
const policies = {
  default:
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  // The editor of GraphiQL writes its own style elements, and carries its icons in the style sheet.
  '/graphiql/':
    "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; " +
    "font-src 'self' data:; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
}

/** What a browser may do with an answer. */
export const securityHeaders = (url: string) => ({
  'content-security-policy': policies[url.startsWith('/graphiql/') ? '/graphiql/' : 'default'],
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
})

export const setSecurityHeaders: onSendHookHandler = (request, reply, payload, done) => {
  const ours = securityHeaders(request.url)
  // a document knows better what it needs
  const policy = reply.getHeader('content-security-policy') ?? ours['content-security-policy']
  reply.headers({ ...ours, 'content-security-policy': policy })
  done(null, payload)
}
