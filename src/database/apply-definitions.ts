/**
 * Applies the SQL definitions of src/: functions, views, triggers, policies and grants. When the hash of their files
 * has changed, all are dropped and created again, so that no object outlives its file.
 */
import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'
import { serviceRole } from './roles.js'
import { runSqlFile, type SqlFile } from './sql-file.js'

/**
 * Applies the definitions, unless the database has those of the same hash. Returns whether it did. Runs in the
 * transaction of the caller, who holds the migration lock. Throws a StartError with file and line when a statement
 * fails.
 */
export async function applyDefinitions(owner: ClientBase, files: readonly SqlFile[]): Promise<boolean> {
  const hash = hashOf(files)
  const { rowCount } = await owner.query('select from definition_state where hash = $1', [hash])
  if (rowCount === 1) return false
  await dropDefinitions(owner)
  for (const file of files) await runSqlFile(owner, file)
  await owner.query(grantSql)
  await owner.query('insert into definition_state (hash) values ($1)', [hash])
  return true
}

/** Drops all definitions, in the transaction of the caller. */
export async function dropDefinitions(owner: ClientBase): Promise<void> {
  await owner.query(dropSql)
}

/** Hashes the files and the statements around them. */
const hashOf = (files: readonly SqlFile[]): string =>
  createHash('sha256')
    .update(JSON.stringify([dropSql, grantSql, files]))
    .digest('hex')

/**
 * Drops all definitions. Keeps what belongs to an extension, and the functions that a table depends on, such as those
 * of an index or a default: migrations define them.
 */
const dropSql = `
do $$
declare
  r record;
  names text;
begin
  -- Policies
  for r in select tablename, policyname from pg_policies where schemaname = 'public' loop
    execute format('drop policy %I on %I', r.policyname, r.tablename);
  end loop;

  -- Without its policy, the owner would see no row of a table that forces row-level security on it.
  for r in select c.oid::regclass as name from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relforcerowsecurity loop
    execute format('alter table %s no force row level security', r.name);
  end loop;

  -- Comments on tables and their columns
  for r in select c.oid::regclass as name from pg_class c
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and obj_description(c.oid, 'pg_class') is not null loop
    execute format('comment on table %s is null', r.name);
  end loop;

  for r in select format('%s.%I', a.attrelid::regclass, a.attname) as name from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0
              and col_description(a.attrelid, a.attnum) is not null loop
    execute format('comment on column %s is null', r.name);
  end loop;

  -- Triggers, except the internal ones of constraints
  for r in
    select t.tgname, t.tgrelid::regclass as place from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
  loop
    execute format('drop trigger %I on %s', r.tgname, r.place);
  end loop;

  -- Views, in one statement, so that their order does not matter
  select string_agg(c.oid::regclass::text, ', ') into names from pg_class c
   where c.relkind = 'v' and c.relnamespace in ('public'::regnamespace, 'analytics'::regnamespace)
     and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e');
  if names is not null then execute 'drop view ' || names; end if;

  -- Functions and procedures that no table, default or constraint depends on. The function of an operator goes after the
  -- operator, which in turn goes after the functions whose body uses it.
  for pass in 1..2 loop
    select string_agg(p.oid::regprocedure::text, ', ') into names from pg_proc p
     where p.pronamespace = 'public'::regnamespace
       and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
       and not exists (select from pg_depend d where d.refclassid = 'pg_proc'::regclass and d.refobjid = p.oid
                          and d.classid in ('pg_class'::regclass, 'pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_operator'::regclass));
    if names is not null then execute 'drop routine ' || names; end if;

    -- Operators
    for r in
      select o.oid::regoperator as name from pg_operator o where o.oprnamespace = 'public'::regnamespace
         and not exists (select from pg_depend d where d.classid = 'pg_operator'::regclass and d.objid = o.oid and d.deptype = 'e')
    loop
      execute format('drop operator %s', r.name);
    end loop;
  end loop;

  -- Composite types
  for r in
    select t.oid::regtype as name from pg_type t join pg_class c on c.oid = t.typrelid
     where t.typnamespace = 'public'::regnamespace and c.relkind = 'c'
  loop
    execute format('drop type %s', r.name);
  end loop;

  if to_regclass('public.definition_state') is not null then delete from definition_state; end if;
end $$;

-- Grants of the service
revoke all on all tables in schema public, analytics from ${serviceRole};
`

/** Grants analysts access to the views again: dropping a view drops its grants. */
const grantSql = `
do $$
begin
  if exists (select from pg_roles where rolname = 'ancrage_sql') then call grant_analyst_access(); end if;
end $$;
`
