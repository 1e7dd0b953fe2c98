/** The cookie that carries a session's token, so that no script of a page can read it. */

/**
 * Returns the name of the cookie. Over HTTPS a browser accepts a `__Host-` cookie only from this host itself, so that
 * another host of the domain cannot plant a session.
 */
export const sessionCookieName = (secure: boolean): string => hostName('ancrage_session', secure)

const hostName = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name)

/**
 * Seconds. A browser is recognised by its earlier session for ninety days, longer than the session lasts
 * (`sign_in_counters.sql`, `purge_expired.sql`).
 */
const ninetyDays = 90 * 86_400

/** `Lax`: the cookie goes along with a link from a mail, but not with a request that another site sends by itself. */
const formatCookie = (text: string, seconds: number, secure: boolean) =>
  `${text}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

export const sessionCookie = (token: string, secure: boolean): string =>
  formatCookie(`${sessionCookieName(secure)}=${token}`, ninetyDays, secure)

export const noSessionCookie = (secure: boolean): string =>
  formatCookie(`${sessionCookieName(secure)}=`, 0, secure)

export const loginCookieName = (secure: boolean): string => hostName('ancrage_login', secure)

/**
 * Returns the cookie that holds the state of an OpenID Connect sign-in until the browser comes back, for ten minutes.
 * An empty state deletes it.
 */
export const loginCookie = (sealed: string, secure: boolean): string =>
  formatCookie(`${loginCookieName(secure)}=${sealed}`, sealed ? 600 : 0, secure)

/** Returns the value of a cookie in a Cookie header; null when it is absent or empty. */
export function cookieIn(header: string | undefined, name: string): string | null {
  const pair = header?.split(';').find((pair) => pair.trim().startsWith(`${name}=`))
  return pair ? pair.trim().slice(name.length + 1) || null : null
}
