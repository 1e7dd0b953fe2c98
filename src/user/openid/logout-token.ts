import { jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose'
import { algorithms } from './algorithms.js'

/** A session that the provider has ended (OpenID Connect Back-Channel Logout 1.0). */
export interface ProviderLogout {
  issuer: string
  jti: string
  /** The person; null if only a session is named. */
  sub: string | null
  /** The session; null: all sessions of the person. */
  sid: string | null
  issuedAt: Date
}

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'

/**
 * Returns what a logout token states. Throws unless the provider has signed it for this client within the last five
 * minutes, and it has all that section 2.4 of the specification requires. An ID token is none: it has a nonce and no
 * event.
 */
export async function readLogoutToken(
  token: string,
  keys: JWTVerifyGetKey,
  { issuer, clientId }: { issuer: string; clientId: string },
): Promise<ProviderLogout> {
  const { payload, protectedHeader } = await jwtVerify(token, keys, {
    issuer,
    audience: clientId,
    algorithms,
    requiredClaims: ['iat', 'jti'],
    maxTokenAge: '5 minutes',
    clockTolerance: 10,
  })
  const { jti, iat } = payload
  const [sub, sid] = [identifier(payload, 'sub'), identifier(payload, 'sid')]
  if (!/^(logout\+)?jwt$/i.test(protectedHeader.typ ?? 'JWT')) throw new Error('another type of token')
  if (payload.nonce !== undefined) throw new Error('a nonce is forbidden')
  if (!hasEvent(payload)) throw new Error('the event is absent')
  if (sub === null && sid === null) throw new Error('neither sub nor sid')
  if (typeof jti !== 'string' || jti === '') throw new Error('jti is not a text')
  return { issuer, jti, sub, sid, issuedAt: new Date(iat! * 1_000) }
}

function hasEvent({ events }: JWTPayload): boolean {
  const event = isObject(events) ? events[logoutEvent] : undefined
  return isObject(event)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Rejects a claim of another type, instead of ending more sessions than the provider named. */
function identifier(payload: JWTPayload, name: 'sub' | 'sid'): string | null {
  const value: unknown = payload[name]
  if (value === undefined) return null
  if (typeof value !== 'string' || value === '') throw new Error(`${name} is not a text`)
  return value
}
