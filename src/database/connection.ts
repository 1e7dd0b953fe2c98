/** The connections of the service, as a role that owns nothing, so that row-level security always applies. */
import { Pool } from 'pg'
import { DataSource, getMetadataArgsStorage } from 'typeorm'
import { PreparingClient } from './preparing-client.js'

export interface ConnectionSettings {
  poolSize: number
  /** Milliseconds. */
  statementTimeout: number
  /** Months without use after which a contact is due for review. */
  retentionMonths: number
  /** Undefined when there is no mail server: scheduled mail then waits. */
  mail?: object | undefined
}

/** Settings of every connection. */
const session = {
  timezone: 'UTC',
  datestyle: 'ISO',
  // Set once, so that no transaction needs its own.
  default_transaction_isolation: 'read committed',
  jit: 'off',
  // Frequent data is in memory. With the default of 4, for rotating disks, the planner scans small tables in nested
  // loops. Much lower, it uses indexes where a report reads nearly all rows.
  random_page_cost: '2',
  // For each sort or hash table: enough to hash some hundred thousand rows in memory instead of joining row by row.
  work_mem: '16MB',
}

const optionsOf = (values: Record<string, string>): string =>
  Object.entries(values)
    .map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`)
    .join(' ')

/** Connects to the database. The entities are those declared by all modules loaded so far. */
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
      // Sends statements without waiting for the answer to the one before.
      pipeline: true,
      statement_timeout: settings.statementTimeout,
      idle_in_transaction_session_timeout: 2 * settings.statementTimeout,
      options: optionsOf({
        ...session,
        'ancrage.retention_months': String(settings.retentionMonths),
        'ancrage.mail': settings.mail ? 'on' : 'off',
      }),
    },
  })
  return source.initialize()
}

/** Returns the pool that TypeORM uses, for compiled statements, which need no entity. */
export const poolOf = (source: DataSource): Pool => (source.driver as unknown as { master: Pool }).master

/** Creates a second pool for work that holds a connection for minutes, so that short requests do not wait for it. */
export const poolBeside = (source: DataSource, size: number): Pool =>
  new Pool({ ...poolOf(source).options, max: size })
