/** The catalogue of a database as SQL text: what `schema.sql` shows, in an order that depends on names only. */
import type { ClientBase } from 'pg'

/**
 * Returns tables with columns, constraints, indexes, policies, grants, triggers and comments; then views, functions,
 * operators and types. What belongs to an extension is left out. PostgreSQL prints expressions in its own form, which may
 * differ between major versions.
 */
export async function catalogueOf(owner: ClientBase): Promise<string> {
  const sections: string[] = []
  for (const { title, sql } of parts) {
    const { rows } = await owner.query<{ text: string }>(sql)
    sections.push(`-- ${title}\n\n${rows.map(({ text }) => text.trim()).join('\n\n')}`)
  }
  return `${sections.join('\n\n')}\n`
}

const schemas = `('public'::regnamespace, 'analytics'::regnamespace)`

const isOurs = (catalogue: string, oid: string) => `not exists (
  select from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = ${oid} and d.deptype = 'e')`

const roles = `(select case when x.grantee = 0 then 'public' else x.grantee::regrole::text end)`

/** One line per grantee, without the owner, and without the role of SQL logins: it gets its rights while the service runs. */
const grantsOn = (acl: string, owner: string, object: string) => `(
  select string_agg(format(E'\\ngrant %s on %s to %s;', g.privileges, ${object}, g.grantee), '' order by g.grantee)
    from (select ${roles} as grantee, string_agg(lower(x.privilege_type), ', ' order by x.privilege_type) as privileges
            from aclexplode(${acl}) x where x.grantee <> ${owner} and x.grantee::regrole::text <> 'ancrage_sql' group by 1) g)`

const commentOn = (kind: string, object: string, text: string) =>
  `(select format(E'\\ncomment on ${kind} %s is %L;', ${object}, x.text) from (select ${text} as text) x where x.text is not null)`

const columns = `(
  select string_agg(format(E'\\n  %I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
           case when a.attidentity = 'a' then ' generated always as identity' else '' end,
           case when a.attnotnull and a.attidentity = '' then ' not null' else '' end,
           coalesce(' default ' || pg_get_expr(v.adbin, v.adrelid), '')), ',' order by a.attnum)
    from pg_attribute a left join pg_attrdef v on v.adrelid = a.attrelid and v.adnum = a.attnum
   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)`

const constraints = `(
  select string_agg(format(E',\\n  constraint %I %s', k.conname, pg_get_constraintdef(k.oid)), '' order by k.conname)
    from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x'))`

const indexes = `(
  select string_agg(E'\\n' || pg_get_indexdef(i.indexrelid) || ';', '' order by i.indexrelid::regclass::text)
    from pg_index i where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.conrelid = c.oid))`

const columnDetails = `(
  select string_agg(coalesce(d.storage, '') || coalesce(d.statistics, '') || coalesce(d.grants, '') || coalesce(d.comment, ''), '' order by d.position)
    from (select a.attnum as position,
                 case when a.attstorage <> t.typstorage then format(E'\\nalter table %s alter column %I set storage %s;', c.oid::regclass, a.attname,
                   case a.attstorage when 'e' then 'external' when 'm' then 'main' when 'p' then 'plain' else 'extended' end) end as storage,
                 case when a.attstattarget = 0 then format(E'\\nalter table %s alter column %I set statistics 0;', c.oid::regclass, a.attname) end as statistics,
                 (select string_agg(format(E'\\ngrant %s (%I) on %s to %s;', g.privileges, a.attname, c.oid::regclass, g.grantee), '' order by g.grantee)
                    from (select ${roles} as grantee, string_agg(lower(x.privilege_type), ', ' order by x.privilege_type) as privileges
                            from aclexplode(a.attacl) x group by 1) g) as grants,
                 ${commentOn('column', `c.oid::regclass || '.' || quote_ident(a.attname)`, 'col_description(c.oid, a.attnum)')} as comment
            from pg_attribute a join pg_type t on t.oid = a.atttypid
           where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) d)`

