call enable_rls('export');
grant select, insert, update (status, row_count, sha256, ended_at, kept_until) on export to ancrage_service;
create policy viewer_sees on export for select to ancrage_service using (user_id = (select viewer_id()));
create policy viewer_adds on export for insert to ancrage_service
  with check (user_id = (select viewer_id()) and status = 'RUNNING');
create policy viewer_edits on export for update to ancrage_service
  using (user_id = (select viewer_id()) and status = 'RUNNING') with check (user_id = (select viewer_id()));
