import { hash, randomBytes } from 'node:crypto'

/** What the database keeps of a bearer token: its SHA-256. */
export const tokenHash = (token: string): Buffer => hash('sha256', token, 'buffer')

/** A bearer token that nobody guesses; its first letter says what it is: `s` a session, `k` an API key, `c` a calendar feed. */
export const newToken = (kind: 's' | 'k' | 'c'): string => `${kind}_${randomBytes(32).toString('base64url')}`
