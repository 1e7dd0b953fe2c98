call enable_rls('recipient');
grant select, insert, update (removed_at) on recipient to ancrage_service;
create policy viewer_sees on recipient for select to ancrage_service
  using (agency_id = (select viewer_agency()) or user_id = (select viewer_id()));
create policy head_adds on recipient for insert to ancrage_service
  with check (agency_id = (select viewer_agency()) and (select viewer_is_head()));
create policy leaves on recipient for update to ancrage_service
  using (user_id = (select viewer_id()) or agency_id = (select viewer_agency()) and (select viewer_is_head()))
  with check (true);
