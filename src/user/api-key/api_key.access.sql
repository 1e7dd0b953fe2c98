call enable_rls('api_key');
grant select, insert, update (revoked_at) on api_key to ancrage_service;
create policy viewer_sees on api_key for select to ancrage_service
  using (user_id = (select viewer_id()) or (select viewer_is_admin()));
create policy viewer_adds on api_key for insert to ancrage_service
  with check (
    (select viewer_id()) is not null and (user_id = (select viewer_id()) or (select viewer_is_admin()))
  );
create policy viewer_edits on api_key for update to ancrage_service
  using (user_id = (select viewer_id()) or (select viewer_is_admin())) with check (true);
