import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { cookieIn, sessionCookieName } from '../core/cookie.js'
import { escapeXml } from '../core/escape-xml.js'
import { languageTag, pickLanguage } from '../core/locale.js'
import { pagePaths } from './page-paths.js'
import type { PublicAddress } from './public-address.js'
import './secure-request.js'

/** Bytes of randomness of a nonce. */
const nonceBytes = 18

/** Everything comes from the service itself. React Aria inserts style elements, which carry the nonce of the answer. */
const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

/**
 * Serves the web application at each of its addresses. A browser without a session cookie is sent to sign in, and comes
 * back. The application itself does that when the session turns out to have ended.
 */
export function serveApp(server: FastifyInstance, file: string, address: PublicAddress): void {
  const template = readFileSync(file, 'utf8')
  const answer = (request: FastifyRequest, reply: FastifyReply) => {
    void reply.headers({ 'cache-control': 'no-store', vary: 'Accept-Language, Cookie' })
    if (!cookieIn(request.headers.cookie, sessionCookieName(request.isSecure)))
      return reply.redirect(signInPath(address, request.url), 303)
    const nonce = randomBytes(nonceBytes).toString('base64')
    const values = {
      nonce,
      base: address.pathOf('/'),
      language: languageTag(pickLanguage(request.headers['accept-language'])),
    }
    return reply
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': contentSecurityPolicy(nonce),
      })
      .send(fillTemplate(template, values))
  }
  for (const path of pagePaths) server.get(path, answer)
}

function signInPath(address: PublicAddress, url: string): string {
  const returnTo = address.returnPath(address.pathOf(url))
  return `${address.pathOf('/auth/sign-in')}?${new URLSearchParams({ returnTo }).toString()}`
}

const fillTemplate = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => escapeXml(values[name] ?? ''))
