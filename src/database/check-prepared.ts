import { Client, DatabaseError } from 'pg'
import { StartError } from '../config/start-error.js'
import { isPrepared } from './migrate.js'
import { withRetry } from './retry.js'
import type { ServiceSecret } from './service-secret.js'

/**
 * Checks, with the rights of the service alone, that `npm run migrate` of this version has prepared the database with
 * this secret. Throws a StartError that says what to do.
 */
export async function checkPrepared(serviceUrl: string, { secret }: ServiceSecret): Promise<void> {
  const service = await connect(serviceUrl)
  try {
    await checkVersion(service)
    await service.query('select purge_expired($1)', [secret]).catch(explainSecret)
  } finally {
    await service.end()
  }
}

const connect = (serviceUrl: string): Promise<Client> =>
  withRetry(async () => {
    const client = new Client({ connectionString: serviceUrl, connectionTimeoutMillis: 10_000 })
    await client.connect()
    return client
  }).catch((error: Error) => {
    throw new StartError(
      `The database of SERVICE_DATABASE_URL cannot be used: ${error.message || String(error)}`,
    )
  })

async function checkVersion(service: Client): Promise<void> {
  if (!(await isPrepared(service).catch(explainMissingTable))) throw new StartError(notPrepared)
}

const notPrepared =
  'The database of SERVICE_DATABASE_URL was not prepared by this version of Ancrage: run npm run migrate with ' +
  'DATABASE_URL, SERVICE_DATABASE_URL and SERVICE_SECRET, then start this process again.'

/** 42P01 and 42501: no such table, or no access to it. */
function explainMissingTable(error: unknown): never {
  if (error instanceof DatabaseError && ['42P01', '42501'].includes(error.code ?? ''))
    throw new StartError(notPrepared)
  throw error
}

function explainSecret(error: unknown): never {
  if (error instanceof DatabaseError && error.code === '42501')
    throw new StartError(
      'SERVICE_SECRET is not the one with which npm run migrate prepared the database, or no process has used it for ' +
        '30 days: run npm run migrate with it again.',
    )
  throw error
}
