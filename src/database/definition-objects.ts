/**
 * The database objects that the SQL definitions have made: policies, triggers, views, routines, operators and composite
 * types. They are recorded by name in definition_object, so that dropping them spares what an operator has added.
 */
import { DatabaseError, type ClientBase } from 'pg'
import { StartError } from '../config/start-error.js'
import { lockDefinitions } from './lock-tables.js'
import { serviceRole } from './roles.js'

/** As PostgreSQL names it: `drop <kind> <identity>` is a statement. */
export interface DatabaseObject {
  kind: string
  identity: string
  /** The source of a routine, else null. */
  source: string | null
}

/** Creates the record where it is missing. `isAdopting`: all objects of the database count as made by definitions. */
export async function prepareRecord(owner: ClientBase, isAdopting: boolean): Promise<void> {
  await owner.query(
    'create table if not exists definition_object (kind text, identity text, primary key (kind, identity))',
  )
  const { rowCount } = await owner.query('select from definition_object limit 1')
  if (rowCount === 0 && isAdopting)
    await owner.query(`insert into definition_object ${objectsSql} where not is_needed_by_table`)
}

/**
 * Drops the recorded objects, in the transaction of the caller. Throws a StartError when another object depends on one
 * of them, or when it has another owner.
 */
export async function dropRecorded(owner: ClientBase): Promise<void> {
  await lockDefinitions(owner)
  try {
    await owner.query(dropSql)
  } catch (error) {
    if (!(error instanceof DatabaseError) || !foreignObjectCodes.has(error.code ?? '')) throw error
    throw new StartError(
      `The SQL definitions cannot be replaced: ${[error.message, error.detail].filter(Boolean).join('. ')}. ` +
        'Drop the objects that Ancrage has not made, start again, and create them again. The database is unchanged.',
    )
  }
}

/** Another object depends on it; it has another owner. */
const foreignObjectCodes = new Set(['2BP01', '42501'])

/** Returns the objects that the database has. */
export async function listObjects(owner: ClientBase): Promise<DatabaseObject[]> {
  const { rows } = await owner.query<DatabaseObject>(objectsSql.replace('i.identity', 'i.identity, source'))
  return rows
}

/**
 * Records the objects that were not there `before`. Throws a StartError when a definition has replaced a routine that
 * was there.
 */
export async function recordNew(owner: ClientBase, before: readonly DatabaseObject[]): Promise<void> {
  const after = await listObjects(owner)
  const sources = new Map(before.map((object) => [nameOf(object), object.source]))
  const replaced = after.find(
    (object) => sources.has(nameOf(object)) && sources.get(nameOf(object)) !== object.source,
  )
  if (replaced)
    throw new StartError(
      `The ${nameOf(replaced)} is not one that Ancrage has made, but has the name of one of this version. ` +
        'Rename it, and start again. The database is unchanged.',
    )
  const made = after.filter((object) => !sources.has(nameOf(object)))
  await owner.query('delete from definition_object')
  await owner.query('insert into definition_object select * from unnest($1::text[], $2::text[])', [
    made.map(({ kind }) => kind),
    made.map(({ identity }) => identity),
  ])
}

const nameOf = ({ kind, identity }: DatabaseObject): string => `${kind} ${identity}`

// Leaves out what belongs to an extension, and the triggers of constraints.
const objectsSql = `
  select i.type as kind, i.identity
    from (
      select 'pg_policy'::regclass as catalogue, p.oid, null as source, false as is_needed_by_table
        from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace = 'public'::regnamespace
      union all
      select 'pg_trigger'::regclass, t.oid, null, false
        from pg_trigger t join pg_class c on c.oid = t.tgrelid
       where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
      union all
      select 'pg_class'::regclass, c.oid, null, false from pg_class c
       where c.relkind = 'v' and c.relnamespace in ('public'::regnamespace, to_regnamespace('analytics'))
      union all
      select 'pg_proc'::regclass, p.oid, case when p.prokind in ('f', 'p') then pg_get_functiondef(p.oid) end,
          exists (select from pg_depend d where d.refclassid = 'pg_proc'::regclass and d.refobjid = p.oid
                     and d.classid in ('pg_class'::regclass, 'pg_attrdef'::regclass, 'pg_constraint'::regclass))
        from pg_proc p where p.pronamespace = 'public'::regnamespace
      union all
      select 'pg_operator'::regclass, o.oid, null, false from pg_operator o where o.oprnamespace = 'public'::regnamespace
      union all
      select 'pg_type'::regclass, t.oid, null, false
        from pg_type t join pg_class c on c.oid = t.typrelid
       where c.relkind = 'c' and t.typnamespace = 'public'::regnamespace
    ) o
    join lateral pg_identify_object(o.catalogue, o.oid, 0) i
      on not exists (select from pg_depend d where d.classid = o.catalogue and d.objid = o.oid and d.deptype = 'e')`

const dropSql = `
do $$
declare
  -- Nothing depends on a policy or a trigger.
  independent constant text[] := array['policy', 'trigger'];
  recorded text[];
  failed text[];
  statement text;
  table_name regclass;
  column_name text;
begin
  -- Tables with definitions of their own: call enable_rls(…) or a grant to the service. Without its policy, the owner
  -- would see no row of a table that forces row-level security on it.
  foreach table_name in array array(
    select p.polrelid::regclass
      from pg_policy p, pg_identify_object('pg_policy'::regclass, p.oid, 0) i
        join definition_object d on (d.kind, d.identity) = (i.type, i.identity)
     where p.polname = 'owner_all'
    union
    select c.oid::regclass
      from pg_class c
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and (
       exists (select from aclexplode(c.relacl) x where x.grantee = '${serviceRole}'::regrole)
       or exists (select from pg_attribute a, aclexplode(a.attacl) x
                   where a.attrelid = c.oid and x.grantee = '${serviceRole}'::regrole)))
  loop
    execute format('alter table %s no force row level security', table_name);
    execute format('revoke all on %s from ${serviceRole}', table_name);
    execute format('comment on table %s is null', table_name);
    for column_name in
      select attname from pg_attribute where attrelid = table_name and attnum > 0 and col_description(attrelid, attnum) is not null
    loop
      execute format('comment on column %s.%I is null', table_name, column_name);
    end loop;
  end loop;

  recorded := array(
    select format('drop %s %s', o.kind, o.identity)
      from (${objectsSql}) o join definition_object d on (d.kind, d.identity) = (o.kind, o.identity)
     order by o.kind <> all (independent));
  -- An object is dropped once those that depend on it are.
  loop
    failed := '{}';
    foreach statement in array recorded loop
      begin
        execute statement;
      exception when dependent_objects_still_exist then
        failed := failed || statement;
      end;
    end loop;
    exit when failed = '{}';
    if failed = recorded then execute failed[1]; end if;
    recorded := failed;
  end loop;

  delete from definition_object;
  if to_regclass('public.definition_state') is not null then delete from definition_state; end if;
end $$;
`
