import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Nobody reads hidden names out of a plan. */
export class UnmeasuredNames0022 implements MigrationInterface {
  name = 'UnmeasuredNames1795219200022'

  async up(db: QueryRunner): Promise<void> {
    await db.query(unmeasuredSql)
  }

  async down(): Promise<void> {
    throw new Error('What was closed is not opened again: restore a backup instead.')
  }
}

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
