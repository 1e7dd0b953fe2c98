/** Reads from an HTTP request what identifies its sender. */
import { isIP } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieIn, cookieName } from '../core/cookie.js'
import { pickLanguage } from '../core/locale.js'
import { tokenHash } from '../core/token.js'
import type { Cancellation } from '../database/cancellation.js'
import type { Caller, Origin } from '../read/caller.js'

export function callerOf(request: FastifyRequest, reply: FastifyReply): Caller {
  const bearer = bearerOf(request)
  const token = bearer ?? cookieOf(request)
  return {
    token: token ? tokenHash(token) : null,
    fromCookie: token !== null && bearer === undefined,
    language: pickLanguage(request.headers['accept-language']),
    origin: originOf(request),
    setCookie: (cookie) => void reply.header('set-cookie', cookie),
    cancellation: cancellationOf(reply),
  }
}

/** Cancels when the connection closes before the answer is complete. */
export const cancellationOf = ({ raw }: FastifyReply): Cancellation => ({
  isCancelled: () => raw.destroyed && !raw.writableEnded,
  onCancel: (listener) => {
    const closed = () => {
      if (!raw.writableEnded) listener()
    }
    raw.once('close', closed)
    return () => raw.off('close', closed)
  },
})

export const bearerOf = ({ headers }: FastifyRequest): string | undefined =>
  /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]

/** Ignores the cookie on a cross-site request, also from a sibling domain: protection against request forgery. */
function cookieOf({ headers }: FastifyRequest): string | null {
  const site = headers['sec-fetch-site'] ?? 'none'
  return site === 'same-origin' || site === 'none' ? cookieIn(headers.cookie, cookieName) : null
}

export function originOf({ ip, headers, protocol }: FastifyRequest): Origin {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  return {
    address: isIP(address) ? address : null,
    userAgent: headers['user-agent']?.replace(/[^\x20-\x7e]/g, '?').slice(0, 300) ?? null,
    secure: protocol === 'https',
  }
}
