call enable_rls('export_part');
grant select (export_id, position, content), insert, delete on export_part to ancrage_service;
create policy viewer_sees on export_part for select to ancrage_service
  using (exists (select from export e where e.id = export_part.export_id));
create policy viewer_adds on export_part for insert to ancrage_service
  with check (exists (select from export e where e.id = export_part.export_id and e.status = 'RUNNING'));
create policy viewer_removes on export_part for delete to ancrage_service
  using (exists (select from export e where e.id = export_part.export_id));
