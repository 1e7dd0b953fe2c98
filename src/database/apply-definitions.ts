/**
 * Applies the SQL definitions of src/: functions, views, triggers, policies and grants. When the hash of their files
 * has changed, all are dropped and created again, so that no object outlives its file.
 */
import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'
import { dropRecorded, listObjects, recordNew } from './definition-objects.js'
import { runSqlFile, type SqlFile } from './sql-file.js'

/**
 * Applies the definitions, unless the database has those of the same hash. Returns whether it did. Runs in the
 * transaction of the caller, who holds the migration lock. Throws a StartError with file and line when a statement
 * fails.
 */
export async function applyDefinitions(owner: ClientBase, files: readonly SqlFile[]): Promise<boolean> {
  const hash = hashDefinitions(files)
  const { rowCount } = await owner.query('select from definition_state where hash = $1', [hash])
  if (rowCount === 1) return false
  await dropRecorded(owner)
  const others = await listObjects(owner)
  for (const file of files) await runSqlFile(owner, file)
  await owner.query(grantSql)
  await recordNew(owner, others)
  await owner.query('insert into definition_state (hash) values ($1)', [hash])
  return true
}

/** Hashes the files and the statements after them, in hexadecimal digits. */
export const hashDefinitions = (files: readonly SqlFile[]): string =>
  createHash('sha256')
    .update(JSON.stringify([grantSql, files]))
    .digest('hex')

/** Grants analysts access to the views again: dropping a view drops its grants. */
const grantSql = `
do $$
begin
  if exists (select from pg_roles where rolname = 'ancrage_sql') then call grant_analyst_access(); end if;
end $$;
`
