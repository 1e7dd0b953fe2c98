create or replace procedure enable_rls(table_name regclass)
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', table_name);
  execute format('alter table %s force row level security', table_name);
  execute format('create policy owner_all on %s to current_user using (true) with check (true)', table_name);
end $$;

comment on procedure enable_rls(regclass) is
  'Enables and forces row-level security on a table, with one policy: the owner sees and changes every row. The policies and grants of the service follow in the file that calls it.';
