call enable_rls('site');
grant select, insert, update on site to ancrage_service;
create policy viewer_sees on site for select to public using ((select viewer_id()) is not null);
create policy viewer_adds on site for insert to ancrage_service with check ((select viewer_id()) is not null);
create policy viewer_edits on site for update to ancrage_service
  using ((select viewer_id()) is not null) with check (true);
