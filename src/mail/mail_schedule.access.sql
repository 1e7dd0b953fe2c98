call enable_rls('mail_schedule');
grant select, insert, update (weekday, hour, ordered_by_id, ordered_at) on mail_schedule to ancrage_service;
create policy viewer_sees on mail_schedule for select to ancrage_service
  using (agency_id = (select viewer_agency()));
create policy head_adds on mail_schedule for insert to ancrage_service
  with check (agency_id = (select viewer_agency()) and (select viewer_is_head()));
create policy head_edits on mail_schedule for update to ancrage_service
  using (agency_id = (select viewer_agency()) and (select viewer_is_head()))
  with check (agency_id = (select viewer_agency()));
