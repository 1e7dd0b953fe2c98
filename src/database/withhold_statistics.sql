-- Planner statistics are built from all rows, hidden ones included: a viewer with enough estimates
-- can spell out hidden names. So PostgreSQL collects none for free texts, personal data and the indexes on
-- them.
do $$
declare
  r record;
begin
  for r in
    select f.table_name::text as table_name, f.column_name from free_text_columns() f
    union all select 'contact', unnest('{name,job_title}'::text[])
    union all select 'employment', unnest('{job_title,emails,phones}'::text[])
    union all select 'meeting_participant_text', 'job_title'
    union all select 'prospect', unnest('{enterprise_number,lei}'::text[])
    union all select 'search_entry', 'words'
  loop
    execute format('alter table %s alter column %I set statistics 0', r.table_name, r.column_name);
  end loop;

  -- Indexed expressions with fold() have statistics of their own.
  for r in
    select a.attrelid::regclass as index_name, a.attnum as column_number
      from pg_index i
      join pg_class t on t.oid = i.indrelid
      join pg_attribute a on a.attrelid = i.indexrelid and i.indkey[a.attnum - 1] = 0
     where t.relnamespace = 'public'::regnamespace
       and pg_get_indexdef(i.indexrelid, a.attnum, true) like '%fold(%'
  loop
    execute format('alter index %s alter column %s set statistics 0', r.index_name, r.column_number);
  end loop;

  delete from pg_statistic s using pg_attribute a
   where a.attrelid = s.starelid and a.attnum = s.staattnum and a.attstattarget = 0;
exception when insufficient_privilege then
  raise notice 'statistics collected earlier stay until a superuser deletes them from pg_statistic';
end $$;
