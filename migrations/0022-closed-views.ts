import type { MigrationInterface, QueryRunner } from 'typeorm'
import { views, type Column, type View } from './0020-views.js'

/** Of a masked deal the views hide officer and team, as the API does; and nobody reads hidden names out of a plan. */
export class ClosedViews0022 implements MigrationInterface {
  name = 'ClosedViews1795219200022'

  async up(db: QueryRunner): Promise<void> {
    for (const view of views) await db.query(closed(masking[view.name]?.(view) ?? view))
    await db.query(unmeasuredSql)
    await db.query(longSql)
  }

  async down(): Promise<void> {
    throw new Error('What was closed is not opened again: restore a backup instead.')
  }
}

const masking: Record<string, (view: View) => View> = {
  deals: (view) => ({ ...view, columns: view.columns.map(officerWhenWhole) }),
  team: (view) => ({
    ...view,
    from: `${view.from} where exists (select 1 from deal_identity i where i.deal_id = t.deal_id)`,
  }),
}

const officerWhenWhole = (column: Column): Column =>
  column[0] === 'officer'
    ? [
        'officer',
        `case when i.deal_id is not null then ${column[1]} end`,
        'Who works on it; null when masked.',
      ]
    : column

/**
 * PostgreSQL asks a leakproof condition, such as one name or id equals another, of rows before the policy does: what it
 * estimates then follows from hidden rows, and `explain analyze` counts those that an index found. Behind `offset 0`
 * no condition of the reader comes near a table.
 */
const closed = ({ name, columns, from }: View): string => `
create or replace view analytics.${name} with (security_invoker, security_barrier) as
select ${columns.map(([column, sql]) => `${sql} as ${column}`).join(',\n  ')}
${from}
offset 0;
${columns.map(([column, , said]) => `comment on column analytics.${name}.${column} is '${said.replaceAll("'", "''")}';`).join('\n')}`

/**
 * What the planner expects of a name follows from the names that are there, hidden ones too: asked often enough, it spells
 * them. So nothing is counted of free texts, nor of what is indexed of them; what was counted goes where the owner may.
 */
const unmeasuredSql = `
do $$
declare
  f record;
begin
  for f in select place::text as place, "column" as name from free_texts()
            union all select 'contact', unnest('{name,job_title,emails,phones}'::text[])
            union all select 'prospect', unnest('{enterprise_number,lei}'::text[])
            union all select 'search_entry', 'words' loop
    execute format('alter table %s alter column %I set statistics 0', f.place, f.name);
  end loop;
  for f in select a.attrelid::regclass as place, a.attnum as n from pg_index i join pg_class c on c.oid = i.indrelid
             join pg_attribute a on a.attrelid = i.indexrelid and i.indkey[a.attnum - 1] = 0
            where c.relnamespace = 'public'::regnamespace and pg_get_indexdef(i.indexrelid, a.attnum, true) like '%fold(%' loop
    execute format('alter index %s alter column %s set statistics 0', f.place, f.n);
  end loop;
  delete from pg_statistic s using pg_attribute a
   where a.attrelid = s.starelid and a.attnum = s.staattnum and a.attstattarget = 0;
exception when insufficient_privilege then
  raise notice 'what was counted of names before stays until a superuser deletes it from pg_statistic';
end $$;
`

/** A login may connect to other databases of the server as well, and was there without a limit. */
const longSql = `
create or replace function end_long_sql(longest interval) returns int
language sql security definer set search_path = public, pg_temp as $$
  select count(case state when 'active' then pg_cancel_backend(pid) else pg_terminate_backend(pid) end)::int
    from pg_stat_activity
   where usename in (select login from sql_login) and backend_type = 'client backend'
     and (state = 'active' and query_start < clock_timestamp() - longest
          or state like 'idle in transaction%' and state_change < clock_timestamp() - longest
          or state_change < clock_timestamp() - interval '1 day')
$$;
`
