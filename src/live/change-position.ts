/** Positions in the stream of changes, as clients hold them: encrypted, because transaction numbers show how much is written. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** What a position holds. */
export interface Position {
  /** `pg_current_snapshot()` of the last read. */
  snapshot: string
  /** When the database server was started: a snapshot does not outlive it. */
  epoch: string
  /** The instant of the last read, in milliseconds. */
  at: number
}

/** The length of a position must not show how many transactions were running. */
const blockLength = 192

/** Returns the position as text that only `openPosition` with the same key and user reads. */
export function sealPosition(key: Buffer, userId: string, position: Position): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(userId))
  const text = JSON.stringify(position)
  const padded = text.padEnd(Math.ceil(text.length / blockLength) * blockLength)
  const sealed = Buffer.concat([cipher.update(padded), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** Returns the position behind a text; null if it was not sealed with this key for this user. */
export function openPosition(key: Buffer, userId: string, text: string): Position | null {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length < 28 + blockLength || bytes.length > 28 + 64 * blockLength) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      .setAAD(Buffer.from(userId))
      .setAuthTag(bytes.subarray(12, 28))
    return JSON.parse(
      `${decipher.update(bytes.subarray(28)).toString()}${decipher.final().toString()}`,
    ) as Position
  } catch {
    return null
  }
}
