/** Reads from an HTTP request what identifies its sender. */
import { isIP } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieIn, sessionCookieName } from '../core/cookie.js'
import { pickLanguage } from '../core/locale.js'
import { tokenHash } from '../core/token.js'
import type { Cancellation } from '../database/cancellation.js'
import type { Caller, Origin } from '../read/caller.js'
import { basicKeyOf } from './basic-key.js'
import './secure-request.js'

/** Returns who sends a request and how: a session or API key (null: anonymous), language, address and cancellation. */
export function callerOf(request: FastifyRequest, reply: FastifyReply): Caller {
  const sent = bearerOf(request) ?? basicKeyOf(request)
  const token = sent ?? cookieOf(request)
  return {
    token: token ? tokenHash(token) : null,
    fromCookie: token !== null && sent === undefined,
    language: pickLanguage(request.headers['accept-language']),
    origin: originOf(request),
    setCookie: (cookie) => void reply.header('set-cookie', cookie),
    cancellation: cancellationOf(reply),
  }
}

/** Cancels when the connection closes before the answer is complete. */
const cancellationOf = ({ raw }: FastifyReply): Cancellation => ({
  isCancelled: () => raw.destroyed && !raw.writableEnded,
  onCancel: (listener) => {
    const closed = () => {
      if (!raw.writableEnded) listener()
    }
    raw.once('close', closed)
    return () => raw.off('close', closed)
  },
})

/** Returns the token of the header `Authorization: Bearer …`. */
export const bearerOf = ({ headers }: FastifyRequest): string | undefined =>
  /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]

/**
 * Ignores the cookie on a request that another site makes, also a sibling domain: protection against request forgery. A
 * page that the user opens is none: a link in a mail, or the way back from the sign-in of the provider.
 */
function cookieOf(request: FastifyRequest): string | null {
  const isTrusted = request.site === 'same-origin' || request.site === 'none' || isOpenedPage(request)
  return isTrusted ? cookieIn(request.headers.cookie, sessionCookieName(request.isSecure)) : null
}

/** Returns whether the browser opens the address in a tab of its own: not in a frame, and not by a script. */
const isOpenedPage = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'

/** Returns the address and browser of the client; null where they are not known. */
export function originOf({ ip, headers, isSecure }: FastifyRequest): Origin {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  return {
    address: isIP(address) ? address : null,
    userAgent: headers['user-agent']?.replace(/[^\x20-\x7e]/g, '?').slice(0, 300) ?? null,
    secure: isSecure,
  }
}
