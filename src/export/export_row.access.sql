-- A user sees the row ids of their own exports, and adds some to one that runs.
comment on table export_row is
  'The rows that an export has shown: many ids of one type in each row, added while it runs. Erasures and record_secret_export() read them.';
comment on column export_row.type is 'Type of the rows in the API, such as Contact.';

call enable_rls('export_row');

grant select, insert on export_row to ancrage_service;

create policy viewer_sees on export_row for select to ancrage_service
  using (exists (select from export e where e.id = export_row.export_id));

create policy viewer_adds on export_row for insert to ancrage_service
  with check (exists (select from export e where e.id = export_row.export_id and e.status = 'RUNNING'));
