/** The service's only connections: as a role that owns nothing, for which row-level security always holds. */
import type { Pool } from 'pg'
import { DataSource, getMetadataArgsStorage } from 'typeorm'
import { PreparingClient } from './preparing-client.js'

export interface ConnectionSettings {
  poolSize: number
  /** Milliseconds. */
  statementTimeout: number
  /** Months without use after which a contact is to be reviewed. */
  retentionMonths: number
}

/** Entities are whatever tables the loaded folders declare. */
export async function connect(url: string, settings: ConnectionSettings): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url,
    entities: getMetadataArgsStorage().tables.map((table) => table.target),
    installExtensions: false,
    applicationName: 'ancrage',
    poolSize: settings.poolSize,
    extra: {
      Client: PreparingClient,
      // statements of one transaction that do not wait for each other travel together
      pipeline: true,
      statement_timeout: settings.statementTimeout,
      idle_in_transaction_session_timeout: 2 * settings.statementTimeout,
      // the isolation of every transaction, so that none has to be told its own
      options:
        '-c timezone=UTC -c datestyle=ISO -c jit=off -c default_transaction_isolation=read\\ committed ' +
        `-c ancrage.retention_months=${settings.retentionMonths}`,
    },
  })
  return source.initialize()
}

/** The pool beneath TypeORM, for statements that were compiled and need no entity. */
export const poolOf = (source: DataSource): Pool => (source.driver as unknown as { master: Pool }).master
