-- A user sees and adds their own exports, and changes them while they run. The row of an export is never
-- removed; its content is, see purge_exports().
comment on table export is
  'Exports that a user has downloaded. The content is kept for some days, so that it can be downloaded again unchanged.';
comment on column export.list is 'Name of the list in the API, such as deals.';
comment on column export.form is 'File format.';
comment on column export.language is 'Language of the headings.';
comment on column export.question is
  'The arguments of the list (filter, order, columns); null once their user redacted an erased person there.';
comment on column export.asked_at is 'When it was requested: the instant that the data shows.';
comment on column export.row_count is 'Rows exported; 0 while it runs.';
comment on column export.byte_count is
  'Bytes of the file; null unless DONE, and for exports before it was counted.';
comment on column export.sha256 is 'SHA-256 of the file, in hexadecimal digits; null unless DONE.';
comment on column export.ended_at is 'Null while it runs.';
comment on column export.kept_until is 'Until when the content can be downloaded; null: it is not stored.';

call enable_rls('export');

grant select, insert, update (status, row_count, byte_count, sha256, ended_at, kept_until)
  on export to ancrage_service;

create policy viewer_sees on export for select to ancrage_service using (user_id = (select viewer_id()));

create policy viewer_adds on export for insert to ancrage_service
  with check (user_id = (select viewer_id()) and status = 'RUNNING');

create policy viewer_edits on export for update to ancrage_service
  using (user_id = (select viewer_id()) and status = 'RUNNING') with check (user_id = (select viewer_id()));
