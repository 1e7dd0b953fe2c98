call enable_rls('export_row');
grant select, insert on export_row to ancrage_service;
create policy viewer_sees on export_row for select to ancrage_service
  using (exists (select from export e where e.id = export_row.export_id));
create policy viewer_adds on export_row for insert to ancrage_service
  with check (exists (select from export e where e.id = export_row.export_id and e.status = 'RUNNING'));
