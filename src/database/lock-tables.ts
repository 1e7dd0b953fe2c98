/** Locks what the SQL definitions replace, beside processes that serve. */
import { setTimeout as pause } from 'node:timers/promises'
import { DatabaseError, type ClientBase } from 'pg'
import { StartError } from '../config/start-error.js'

const patience = { milliseconds: 60_000, gentleMilliseconds: 10_000 }

/**
 * Locks all views and tables with definitions, in the transaction of the caller: dropping them one by one would
 * deadlock with statements that use several. A failed attempt releases its locks. For ten seconds, attempts are shorter
 * than the deadlock_timeout of a second, so that no statement of another process is cancelled. Afterwards they are
 * longer, and PostgreSQL may cancel statements of the service, which repeats them. Throws a StartError when no attempt
 * succeeds within a minute.
 */
export async function lockDefinitions(owner: ClientBase): Promise<void> {
  const { rows } = await owner.query<{ names: string | null }>(tableNamesSql)
  const names = rows[0]?.names
  if (!names) return
  const start = Date.now()
  while (!(await tryLock(owner, names, Date.now() - start < patience.gentleMilliseconds ? 700 : 5_000))) {
    if (Date.now() - start > patience.milliseconds)
      throw new StartError(
        'The SQL definitions cannot be replaced: for a minute, statements have used the tables without a pause. Stop ' +
          'other processes, or wait for the end of long statements, and start again. The database is unchanged.',
      )
    await pause(50 + Math.random() * 200)
  }
}

async function tryLock(owner: ClientBase, names: string, milliseconds: number): Promise<boolean> {
  await owner.query(`savepoint locking; set local statement_timeout = ${milliseconds}`)
  try {
    await owner.query(`lock table ${names} in access exclusive mode`)
    await owner.query('set local statement_timeout = 0; release locking')
    return true
  } catch (error) {
    if (!(error instanceof DatabaseError) || !busyCodes.has(error.code ?? '')) throw error
    await owner.query('rollback to locking')
    return false
  }
}

/** Statement cancelled, deadlock, lock_timeout of the role. */
const busyCodes = new Set(['57014', '40P01', '55P03'])

// A statement locks its own tables first, and then, while it runs, those that its authentication reads.
const tableNamesSql = `
  select string_agg(c.oid::regclass::text, ', ' order by c.relname in ('session', 'user'), c.relkind desc, c.relname) as names
    from pg_class c
   where c.relnamespace in ('public'::regnamespace, to_regnamespace('analytics'))
     and (exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'owner_all')
          or exists (
            select from pg_identify_object('pg_class'::regclass, c.oid, 0) i
              join definition_object d on (d.kind, d.identity) = (i.type, i.identity)))`
