-- The planner's estimates for a name follow from the names that exist, hidden ones too: enough questions spell them out.
-- So PostgreSQL collects no statistics of free texts, nor of what is indexed of them.
do $$
declare
  c record;
begin
  for c in
    select place::text as place, "column" as name from free_text_columns()
    union all select 'contact', unnest('{name,job_title,emails,phones}'::text[])
    union all select 'prospect', unnest('{enterprise_number,lei}'::text[])
    union all select 'search_entry', 'words'
  loop
    execute format('alter table %s alter column %I set statistics 0', c.place, c.name);
  end loop;

  for c in
    select a.attrelid::regclass as place, a.attnum as number
      from pg_index i
      join pg_class t on t.oid = i.indrelid
      join pg_attribute a on a.attrelid = i.indexrelid and i.indkey[a.attnum - 1] = 0
     where t.relnamespace = 'public'::regnamespace and pg_get_indexdef(i.indexrelid, a.attnum, true) like '%fold(%'
  loop
    execute format('alter index %s alter column %s set statistics 0', c.place, c.number);
  end loop;

  delete from pg_statistic s using pg_attribute a
   where a.attrelid = s.starelid and a.attnum = s.staattnum and a.attstattarget = 0;
exception when insufficient_privilege then
  raise notice 'statistics collected earlier stay until a superuser deletes them from pg_statistic';
end $$;