const policies = `(
  select string_agg(format(E'\\ncreate policy %I on %s for %s to %s%s%s;', p.polname, c.oid::regclass,
           case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
           (select string_agg(case when r = 0 then 'public' when r = c.relowner then 'current_user' else r::regrole::text end, ', ') from unnest(p.polroles) r),
           coalesce(format(E'\\n  using (%s)', pg_get_expr(p.polqual, p.polrelid)), ''),
           coalesce(format(E'\\n  with check (%s)', pg_get_expr(p.polwithcheck, p.polrelid)), '')), '' order by p.polname)
    from pg_policy p where p.polrelid = c.oid)`

const triggers = `(
  select string_agg(E'\\n' || pg_get_triggerdef(t.oid) || ';', '' order by t.tgname)
    from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal)`

const parts = [
  {
    title: 'Tables',
    sql: `select concat(
      format('create %stable %s (', case c.relpersistence when 'u' then 'unlogged ' else '' end, c.oid::regclass), ${columns}, ${constraints}, E'\\n);',
      case when c.relrowsecurity then format(E'\\nalter table %s enable row level security;', c.oid::regclass) end,
      case when c.relforcerowsecurity then format(E'\\nalter table %s force row level security;', c.oid::regclass) end,
      ${indexes}, ${policies}, ${triggers}, ${grantsOn('c.relacl', 'c.relowner', 'c.oid::regclass')}, ${columnDetails},
      ${commentOn('table', 'c.oid::regclass', `obj_description(c.oid, 'pg_class')`)}) as text
      from pg_class c where c.relkind = 'r' and c.relnamespace in ${schemas} order by c.oid::regclass::text`,
  },
  {
    title: 'Views',
    sql: `select concat(
      format(E'create view %s%s as\\n', c.oid::regclass, coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '')), pg_get_viewdef(c.oid, true),
      ${grantsOn('c.relacl', 'c.relowner', 'c.oid::regclass')}, ${columnDetails},
      ${commentOn('view', 'c.oid::regclass', `obj_description(c.oid, 'pg_class')`)}) as text
      from pg_class c where c.relkind = 'v' and c.relnamespace in ${schemas} and ${isOurs('pg_class', 'c.oid')} order by c.oid::regclass::text`,
  },
  {
    title: 'Functions and procedures',
    sql: `select concat(btrim(pg_get_functiondef(p.oid), E'\\n'), ';',
      ${grantsOn('p.proacl', 'p.proowner', `case p.prokind when 'p' then 'procedure ' else 'function ' end || p.oid::regprocedure`)},
      ${commentOn('routine', 'p.oid::regprocedure', `obj_description(p.oid, 'pg_proc')`)}) as text
      from pg_proc p where p.pronamespace in ${schemas} and ${isOurs('pg_proc', 'p.oid')} order by p.oid::regprocedure::text`,
  },
  {
    title: 'Operators',
    sql: `select concat(format('create operator %s (function = %s, restrict = %s, join = %s);', o.oid::regoperator, o.oprcode::regproc, o.oprrest::regproc, o.oprjoin::regproc),
      ${commentOn('operator', 'o.oid::regoperator', `obj_description(o.oid, 'pg_operator')`)}) as text
      from pg_operator o where o.oprnamespace in ${schemas} and ${isOurs('pg_operator', 'o.oid')} order by 1`,
  },
  {
    title: 'Types',
    sql: `select concat(format('create type %s as (', t.oid::regtype), (
        select string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' order by a.attnum)
          from pg_attribute a where a.attrelid = t.typrelid), ');',
      ${commentOn('type', 't.oid::regtype', `obj_description(t.oid, 'pg_type')`)}) as text
      from pg_type t join pg_class c on c.oid = t.typrelid
     where t.typnamespace in ${schemas} and c.relkind = 'c' and ${isOurs('pg_type', 't.oid')} order by 1`,
  },
]
