/** Who sends a request, as far as the request itself says. */
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

/** Until the answer is out, or its connection closed. */
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

/** Not where a browser says that another site sends it, were it only another name of ours. */
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
