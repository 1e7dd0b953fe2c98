/** The service's only connections: as a role that owns nothing, for which row-level security always holds. */
import { Pool } from 'pg'
import { DataSource, getMetadataArgsStorage } from 'typeorm'
import { PreparingClient } from './preparing-client.js'

export interface ConnectionSettings {
  poolSize: number
  /** Milliseconds. */
  statementTimeout: number
  /** Months without use after which a contact is to be reviewed. */
  retentionMonths: number
  /** Whether there is a mail server: what is ordered to be sent waits where there is none. */
  mail?: object | undefined
}

/** What holds on every connection. */
const session = {
  timezone: 'UTC',
  datestyle: 'ISO',
  // of every transaction, so that none has to be told its own
  default_transaction_isolation: 'read committed',
  jit: 'off',
  // what is asked often stands in memory: with the 4 of a turning disk, the planner reads small tables whole for each row
  // that names one of theirs; much lower, it goes through indexes where a report reads nearly all
  random_page_cost: '2',
  // for one sort or hash table: what is found of some hundred thousand rows is looked up in memory, instead of row by row
  work_mem: '16MB',
}

const optionsOf = (values: Record<string, string>): string =>
  Object.entries(values)
    .map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`)
    .join(' ')

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
      options: optionsOf({
        ...session,
        'ancrage.retention_months': String(settings.retentionMonths),
        'ancrage.mail': settings.mail ? 'on' : 'off',
      }),
    },
  })
  return source.initialize()
}

/** The pool beneath TypeORM, for statements that were compiled and need no entity. */
export const poolOf = (source: DataSource): Pool => (source.driver as unknown as { master: Pool }).master

/** Connections of the same kind for what holds one for minutes, so that nothing short waits for it. */
export const poolBeside = (source: DataSource, size: number): Pool =>
  new Pool({ ...poolOf(source).options, max: size })
