import { randomBytes } from 'node:crypto'
import { Client } from 'pg'

/**
 * The secret of this process. The database starts a session, gives what a password is compared with, or says for whom
 * something is due only to whoever shows it: the service's role alone, with statements of somebody else, is not enough.
 */
export class ServiceSecret {
  constructor(readonly secret: Buffer) {}
}

/** Gives this process one; of the others, those that have not been seen for a month are forgotten. */
export async function createServiceSecret(ownerUrl: string): Promise<ServiceSecret> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    return await insertServiceSecret(owner)
  } finally {
    await owner.end()
  }
}

/** The same, over a connection of the owner. */
export async function insertServiceSecret(owner: Client): Promise<ServiceSecret> {
  const secret = randomBytes(32)
  await owner.query('insert into service_secret (digest) values (sha256($1::bytea))', [secret])
  return new ServiceSecret(secret)
}
