import { createHash } from 'node:crypto'

/** What the database keeps of a bearer token: its SHA-256. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()
