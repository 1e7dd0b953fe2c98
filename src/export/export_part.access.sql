-- A user sees and removes the parts of their own exports, and adds parts to one that runs.
comment on table export_part is 'The bytes of an export, in parts.';
comment on column export_part.position is 'Order of the parts, from 0.';
comment on column export_part.content is 'Compressed with gzip.';
comment on column export_part.words is
  'token_hashes() of the text in the part, so that an erasure finds exports that name a person without reading them. Hidden from the service.';

call enable_rls('export_part');

grant select (export_id, position, content), insert, delete on export_part to ancrage_service;

create policy viewer_sees on export_part for select to ancrage_service
  using (exists (select from export e where e.id = export_part.export_id));

create policy viewer_adds on export_part for insert to ancrage_service
  with check (exists (select from export e where e.id = export_part.export_id and e.status = 'RUNNING'));

create policy viewer_removes on export_part for delete to ancrage_service
  using (exists (select from export e where e.id = export_part.export_id));
