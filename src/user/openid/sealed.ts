import { hkdfSync } from 'node:crypto'
import { EncryptJWT, jwtDecrypt, type JWTPayload } from 'jose'

/** What a value is encrypted for: a value for one purpose cannot be decrypted for another. */
export type Purpose = 'sign-in cookie' | 'id token'

/** Derived from the client secret, so that all processes have the same key. */
const keyFor = (clientSecret: string, purpose: Purpose): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', clientSecret, '', `ancrage ${purpose}`, 32))

/** Returns the encrypted payload; with `lifetime`, such as `10 minutes`, it can be decrypted only that long. */
export function seal(
  clientSecret: string,
  purpose: Purpose,
  payload: JWTPayload,
  lifetime?: string,
): Promise<string> {
  const token = new EncryptJWT(payload).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
  if (lifetime) token.setExpirationTime(lifetime)
  return token.encrypt(keyFor(clientSecret, purpose))
}

/** Returns what `seal` has encrypted. Throws when it is for another purpose, was changed, or its time is over. */
export async function unseal<T>(clientSecret: string, purpose: Purpose, sealed: string): Promise<T> {
  const { payload } = await jwtDecrypt<T>(sealed, keyFor(clientSecret, purpose), {
    keyManagementAlgorithms: ['dir'],
    contentEncryptionAlgorithms: ['A256GCM'],
  })
  return payload
}
