/** Brings the database up to date as its owner: migrations once, then the SQL definitions. One process at a time. */
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Client, type ClientBase } from 'pg'
import { packageFolder } from '../core/package-folder.js'
import { StartError } from '../config/start-error.js'
import { applyDefinitions, hashDefinitions } from './apply-definitions.js'
import { definitionFiles } from './definition-files.js'
import { dropRecorded, prepareRecord } from './definition-objects.js'
import { readSqlFile, runSqlFile, type SqlFile } from './sql-file.js'

/** What a start changed in the database. */
export interface MigrationReport {
  /** Names of the migrations that ran, in their order. */
  migrations: string[]
  /** Whether functions, views, triggers and policies were applied again. */
  definitions: boolean
}

const lockKey = 4_711_201

/** The SQL files of a version. */
export interface SqlSource {
  /** In the order of their numbers. */
  migrations: readonly SqlFile[]
  /** In the order in which they are applied. */
  definitions: readonly SqlFile[]
}

/**
 * Runs new migrations and applies changed definitions, in one transaction under an advisory lock. Throws a StartError
 * with file and line when a statement fails; the database is then as it was.
 */
export async function migrate(ownerUrl: string, source: Partial<SqlSource> = {}): Promise<MigrationReport> {
  const { migrations = listMigrations(), definitions = listDefinitions() } = source
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query('select pg_advisory_lock($1)', [lockKey])
    await owner.query('begin')
    const report = {
      migrations: await runMigrations(owner, migrations),
      definitions: await applyDefinitions(owner, definitions),
    }
    await owner.query(revokeTemporarySql)
    await owner.query('commit')
    return report
  } finally {
    await owner.end() // Rolls back what is not committed, and releases the lock.
  }
}

/** Returns whether the database has all migrations and exactly the definitions of this version. Reads as any role. */
export async function isPrepared(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ migrations: string[]; hash: string | null }>(
    `select array(select name from schema_migration) as migrations, (select hash from definition_state) as hash`,
  )
  const { migrations = [], hash } = rows[0] ?? {}
  return (
    hash === hashDefinitions(listDefinitions()) &&
    listMigrations().every((file) => migrations.includes(nameOf(file)))
  )
}

/** Returns the migrations of this version. */
export const listMigrations = (): SqlFile[] =>
  readdirSync(join(packageFolder(), 'migrations'))
    .filter((file) => /^\d{4}-.*\.sql$/.test(file))
    .sort()
    .map((file) => readSqlFile(`migrations/${file}`))

/** Returns the definitions of this version. */
export const listDefinitions = (): SqlFile[] => definitionFiles.map((path) => readSqlFile(`src/${path}`))

/** A temporary table hides a table of the same name, so no role may create one. */
const revokeTemporarySql = `
do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$
`

const baseline = '0001-baseline'
const lastDevelopmentMigration = 'HeldWithDeal1795219200037'

/**
 * Runs the migrations that the database has not. Drops the definitions before the first of them, because PostgreSQL
 * refuses to drop or change a column that a view, a policy or a function reads. They are applied again afterwards.
 */
async function runMigrations(owner: Client, migrations: readonly SqlFile[]): Promise<string[]> {
  await owner.query(`create table if not exists schema_migration (
    name text primary key, applied_at timestamptz(3) not null default now())`)
  const applied = await appliedMigrations(owner)
  const isDevelopmentDatabase = await hasDevelopmentMigrations(owner)
  checkNotNewer(applied, migrations)
  const pending = migrations.filter((file) => !applied.has(nameOf(file)))
  if (isDevelopmentDatabase) await runSqlFile(owner, readSqlFile('migrations/check-0037.sql'))
  await prepareRecord(owner, applied.size > 0 || isDevelopmentDatabase)
  if (pending.length > 0) await dropRecorded(owner)
  for (const file of pending) {
    const upgrades = isDevelopmentDatabase && nameOf(file) === baseline
    await runSqlFile(owner, upgrades ? readSqlFile('migrations/upgrade-0037.sql') : file)
    await owner.query('insert into schema_migration (name) values ($1)', [nameOf(file)])
  }
  return pending.map(nameOf)
}

const nameOf = ({ path }: SqlFile): string => basename(path, '.sql')

async function appliedMigrations(owner: Client): Promise<Set<string>> {
  const { rows } = await owner.query<{ name: string }>('select name from schema_migration')
  return new Set(rows.map(({ name }) => name))
}

/** Rejects a database of a newer version: the definitions of this one do not know its tables and columns. */
function checkNotNewer(applied: ReadonlySet<string>, migrations: readonly SqlFile[]): void {
  const known = new Set(migrations.map(nameOf))
  const unknown = [...applied].filter((name) => !known.has(name)).sort()
  if (unknown.length > 0)
    throw new StartError(
      `A newer version has changed this database (${unknown.join(', ')}). Start that version, or restore a backup ` +
        'made before. The database is unchanged.',
    )
}

/**
 * Returns whether the migrations before the baseline made the database: it is upgraded to the state of the baseline.
 * Throws a StartError when it has not the last of them.
 */
async function hasDevelopmentMigrations(owner: Client): Promise<boolean> {
  const { rows } = await owner.query<{ old: string | null }>(
    `select to_regclass('public.migrations')::text as old`,
  )
  if (!rows[0]?.old) return false
  const { rowCount } = await owner.query('select from migrations where name = $1', [lastDevelopmentMigration])
  if (rowCount === 0)
    throw new StartError(
      'This database was made by a development version older than migration 0037. Start the last version that has ' +
        'this migration once, then this one.',
    )
  return true
}
