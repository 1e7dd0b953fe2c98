import { randomBytes } from 'node:crypto'
import { Client } from 'pg'

/**
 * The secret of this process. Functions that start a session, return a password hash or act for another user require it
 * (`check_service_secret.sql`), so the database role alone is not sufficient.
 */
export class ServiceSecret {
  constructor(readonly secret: Buffer) {}
}

/** Returns the secret that the setting SERVICE_SECRET holds. */
export const readServiceSecret = (setting: string): ServiceSecret => new ServiceSecret(Buffer.from(setting))

/**
 * Stores the digest of a secret, a new one by default, until `purge_expired.sql` deletes it as unused. Returns the
 * secret.
 */
export async function createServiceSecret(ownerUrl: string, secret?: ServiceSecret): Promise<ServiceSecret> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    return await insertServiceSecret(owner, secret)
  } finally {
    await owner.end()
  }
}

/** Does the same on an open connection of the owner. */
export async function insertServiceSecret(
  owner: Client,
  secret = new ServiceSecret(randomBytes(32)),
): Promise<ServiceSecret> {
  const insert = `insert into service_secret (digest) values (sha256($1::bytea))
    on conflict (digest) do update set seen_at = now()`
  await owner.query(insert, [secret.secret])
  return secret
}
