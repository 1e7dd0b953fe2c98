/** The cookie that carries a session's token, so that no script of a page can read it. */

export const cookieName = 'ancrage_session'

/**
 * Seconds. A browser is recognised by its earlier session for ninety days, longer than the session lasts
 * (`sign_in_counters.sql`, `purge_expired.sql`).
 */
const ninetyDays = 90 * 86_400

/** `Lax`: the cookie goes along with a link from a mail, but not with a request that another site sends by itself. */
const formatCookie = (text: string, seconds: number, secure: boolean) =>
  `${text}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

export const sessionCookie = (token: string, secure: boolean): string =>
  formatCookie(`${cookieName}=${token}`, ninetyDays, secure)

export const noSessionCookie = (secure: boolean): string => formatCookie(`${cookieName}=`, 0, secure)

export const loginCookieName = 'ancrage_login'

/**
 * Returns the cookie that holds the state of an OpenID Connect sign-in until the browser comes back: for ten minutes,
 * sent to /auth only. An empty state deletes it.
 */
export const loginCookie = (sealed: string, secure: boolean): string =>
  formatCookie(`${loginCookieName}=${sealed}`, sealed ? 600 : 0, secure).replace('Path=/', 'Path=/auth')

/** Returns the value of a cookie in a Cookie header; null when it is absent or empty. */
export function cookieIn(header: string | undefined, name: string): string | null {
  const pair = header?.split(';').find((pair) => pair.trim().startsWith(`${name}=`))
  return pair ? pair.trim().slice(name.length + 1) || null : null
}
