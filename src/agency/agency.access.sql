call enable_rls('agency');
grant select, insert, update on agency to ancrage_service;
create policy viewer_sees on agency for select to public using ((select viewer_id()) is not null);
create policy viewer_adds on agency for insert to ancrage_service
  with check ((select viewer_id()) is not null and (select viewer_is_admin()));
create policy viewer_edits on agency for update to ancrage_service
  using ((select viewer_is_admin())) with check (true);
