import { Client } from 'pg'
import { StartError } from '../config/start-error.js'
import { withRetry } from './retry.js'

/**
 * Connects as the owner, with retries for a few seconds while the server starts. Throws a StartError when the server
 * cannot be reached, is older than PostgreSQL 15, or has another encoding than UTF8.
 */
export async function checkServer(ownerUrl: string): Promise<void> {
  const { version, encoding } = await withRetry(() => readServerVersion(ownerUrl)).catch((error: Error) => {
    throw new StartError(
      `The database of DATABASE_URL cannot be reached: ${error.message || String(error)}\n` +
        'Check the address, the password, and that the server runs and admits this machine (pg_hba.conf).',
    )
  })
  if (version < 150_000)
    throw new StartError(
      `The database of DATABASE_URL is PostgreSQL ${Math.floor(version / 10_000)}, but 15 or newer is needed.`,
    )
  if (encoding !== 'UTF8')
    throw new StartError(`The database of DATABASE_URL has the encoding ${encoding}, but must have UTF8.`)
}

async function readServerVersion(url: string): Promise<{ version: number; encoding: string }> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int as version, getdatabaseencoding() as encoding`,
    )
    return rows[0] as { version: number; encoding: string }
  } finally {
    await client.end().catch(() => undefined)
  }
}
