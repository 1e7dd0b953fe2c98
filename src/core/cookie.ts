/** The cookie that carries a session's token where a page must not be able to read it. */

export const cookieName = 'ancrage_session'

/** A browser that comes back within ninety days is known again, even when the session has long ended. */
const ninetyDays = 90 * 86_400

/** `Lax`: a link in a mail opens what it leads to; nothing that another site sends by itself carries it. */
const kept = (text: string, seconds: number, secure: boolean) =>
  `${text}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

export const sessionCookie = (token: string, secure: boolean): string =>
  kept(`${cookieName}=${token}`, ninetyDays, secure)

export const noSessionCookie = (secure: boolean): string => kept(`${cookieName}=`, 0, secure)

export const loginCookieName = 'ancrage_login'

/** What a sign-in with a provider needs when the browser comes back: for ten minutes, and only there. */
export const loginCookie = (sealed: string, secure: boolean): string =>
  kept(`${loginCookieName}=${sealed}`, sealed ? 600 : 0, secure).replace('Path=/', 'Path=/auth')

/** The value of a cookie in the header of a request; null when it is not there. */
export function cookieIn(header: string | undefined, name: string): string | null {
  const pair = header?.split(';').find((pair) => pair.trim().startsWith(`${name}=`))
  return pair ? pair.trim().slice(name.length + 1) || null : null
}
