/** Brings the database up to date as its owner: migrations once, then the SQL definitions. One process at a time. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { packageFolder } from '../core/package-folder.js'
import { StartError } from '../config/start-error.js'
import { applyDefinitions } from './apply-definitions.js'
import { readSqlFile, runSqlFile } from './sql-file.js'

/** What a start changed in the database. */
export interface MigrationReport {
  /** Names of the migrations that ran, in their order. */
  migrations: string[]
  /** Whether functions, views, triggers and policies were applied again. */
  definitions: boolean
}

const lockKey = 4_711_201

/**
 * Runs new migrations and applies changed definitions, under an advisory lock. Throws a StartError with file and line
 * when a statement fails; the failing migration, or all definitions, are rolled back.
 */
export async function migrate(ownerUrl: string): Promise<MigrationReport> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query('select pg_advisory_lock($1)', [lockKey])
    const migrations = await runMigrations(owner)
    const definitions = await applyDefinitions(owner)
    await owner.query(revokeTemporarySql)
    return { migrations, definitions }
  } finally {
    await owner.end() // Releases the lock.
  }
}

/** A temporary table hides a table of the same name, so no role may create one. */
const revokeTemporarySql = `
do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$
`

const baseline = '0001-baseline'
const lastDevelopmentMigration = 'HeldWithDeal1795219200037'

async function runMigrations(owner: Client): Promise<string[]> {
  await owner.query(`create table if not exists schema_migration (
    name text primary key, applied_at timestamptz(3) not null default now())`)
  await upgradeDevelopmentDatabase(owner)
  const { rows } = await owner.query<{ name: string }>('select name from schema_migration')
  const applied = new Set(rows.map(({ name }) => name))
  const pending = listMigrations().filter((name) => !applied.has(name))
  for (const name of pending) await runMigration(owner, name)
  return pending
}

/** Returns the names of the numbered files, in order. */
export const listMigrations = (): string[] =>
  readdirSync(join(packageFolder(), 'migrations'))
    .filter((file) => /^\d{4}-.*\.sql$/.test(file))
    .map((file) => file.slice(0, -'.sql'.length))
    .sort()

/** Runs a file and records it, in one transaction. */
async function runMigration(owner: Client, file: string, name = file): Promise<void> {
  await owner.query('begin')
  try {
    await runSqlFile(owner, readSqlFile(`migrations/${file}.sql`))
    await owner.query('insert into schema_migration (name) values ($1)', [name])
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}

/** Upgrades a database made by the migrations before the baseline to the state of the baseline. */
async function upgradeDevelopmentDatabase(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ old: string | null }>(
    `select to_regclass('public.migrations')::text as old`,
  )
  if (!rows[0]?.old) return
  const { rowCount } = await owner.query('select from migrations where name = $1', [lastDevelopmentMigration])
  if (rowCount === 0)
    throw new StartError(
      'This database was made by a development version older than migration 0037. Start the last version that has ' +
        'this migration once, then this one.',
    )
  await runMigration(owner, 'upgrade-0037', baseline)
}
