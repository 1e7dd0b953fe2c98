create or replace procedure enable_rls(name regclass)
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('alter table %s force row level security', name);
  execute format('create policy owner_all on %s to current_user using (true) with check (true)', name);
end $$;

comment on procedure enable_rls(regclass) is
  'Enables and forces row-level security on a table, with one policy: the owner sees and changes every row. Policies and grants for the service follow in the file that calls this.';
