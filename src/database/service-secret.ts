import { randomBytes } from 'node:crypto'
import { Client } from 'pg'

/**
 * The secret of this process. Functions that start a session, return a password hash or act for another user require it
 * (`check_service_secret.sql`), so the database role alone is not sufficient.
 */
export class ServiceSecret {
  constructor(readonly secret: Buffer) {}
}

/** Creates the secret of this process; its digest is stored until `purge_expired.sql` deletes it as unused. */
export async function createServiceSecret(ownerUrl: string): Promise<ServiceSecret> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    return await insertServiceSecret(owner)
  } finally {
    await owner.end()
  }
}

/** Does the same on an open connection of the owner. */
export async function insertServiceSecret(owner: Client): Promise<ServiceSecret> {
  const secret = randomBytes(32)
  await owner.query('insert into service_secret (digest) values (sha256($1::bytea))', [secret])
  return new ServiceSecret(secret)
}
