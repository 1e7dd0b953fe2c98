import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'

/**
 * The form in which PostgreSQL stores a password (RFC 5803). Sent instead of the password itself, it keeps the password
 * out of the server's log. For passwords in ASCII: others would have to be normalized first.
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16), rounds = 4096): string {
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256')
  const clientKey = createHmac('sha256', salted).update('Client Key').digest()
  const storedKey = createHash('sha256').update(clientKey).digest('base64')
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64')
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${storedKey}:${serverKey}`
}
