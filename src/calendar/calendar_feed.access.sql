call enable_rls('calendar_feed');
grant select, insert, update (revoked_at) on calendar_feed to ancrage_service;
create policy viewer_sees on calendar_feed for select to ancrage_service
  using (user_id = (select viewer_id()) or (select viewer_is_admin()));
create policy viewer_adds on calendar_feed for insert to ancrage_service
  with check (user_id = (select viewer_id()));
create policy viewer_edits on calendar_feed for update to ancrage_service
  using (user_id = (select viewer_id()) or (select viewer_is_admin())) with check (true);
