import { hash, randomBytes } from 'node:crypto'

/** Returns the SHA-256 of a bearer token; the database stores only this hash. */
export const tokenHash = (token: string): Buffer => hash('sha256', token, 'buffer')

/**
 * Creates a bearer token of 256 random bits. Its first letter is its kind: `s` a session, `k` an API key, `c` a
 * calendar feed, `l` a one-time link, `u` a link to
 * unsubscribe.
 */
export const newToken = (kind: 's' | 'k' | 'c' | 'l' | 'u'): string =>
  `${kind}_${randomBytes(32).toString('base64url')}`

/** Returns whether a text has the form of an API key. */
export const isApiKey = (text: string): boolean => /^k_[\w-]{43}$/.test(text)
