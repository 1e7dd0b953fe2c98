call enable_rls('"user"');
grant select, insert, update on "user" to ancrage_service;
create policy viewer_sees on "user" for select to public using ((select viewer_id()) is not null);
create policy viewer_adds on "user" for insert to ancrage_service
  with check ((select viewer_id()) is not null and (select viewer_is_admin()));
create policy viewer_edits on "user" for update to ancrage_service
  using ((select viewer_is_admin())) with check (true);
